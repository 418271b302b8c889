"""Known events without their name: "the coup attempt" in a text from Turkey of that week, "the war" in its history.

A noun or verb of the event's kind, a place or a person, and a date have to agree; "the war" alone means the one that
the text is about at that point of its story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.when import When, overlaps
from timeline.gazetteer.matcher import Match, alias_of
from timeline.gazetteer.nouns import kinds_of_words
from timeline.gazetteer.peoples import peoples
from timeline.gazetteer.table import Entry, Gazetteer
from timeline.link.surroundings import STORY, WORD, YEAR, Place, Surroundings
from timeline.model import Span

FRESH = 62  # days after an event in which a text speaks of it as news
LONG = frozenset(("war", "revolution", "uprising", "siege", "epidemic", "genocide", "famine", "crisis", "campaign"))
WIDE = frozenset(("war", "campaign", "crisis"))  # of many battles: meant by a noun of their names alone
CLOSE = 80  # characters between an event noun and its date
SAME_PASSAGE = 400  # characters in which "the treaty" is the one just named
SHORT = 400  # words of a text in which a place has not to be named twice
ACTIVE = 12  # events of a kind that a text can be about
_BARE = re.compile(r"\b(?:the|this|that)\s+$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:[’']s)?[-\s]+(?:(?:of|in|on|against|between|with|for|over)\s+(?:the\s+)?([^\W\d_]+)|([A-Z][a-z]+))"
)
_DEFINITE = re.compile(r"\b(?:the|its|last week's|this week's)\s+$", re.IGNORECASE)
_COMPOUND = re.compile(
    r"[-\s]+(?:movement|machine|plans?|crimes?|criminals?|effort|zone|campaign|accords?|agreements?|treaty|talks|process)\b"
)
_QUALITIES = r"armed|failed|attempted|military|popular|bloody|abortive|nuclear|full-scale|so-called"
_NAMES = re.compile(rf"(?:(?:[A-Z][\w.]*(?:[’']s?)?|\d{{4}}|{_QUALITIES})\s+)+$")
_ONE_NAME = re.compile(r"[A-Z]\w+\s+$")


@dataclass(frozen=True, slots=True)
class Finding:
    """A wording, the entry that it means, how sure that is, and the rule."""

    span: Span
    entry: Entry
    confidence: float
    rule: str


def find(
    around: Surroundings, gazetteer: Gazetteer, named: Sequence[Finding], bare: Mapping[int, Match]
) -> Iterator[Finding]:
    """What speaks of known events without naming them. `bare` are rows' own wordings of that sort, by their end."""
    nouns, verbs = kinds_of_words()
    busy, index = sorted(f.span for f in named), _by_anchor(gazetteer)
    topics = _Topics(around, named, index)
    said = {(f.entry.id, around.at(f.span).sentence) for f in named}
    for word in WORD.finditer(around.text):
        small = word.group().casefold()
        kinds = nouns.get(small) or verbs.get(small)
        if not kinds or _is_taken(busy, Span(word.start(), word.end())):
            continue
        span = Span(word.start(), word.end())
        place = around.at(span)
        found = _told(span, kinds, place, index, small in verbs)
        if found and (found.entry.id, place.sentence) in said:
            found = None  # the sentence has it by name, or has told it already
        if not found and small in nouns:
            found = topics.meant(span, kinds, place, bare.get(span.end))
        if found:
            said.add((found.entry.id, place.sentence))
            yield found


def _told(
    span: Span, kinds: frozenset[str], place: Place, index: Mapping[str, Sequence[Entry]], verb: bool
) -> Finding | None:
    """The one entry that agrees in kind, place or person, and date."""
    if not place.dates and place.written is None:
        return None
    phrase = span if verb else _phrase(place.text, span, place)
    if not verb and span.of(place.text)[0].isupper() and _ONE_NAME.search(place.text[phrase.start : span.start]):
        return None  # "Warsaw Pact" is a name of its own
    noun = span.of(place.text).casefold()
    near = {
        e.id: e for word in place.words for e in index.get(word, ())
        if e.kind in kinds and (verb or e.kind not in WIDE or noun in _called(e))
    }  # fmt: skip
    agrees = _verb_agrees if verb else _noun_agrees
    found = [e for _, e in sorted(near.items()) if is_possible(phrase, e, place) and agrees(e, place, phrase)]
    if len(found) > 1:
        found = [e for e in found if noun in _called(e)]
    return Finding(phrase, found[0], 0.7, "paraphrase") if len(found) == 1 else None


