"""How else people write a name: "Fall of Saigon" as "Saigon fell", "Treaty of Versailles" as "the Versailles Treaty".

The patterns stand in `wordings.tsv` in three columns that say how much such a wording proves: a noun names the event; a
verb tells it, so the dates of its sentence must not contradict; a hint needs a date, place or person nearby to agree.
The place of a battle or treaty alone means it after a verb of fighting or signing ("beat him at Zama").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Literal

from timeline.gazetteer.peoples import peoples

Rule = Literal["name", "verb", "hint", "place"]
Wording = tuple[str, Rule]
Pattern = tuple[int, str, str, tuple[tuple[str, ...], ...]]
COLUMNS: tuple[Rule, ...] = ("name", "verb", "hint")
RULES: tuple[Rule, ...] = (*COLUMNS, "place")
FOUGHT = frozenset(("battle", "siege", "campaign", "massacre"))

ROOM = Path(__file__).parent
_YEAR = re.compile(r"(?:^(\d{3,4})(?:[–-]\d+)? (.+)$|^(.+?),? (?:of|in)(?: AD)? (\d{3,4})(?:[–-]\d+)?(?: AD| BC)?$)")


def wordings(name: str) -> Iterator[Wording]:
    """A name as a row has it (with a question mark: a hint only), then what follows from it; some stand twice.

    >>> list(wordings("Fall of Saigon"))[:3]
    [('Fall of Saigon', 'name'), ("Saigon's fall", 'name'), ('Saigon fell', 'verb')]
    >>> next(wordings("Great Fire?"))
    ('Great Fire', 'hint')
    """
    plain = re.sub(r"\s*\([^)]*\)|\?$", "", name).strip()
    sure: Rule = "hint" if name.endswith("?") or plain != name.removesuffix("?") else "name"
    yield plain, sure
    yield from _derived(plain, sure)
    bare = _without_year(plain)
    if bare:
        yield bare, "hint"
        yield from ((wording, "hint") for wording, rule in _derived(bare, "hint") if rule != "verb")


def scenes(name: str, kind: str, places: Sequence[str]) -> Iterator[Wording]:
    """The place in the name of a battle or treaty.

    >>> list(scenes("First Battle of the Marne", "battle", ("Marne", "France")))
    [('Marne', 'place')]
    """
    if kind in FOUGHT or kind in ("treaty", "surrender"):
        said = set(re.findall(r"\w+", name))
        yield from ((place, "place") for place in places if said.issuperset(re.findall(r"\w+", place)))


def _derived(name: str, sure: Rule) -> Iterator[Wording]:
    name = name[4:] if name[:4].casefold() == "the " else name
    small = name.casefold() if len(name.casefold()) == len(name) else name  # "İ" is two letters when small
    for _, head, tail, columns in _patterns_for(small.partition(" ")[0], small.rpartition(" ")[2]):
        if small.startswith(head) and small.endswith(tail) and len(small) > len(head) + len(tail):
            rest = name[len(head) : len(name) - len(tail)]
            for rule, column in zip(COLUMNS, columns, strict=True):
                yield from ((w.replace("*", rest), sure if rule == "name" else rule) for w in column)
    yield from _of_place(name)


def _of_place(name: str) -> Iterator[Wording]:
    """ "Italian invasion of Ethiopia" is Italy's, "Hungarian uprising" in Hungary, "Iran hostage crisis" in Iran."""
    people, _, rest = name.partition(" ")
    place = peoples().get(people.casefold())
    if not place or not rest or not people[0].isupper():
        return
    place = place.title() if place != people.casefold() else people
    yield f"{place}'s {rest}", "name" if re.search(r" [A-Z]", rest) else "hint"
    if not re.search(r"\b(?:of|in)\b|[A-Z]", rest):
        yield f"{rest} in {place}", "hint"


def _without_year(name: str) -> str | None:
    """ "2004 Madrid train bombings" and "Revolution of 1848" without their years, where more than a noun is left."""
    found = _YEAR.match(name)
    bare = found and (found.group(2) or found.group(3))
    return bare if bare and " " in bare and re.search(r"[A-Z]", bare[1:]) else None


def translated(name: str, language: str) -> Iterator[Wording]:
    """A name whose place is spelled alike in another language: "Battle of Verdun" as "bataille de Verdun".

    >>> list(translated("Battle of Verdun", "es"))
    [('batalla de Verdun', 'name')]
    """
    columns, rows = _translations()
    if language in columns:
        small = name.casefold()
        for head, tail, cells in rows:
            if small.startswith(head) and small.endswith(tail) and len(small) > len(head) + len(tail):
                rest = name[len(head) : len(name) - len(tail)]
                yield from ((w.replace("*", rest), "name") for w in cells[columns.index(language)].split("|"))


@lru_cache
def _translations() -> tuple[list[str], list[tuple[str, str, list[str]]]]:
    rows = [row.split("\t") for row in (ROOM / "translations.tsv").read_text(encoding="utf-8").splitlines()]
    found = [(head, tail, cells) for pattern, *cells in rows[1:] for head, _, tail in [pattern.partition("*")]]
    return rows[0][1:], found


@lru_cache
def fixed_words() -> frozenset[str]:
    """The words of the patterns, which another wording may leave out.

    >>> "battle" in fixed_words(), "prague" in fixed_words()
    (True, False)
    """
    patterns = [*(row[1:3] for row in _patterns()), *(row[:2] for row in _translations()[1])]
    return frozenset(word for head, tail in patterns for word in re.findall(r"\w+", f"{head} {tail}"))


def _patterns_for(first: str, last: str) -> list[Pattern]:
    """The patterns whose head begins or whose tail ends with a word of the name."""
    by_word = _patterns_by_word()
    return sorted({*by_word.get((first, ""), ()), *by_word.get(("", last), ())})


@lru_cache
def _patterns_by_word() -> dict[tuple[str, str], list[Pattern]]:
    found: dict[tuple[str, str], list[Pattern]] = {}
    for pattern in _patterns():
        word = (pattern[1].partition(" ")[0], "") if pattern[1] else ("", pattern[2].rpartition(" ")[2])
        found.setdefault(word, []).append(pattern)
    return found


@lru_cache
def _patterns() -> tuple[Pattern, ...]:
    """Number, what stands before and behind the star of a pattern, and its wordings by rule."""
    rows = (ROOM / "wordings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found = []
    for number, row in enumerate(rows):
        pattern, *columns = row.split("\t")
        head, _, tail = pattern.partition("*")
        lists = (tuple(filter(None, c.split("|"))) for c, _ in zip_longest(columns, COLUMNS, fillvalue=""))
        found.append((number, head, tail, tuple(lists)))
    return tuple(found)


@lru_cache
def endings(language: str) -> re.Pattern[str] | None:
    """The endings of inflected words of a language, `None` where names are not inflected.

    >>> endings("de").sub("", "weltkriegs"), endings("en")
    ('weltkrieg', None)
    """
    for row in (ROOM / "endings.tsv").read_text(encoding="utf-8").splitlines():
        code, _, found = row.partition("\t")
        if code == language:
            return re.compile(rf"(?<=\w{{3}})(?:{found})$")
    return None
