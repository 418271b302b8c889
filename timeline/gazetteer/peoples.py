"""Places and the words for their people, so that "the Hungarian uprising" is an uprising in Hungary."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache
def peoples() -> dict[str, str]:
    """From a word for a people or a place's other name to the place, all in small letters.

    >>> peoples()["hungarian"], peoples()["soviets"]
    ('hungary', 'soviet union')
    """
    found = {}
    for line in (Path(__file__).parent / "peoples.tsv").read_text(encoding="utf-8").splitlines():
        place, words = line.split("\t")
        found.update(dict.fromkeys(words.split("|"), place))
    return found


@lru_cache
def people_of() -> dict[str, frozenset[str]]:
    """From a place to the words for its people.

    >>> sorted(people_of()["hungary"])
    ['budapest', 'hungarian', 'hungarians', 'hungary']
    """
    found: dict[str, set[str]] = {}
    for people, place in peoples().items():
        if " " not in people:
            found.setdefault(place, set()).add(people)
    return {place: frozenset(words) for place, words in found.items()}