def _noun_agrees(entry: Entry, place: Place, phrase: Span) -> bool:
    if entry.when.width is None or entry.when.width > 6 * YEAR:
        return False
    year = any(overlaps(when, entry.when) for when in place.exact)
    fresh = is_fresh(place.written, entry.when)
    if place.exact and not year and not fresh:
        return False
    if any(overlaps(when, entry.when) and is_attached(place.text, at, phrase) for at, when in place.dates):
        return True
    names = frozenset(WORD.findall(phrase.of(place.text).casefold()))
    told = year or bool(_DEFINITE.search(place.text, max(0, phrase.start - 12), phrase.start))
    return (bool(anchors(entry) & names) and (year or fresh)) or (fresh and told) or _is_day(entry, place, phrase)


def _verb_agrees(entry: Entry, place: Place, phrase: Span) -> bool:
    """The day, or the year with two places or persons."""
    year = any(overlaps(when, entry.when) for when in place.exact)
    return _is_day(entry, place, phrase) or (year and (entry.when.width or YEAR) <= YEAR and _parties(entry, place) > 1)


def _parties(entry: Entry, place: Place) -> int:
    """How many of an entry's places and persons the sentence names."""
    return sum(bool(words & place.words) for words in _parts(entry))


def has_participant(entry: Entry, place: Place) -> bool:
    """Whether the sentence names one who took part."""
    return any(words & place.words for words in _parts(entry)[len(entry.places) :])


def is_fresh(written: When | None, when: When) -> bool:
    """Whether an event lay within two months of the writing."""
    if written is None or written.earliest is None or when.latest is None:
        return False
    return 0 <= written.earliest - when.latest <= FRESH


def is_current(written: When | None, when: When) -> bool:
    """Whether an event was going on at the day of writing, or had not long ended."""
    return is_fresh(written, when) or (written is not None and written.is_closed and overlaps(written, when))


def _is_day(entry: Entry, place: Place, phrase: Span) -> bool:
    """Whether a date close by is the day or month of a short event."""
    near = [w for at, w in place.dates if max(at.start - phrase.end, phrase.start - at.end) <= CLOSE]
    fine = [w for w in near if (w.width or YEAR) <= 31]
    return (entry.when.width or YEAR) <= 40 and any(overlaps(when, entry.when) for when in fine)


def _phrase(text: str, noun: Span, place: Place) -> Span:
    """The noun with the names, adjectives and years right before it: "Wagner Group's armed rebellion"."""
    found = _NAMES.search(text, max(place.sentence.start, noun.start - 60), noun.start)
    after = re.compile(r"\s+attempt\b").match(text, noun.end)
    return Span(found.start() if found else noun.start, after.end() if after else noun.end)


def _is_taken(busy: Sequence[Span], span: Span) -> bool:
    at = bisect_right(busy, span)
    return any(b.overlaps(span) for b in busy[max(0, at - 1) : at + 1])


