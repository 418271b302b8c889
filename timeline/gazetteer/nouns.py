"""Event nouns and verbs of `nouns.tsv`, with the kinds of entry they can name, and the words around names."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

Kinds = dict[str, frozenset[str]]


@lru_cache
def kinds_of_words() -> tuple[Kinds, Kinds]:
    """A noun ("the uprising", "the coup attempt") or a verb ("invaded", "took power") and the kinds that it can mean.

    >>> nouns, verbs = kinds_of_words()
    >>> "coup" in nouns["putsch"], "campaign" in verbs["invaded"]
    (True, True)
    """
    nouns: dict[str, set[str]] = {}
    verbs: dict[str, set[str]] = {}
    for row in (Path(__file__).parent / "nouns.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        own, told, kinds = row.split("\t")
        for table, words in ((nouns, own), (verbs, told)):
            for word in words.split():
                table.setdefault(word.replace("_", " "), set()).update(kinds.split())
    return {w: frozenset(k) for w, k in nouns.items()}, {w: frozenset(k) for w, k in verbs.items() if w not in nouns}


@lru_cache
def first_words() -> frozenset[str]:
    """The words that these nouns and verbs begin with: "took" of "took power"."""
    return frozenset(word.partition(" ")[0] for table in kinds_of_words() for word in table)


_SMALL = """wars revolutions crises disturbances movement purge purges terror airlift evacuation of the and in at on
for de independence civil world cold great first second disaster launch sinking fall collapse unification
crusade crusades conquest restoration expedition exhibition partition"""


@lru_cache
def event_nouns() -> frozenset[str]:
    """Words that may be small within a name: "Hungarian uprising", "Cold war"."""
    return frozenset(kinds_of_words()[0]) | frozenset(_SMALL.split())


ARTICLES = frozenset(("the", "a", "an", "der", "die", "das", "den", "dem", "le", "la", "les", "el", "los", "il", "lo"))

ORDINALS = frozenset(("First", "Second", "Third", "Fourth", "Fifth", "Sixth"))

# Words that make another name of an event's name: "Bastille Day concert", "Cold War Museum", "Woodstock, Vermont".
_OTHER = """
festival museum street road avenue square station memorial award prize foundation institute university college club
orchestra hotel day studies society press party bridge airport committee film show brewery gate park concert
exhibition tournament office complex building company band album song novel reenactment vermont ohio texas illinois
california ontario
"""
OTHER_NAMES = frozenset(_OTHER.split())


@lru_cache
def invocation(strength: str) -> re.Pattern[str]:
    """What stands right before a place or year that means its event: strong ("another Munich"), weak ("since Suez").

    >>> bool(invocation("strong").search("They feared another ")), bool(invocation("strong").search("They drove to "))
    (True, False)
    """
    return re.compile(rf"\b(?:{_wordings(strength)})\s+(?:the\s+)?[\"“'‘]?$", re.IGNORECASE)


@lru_cache
def come_again() -> re.Pattern[str]:
    """What stands right behind a place or year that means its event.

    >>> bool(come_again().match(" all over again")), bool(come_again().match(" over the hill"))
    (True, False)
    """
    return re.compile(rf"\s+(?:{_wordings('again')})\b", re.IGNORECASE)


@lru_cache
def fresh() -> re.Pattern[str]:
    """What tells that something of a sort was just now: groups `noun` and `name` of "the recent eruptions of Etna".

    >>> fresh().search("shaken by the recent eruptions of Mount Etna").groups()
    ('eruption', 'Etna')
    """
    return re.compile(rf"\b(?i:{_wordings('fresh')}) (\w+?)s? (?:of|in|at|on) (?:the )?(?:[A-Z]\w+ )?([A-Z]\w+)")


def _wordings(strength: str) -> str:
    rows = (Path(__file__).parent / "invocations.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return next(words for row in rows for name, _, words in [row.partition("\t")] if name == strength)
