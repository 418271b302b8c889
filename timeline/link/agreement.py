"""Whether a known event agrees with a place of a text: in year, day, places, people, and in what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.when import When, overlaps
from timeline.gazetteer.nouns import ARTICLES
from timeline.gazetteer.peoples import people_of
from timeline.gazetteer.table import Entry, Gazetteer
from timeline.link.surroundings import WORD, YEAR, Place
from timeline.model import Span

FRESH = 62  # days after an event in which a text speaks of it as news
_YEAR = re.compile(r"\d{3}")  # "the September 11 attacks" are not those of this September
_SHIP = re.compile(r"(?:Sinking of (?:the )?)?(?:[RM]?[MSV] |RMS )?([A-Z][a-z]+)(?: (?:disaster|sinking))?")
# Words of long names that say nothing alone: Wall Street, Kent State University.
_ORDINARY = """
street wall sea river bay island islands city town port fort saint hill house palace tower park bridge lake mount school
university prison hotel square station airport new old great black white red state
"""
ORDINARY = frozenset(_ORDINARY.split())
CLOSE = 80  # characters between an event noun and its date


@dataclass(frozen=True, slots=True)
class Finding:
    """A wording, the entry that it means, how sure that is, and the rule."""

    span: Span
    entry: Entry
    confidence: float
    rule: str


def is_fresh(written: When | None, when: When) -> bool:
    """Whether an event lay within two months of the writing."""
    if written is None or written.earliest is None or when.latest is None:
        return False
    return 0 <= written.earliest - when.latest <= FRESH


def is_current(written: When | None, when: When) -> bool:
    """Whether an event was going on at the day of writing, or had not long ended."""
    return is_fresh(written, when) or (written is not None and written.is_closed and overlaps(written, when))


def is_day(entry: Entry, place: Place, phrase: Span) -> bool:
    """Whether a date close by is the day or month of a short event."""
    if (entry.when.width or YEAR) > 40:
        return False
    near = [w for at, w in place.dates if max(at.start - phrase.end, phrase.start - at.end) <= CLOSE]
    return any((w.width or YEAR) <= 31 and overlaps(w, entry.when) for w in near)


def parties(entry: Entry, words: frozenset[str]) -> int:
    """How many of an entry's places and persons some words name."""
    return sum(bool(part & words) for part in parts(entry))


def has_participant(entry: Entry, place: Place) -> bool:
    """Whether the sentence names one who took part."""
    return any(words & place.words for words in parts(entry)[len(entry.places) :])


def allowed(span: Span, entries: Sequence[Entry], place: Place) -> list[Entry]:
    """Those not from after the text was written, where no other year stands at the name itself."""
    latest = place.written.latest if place.written else None
    known = [e for e in entries if latest is None or e.when.earliest is None or e.when.earliest <= latest]
    if not known:
        return known
    own = [(at, when) for at, when in place.dates if is_attached(place.text, at, span)]
    years = [when for at, when in own if not span.covers(at) or _YEAR.search(at.of(place.text))]
    return [e for e in known if all(overlaps(when, e.when) for when in years)]


def is_attached(text: str, date: Span, name: Span) -> bool:
    """A year before the name, or behind it with "of" or in brackets: "the 1956 rising", "Bloody Sunday (1972)"."""
    if date.end <= name.start:
        gap = text[date.end : name.start] if name.start - date.end < 5 else "-----"
        return text[date.start : date.end].isdigit() and re.fullmatch(r"\s*[\"“'‘]?", gap) is not None
    if name.covers(date):
        return True
    behind = text[name.end : date.start] if 0 <= date.start - name.end < 9 else "-"
    return date.start >= name.end and re.fullmatch(r"[\"”'’]?\s*(?:of\s+|\(|in\s+)", behind) is not None


@lru_cache(maxsize=100_000)
def called(entry: Entry) -> frozenset[str]:
    """The small words of an entry's names, by which a text can take it up again; a war is a conflict too."""
    words = {w.casefold() for name in entry.aliases for w in WORD.findall(name)}
    if any("civil war" in name.casefold() for name in entry.aliases):
        words |= {"civil war", "civil conflict"}
    return frozenset(words | {"conflict"} if "war" in words else words)


@lru_cache(maxsize=4)
def by_anchor(gazetteer: Gazetteer) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in gazetteer.entries:
        for word in sorted(anchors(entry)):
            found.setdefault(word, []).append(entry)
    return found


@lru_cache(maxsize=100_000)
def anchors(entry: Entry) -> frozenset[str]:
    """Words that place an event: its places with their peoples, and those who took part."""
    return frozenset(word for part in parts(entry) for word in part)


@lru_cache(maxsize=100_000)
def parts(entry: Entry) -> tuple[frozenset[str], ...]:
    """The words for each place (with its people) and each participant, and for a lost ship its name."""
    found = [_words_for(name) for name in (*entry.places, *entry.participants)]
    ship = _SHIP.fullmatch(entry.name) if entry.kind == "disaster" else None
    if ship and not any(ship.group(1).casefold() in words for words in found):
        found.append(frozenset((ship.group(1).casefold(),)))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _words_for(name: str) -> frozenset[str]:
    """The words of a place or person, with those for the people of a country."""
    said = WORD.findall(name.casefold())
    words = (w for w in said if len(w) > 2 and w not in ARTICLES and (len(said) == 1 or w not in ORDINARY))
    return frozenset(words) | people_of().get(name.casefold(), frozenset())