class _Topics:
    """What a text is about, for "the war": the events that it names or whose places and people fill it."""

    def __init__(
        self,
        around: Surroundings,
        named: Sequence[Finding],
        index: Mapping[str, Sequence[Entry]],
    ) -> None:
        self.index = index
        self.named = sorted(named, key=lambda f: f.span)
        self.starts = [f.span.start for f in self.named]
        self.times = Counter(f.entry.id for f in named)
        self.weights: dict[str, int] = {}
        by_kind: dict[str, list[Entry]] = {}
        for entry in _touched(around.counts, index):
            self.weights[entry.id] = _weight(entry, around.counts) + 5 * self.times[entry.id]
            by_kind.setdefault(entry.kind, []).append(entry)
        self.heaviest = max((self.weights[e.id] for kind in LONG for e in by_kind.get(kind, ())), default=0)
        self.active = {k: sorted(found, key=lambda e: -self.weights[e.id])[:ACTIVE] for k, found in by_kind.items()}

    def meant(self, noun: Span, kinds: frozenset[str], place: Place, own: Match | None) -> Finding | None:
        """ "The war" as the topic that fits the time of the story, else as the one last named."""
        article = _BARE.search(place.text, max(0, noun.start - 12), noun.start)
        if not article or _COMPOUND.match(place.text, noun.end):
            return None
        span, word = Span(article.start(), noun.end), noun.of(place.text).casefold()
        if own is None and not kinds & LONG and not self._just_named(noun, word):
            return None
        goes_on = _GOES_ON.match(place.text, noun.end, noun.end + 40)
        follows = goes_on and (goes_on.group(1) or goes_on.group(2)).casefold()
        found = self._on(span, word, place, own, follows) or (None if follows else self._just_named(noun, word))
        return Finding(span, found, 0.7, "topic") if found else None

    def _on(
        self, span: Span, word: str, place: Place, own: Match | None, follows: str | None
    ) -> Entry | None:
        """The topic of that kind that was on at the time of the story, where one outweighs the others."""
        times = place.exact or [when for when in (place.told or place.written,) if when]
        near = [e for kind in sorted(LONG) for e in self.active.get(kind, ())]
        near += [e for w in sorted(place.words) for e in self.index.get(w, ()) if e.kind in LONG]
        candidates = {e.id: e for e in near if word in _called(e)} | {e.id: e for e in (own.entries if own else ())}
        on = [
            e for e in candidates.values()
            if any(overlaps(w, e.when) for w in times) and is_possible(span, e, place)
            and (not follows or follows in anchors(e))
        ]  # fmt: skip
        ranked = sorted(on, key=lambda e: (self.weights.get(e.id, 0), e.id), reverse=True)
        if not ranked or (own is None and 3 * self.weights.get(ranked[0].id, 0) < self.heaviest):
            return None
        first, second = (self.weights.get(e.id, 0) for e in (ranked * 2)[:2])
        return ranked[0] if len(ranked) == 1 or (first > second and first >= 1.5 * second) else None

    def _just_named(self, noun: Span, word: str) -> Entry | None:
        at = bisect_right(self.starts, noun.start)
        for finding in reversed(self.named[max(0, at - 3) : at]):
            reach = STORY if finding.entry.kind in LONG else SAME_PASSAGE
            if word in _called(finding.entry) and noun.start - finding.span.end <= reach:
                return finding.entry
        return None


def _touched(counts: Counter[str], index: Mapping[str, Sequence[Entry]]) -> Iterable[Entry]:
    """Entries of which two places or persons stand in the text."""
    often = 1 if sum(counts.values()) > SHORT else 0
    said = {w for w in counts.keys() & index.keys() if counts[w] > often}
    near = {e.id: e for w in said for e in index[w]}
    return [e for _, e in sorted(near.items()) if sum(not part.isdisjoint(said) for part in _parts(e)) > 1]


def _weight(entry: Entry, counts: Counter[str]) -> int:
    """How often the places and people of an entry are named, each for at most ten times."""
    return sum(min(10, sum(counts[w] for w in part)) for part in _parts(entry))


def is_possible(span: Span, entry: Entry, place: Place) -> bool:
    """Not from after the text was written, and no other year stands at the name itself."""
    latest = place.written.latest if place.written else None
    if latest is not None and entry.when.earliest is not None and entry.when.earliest > latest:
        return False
    return all(overlaps(when, entry.when) for at, when in place.dates if is_attached(place.text, at, span))


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
def _called(entry: Entry) -> frozenset[str]:
    """The small words of an entry's names, by which a text can take it up again; a war is a conflict too."""
    words = {w.casefold() for name in entry.aliases for w in WORD.findall(name)}
    return frozenset(words | {"conflict"} if "war" in words else words)


@lru_cache(maxsize=4)
def _by_anchor(gazetteer: Gazetteer) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in gazetteer.entries:
        for word in sorted(anchors(entry)):
            found.setdefault(word, []).append(entry)
    return found


@lru_cache(maxsize=100_000)
def anchors(entry: Entry) -> frozenset[str]:
    """Words that place an event: its places with their peoples, and those who took part."""
    return frozenset(word for part in _parts(entry) for word in part)


@lru_cache(maxsize=100_000)
def _parts(entry: Entry) -> tuple[frozenset[str], ...]:
    """The words for each place (with its people) and each participant."""
    found = []
    for name in (*entry.places, *entry.participants):
        words = {w for w in alias_of(name).tokens if len(w) > 2}
        words |= {people for people, place in peoples().items() if place == name.casefold() and " " not in people}
        found.append(frozenset(words))
    return tuple(found)
