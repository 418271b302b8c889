"""Which known event a wording means: by the year beside it, places and people near it, and the date of the text.

A name of several events, a place that stands for its battle ("Waterloo") and a bare noun ("the war") are decided by
what stands around them, or left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.dates.shift import apply
from timeline.dates.when import When, overlaps
from timeline.gazetteer.matcher import ARTICLES, Match, alias_of
from timeline.gazetteer.nouns import KINDS_OF_NOUN
from timeline.gazetteer.peoples import peoples
from timeline.gazetteer.table import Entry, Gazetteer
from timeline.model import Document, Expression, Named, Reference, Span

YEAR = 366  # days
_WORD = re.compile(r"[^\W_]+")
_INVOKED = re.compile(
    r"(?:\b(?:since|after|before|another|second|like|until|recalls?|remember(?:s|ed)?|than|about|of|following|post|no|new|"
    r"unlike|was|nach|vor|seit|depuis|après|avant|desde|tras|після|після|після|od|po)\s+)(?:the\s+)?[\"“'‘]?$",
    re.IGNORECASE,
)
_PART_OF_NAME = re.compile(r"(?:[A-Z][\w.’']*\s+(?:of\s+)?|[-’'])$")
_GOES_ON = re.compile(
    r"[-’']?\s?(?:[A-Z][a-z]+|[a-z]*(?:station|street|town|village|school|soup|tram|museum|airport|hotel|club)\b)"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a wording: the sentence, its words, its dates, and the words of the document."""

    text: str
    sentence: Span
    words: frozenset[str]
    dates: tuple[tuple[Span, When], ...]
    document_words: frozenset[str]
    written: When | None


def resolve(
    document: Document,
    matches: Sequence[Match],
    expressions: Sequence[Expression],
    sentences: Sequence[Span],
    gazetteer: Gazetteer,
) -> tuple[Reference, ...]:
    """The references to known events in the order of the text; a wording that nothing decides gives none.

    >>> from timeline.gazetteer import matcher, table
    >>> text = "In 1972, Bloody Sunday shocked Derry."
    >>> known = table.load()
    >>> found = resolve(Document("a", text), matcher.find(text, "en", known), (), [Span(0, len(text))], known)
    >>> [r.named.name for r in found]
    ['Bloody Sunday (1972)']
    """
    written = document.date.when if document.date else None
    places = _Places(document, expressions, sentences, written)
    found: list[Reference] = []
    clear = [m for m in matches if not _needs_support(m)]
    for match in clear:
        entry, confidence = _decide(match, match.entries, places.at(match.span), set())
        if entry:
            found.append(_reference(match.span, entry, confidence, match.rule, places, written))
    known = {r.named.id for r in found}
    for match in matches:
        if match not in clear:
            entry, confidence = _supported(match, places.at(match.span), known)
            if entry:
                found.append(_reference(match.span, entry, confidence, match.rule, places, written))
    taken = [r.span for r in found]
    found += _paraphrases(document, places, gazetteer, taken, {r.named.id for r in found}, written)
    return tuple(sorted(found, key=lambda r: r.span))


class _Places:
    """The surroundings of any place of a document, each worked out once a sentence."""

    def __init__(
        self, document: Document, expressions: Sequence[Expression], sentences: Sequence[Span], written: When | None
    ) -> None:
        self.text, self.written = document.text, written
        self.sentences = sentences or (Span(0, len(document.text)),)
        self.starts = [s.start for s in self.sentences]
        self.words = frozenset(_WORD.findall(document.text.casefold()))
        self.dates: list[list[tuple[Span, When]]] = [[] for _ in self.sentences]
        self.known: dict[int, _Place] = {}
        for e in expressions:
            when = _when(e, written)
            if when:
                self.dates[self.index(e.span)].append((e.span, when))

    def index(self, span: Span) -> int:
        return max(0, bisect_right(self.starts, span.start) - 1)

    def at(self, span: Span) -> _Place:
        n = self.index(span)
        if n not in self.known:
            sentence = self.sentences[n]
            words = frozenset(_WORD.findall(sentence.of(self.text).casefold()))
            self.known[n] = _Place(self.text, sentence, words, tuple(self.dates[n]), self.words, self.written)
        return self.known[n]


def _when(e: Expression, written: When | None) -> When | None:
    """The date of an expression as far as it is known before the story's reference times are."""
    if e.type not in ("DATE", "TIME"):
        return None
    if e.when or e.shift is None or written is None or e.shift.base not in ("document", "either"):
        return e.when
    return apply(e.shift, written)


def _needs_support(match: Match) -> bool:
    """A place that stands for its event, or a bare noun with an article."""
    return _is_bare_noun(match.alias) or all(_is_place(match.alias, e) for e in match.entries)


def _is_bare_noun(alias: str) -> bool:
    words = alias.split()
    return words[0].casefold() in ARTICLES and not any(w[0].isupper() for w in words[1:])


def _is_place(alias: str, entry: Entry) -> bool:
    bare, name = alias.casefold().removeprefix("the "), entry.name.casefold().removeprefix("the ").split()
    return bare in (p.casefold() for p in entry.places) or (len(name) > 1 and bare in name)


def _decide(match: Match, entries: Sequence[Entry], place: _Place, known: set[str]) -> tuple[Entry | None, float]:
    """The entry that the surroundings speak for, and how sure that is."""
    possible = [e for e in entries if _is_possible(match.span, e, place)]
    if len(possible) == 1:
        return possible[0], 0.95
    scores = sorted(
        ((_score(e, place, known), -n, e) for n, e in enumerate(possible)), key=lambda s: s[:2], reverse=True
    )
    if not scores:
        return None, 0.0
    if len(scores) > 1 and scores[0][0] == scores[1][0]:
        return None, 0.0
    return scores[0][2], 0.8


def _is_possible(span: Span, entry: Entry, place: _Place) -> bool:
    """Not from after the text was written, and no other year stands at the name itself."""
    if (
        place.written
        and place.written.latest is not None
        and (entry.when.earliest or -(1 << 40)) > place.written.latest
    ):
        return False
    return all(overlaps(when, entry.when) for at, when in place.dates if _is_attached(place.text, at, span))


def _is_attached(text: str, date: Span, name: Span) -> bool:
    """A year right before the name, or behind it with "of" or in brackets: "the 1956 rising"."""
    if date.end <= name.start:
        bare = text[date.start : date.end].isdigit()
        return bare and re.fullmatch(r"\s*[\"“'‘]?", text[date.end : name.start]) is not None
    behind = text[name.end : date.start]
    return date.start >= name.end and re.fullmatch(r"[\"”'’]?\s*(?:of\s+|\(|in\s+)", behind) is not None


def _score(entry: Entry, place: _Place, known: set[str]) -> int:
    years = any(overlaps(when, entry.when) for _, when in place.dates)
    near = bool(_anchors(entry) & place.words)
    wider = bool(_anchors(entry) & place.document_words)
    return 4 * years + 3 * near + 1 * wider + 2 * (entry.id in known)


def _supported(match: Match, place: _Place, known: set[str]) -> tuple[Entry | None, float]:
    """A bare noun whose event is named elsewhere or was on when the text was written; a place that is invoked."""
    possible = [e for e in match.entries if _is_possible(match.span, e, place)]
    named = [e for e in possible if e.id in known]
    if _is_bare_noun(match.alias):
        return (named[0], 0.8) if len(named) == 1 else _in_its_time(possible, place)
    before = place.text[max(0, match.span.start - 30) : match.span.start]
    after = place.text[match.span.end : match.span.end + 16]
    if _GOES_ON.match(after) or (_PART_OF_NAME.search(before) and not _INVOKED.search(before)):
        return None, 0.0
    dated = [e for e in possible if any(overlaps(when, e.when) for _, when in place.dates)]
    if len(dated) == 1 or (len(possible) == 1 and _INVOKED.search(before)):
        return (dated or possible)[0], 0.75
    return None, 0.0


def _in_its_time(possible: Sequence[Entry], place: _Place) -> tuple[Entry | None, float]:
    """ "The war": the one that was on when the text was written, or in the years that the sentence names."""
    if place.written is not None:
        on = [e for e in possible if overlaps(place.written, e.when)]
    else:
        on = [
            e for e in possible if any(overlaps(w, e.when) and (w.width or YEAR * 9) < 3 * YEAR for _, w in place.dates)
        ]
    return (on[0], 0.7) if len(on) == 1 else (None, 0.0)


def _paraphrases(
    document: Document,
    places: _Places,
    gazetteer: Gazetteer,
    taken: list[Span],
    known: set[str],
    written: When | None,
) -> Iterator[Reference]:
    """ "A coup attempt" in Turkey on that Saturday, "the Soviet invasion" beside 1968: noun, place and date agree."""
    by_kind = _by_kind(gazetteer.entries)
    busy = sorted(taken)
    for word in _WORD.finditer(document.text):
        kinds = KINDS_OF_NOUN.get(word.group().casefold())
        span = Span(word.start(), word.end())
        if not kinds or _is_taken(busy, span):
            continue
        place = places.at(span)
        phrase = _phrase(document.text, span, place)
        found = [e for kind in sorted(kinds) for e in by_kind.get(kind, ()) if _agrees(e, place, phrase, known)]
        if len(found) == 1:
            yield _reference(phrase, found[0], 0.7, "paraphrase", places, written)


def _is_taken(busy: Sequence[Span], span: Span) -> bool:
    at = bisect_right(busy, span)
    return any(b.overlaps(span) for b in busy[max(0, at - 1) : at + 1])


def _agrees(entry: Entry, place: _Place, phrase: Span, known: set[str]) -> bool:
    names = frozenset(_WORD.findall(phrase.of(place.text).casefold()))
    anchors = _anchors(entry)
    if not anchors & place.words:
        return False
    if entry.when.width is None or entry.when.width > 6 * YEAR or not _is_possible(phrase, entry, place):
        return False
    exact = [when for _, when in place.dates if (when.width or YEAR * 9) <= YEAR]
    year = any(overlaps(when, entry.when) for when in exact)
    fresh = place.written is not None and _is_fresh(place.written, entry.when)
    if exact and not year and not fresh:
        return False
    return (bool(anchors & names) and (year or fresh)) or (fresh and year) or (year and _is_day(entry, exact))


def _is_fresh(written: When, when: When) -> bool:
    """Whether an event lay within two months of the writing."""
    return written.earliest is not None and when.latest is not None and 0 <= written.earliest - when.latest <= 62


def _is_day(entry: Entry, dates: Sequence[When]) -> bool:
    """Whether a date of the sentence is a day of a short event."""
    return (entry.when.width or YEAR) <= 40 and any(w.width == 1 and overlaps(w, entry.when) for w in dates)


def _phrase(text: str, noun: Span, place: _Place) -> Span:
    """The noun with the names, adjectives and years right before it: "Wagner Group's armed rebellion"."""
    before = text[place.sentence.start : noun.start]
    found = re.search(
        r"(?:[A-Z][\w.]*(?:[’']s?)?\s+|\d{4}\s+|(?:armed|failed|attempted|military|popular|bloody)\s+)+$", before
    )
    start = noun.start - len(found.group()) if found else noun.start
    after = re.match(r"\s+attempt\b", text[noun.end : noun.end + 10])
    return Span(start, noun.end + (len(after.group()) if after else 0))


@lru_cache(maxsize=4)
def _by_kind(entries: tuple[Entry, ...]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.kind, []).append(entry)
    return found


@lru_cache(maxsize=100_000)
def _anchors(entry: Entry) -> frozenset[str]:
    """Words that place an event: its places with their peoples, and those who took part."""
    words = {w for name in (*entry.places, *entry.participants) for w in alias_of(name).tokens if len(w) > 2}
    places = {p.casefold() for p in entry.places}
    return frozenset(words | {people for people, place in peoples().items() if place in places and " " not in people})


def _reference(
    span: Span, entry: Entry, confidence: float, rule: str, places: _Places, written: When | None
) -> Reference:
    wide = _with_year(span, places.at(span))
    when = _until_written(entry.when, written)
    named = Named(entry.id, entry.name, confidence)
    return Reference(wide, named, when, rule, entry.kind, entry.places, entry.participants, entry.part_of)


def _with_year(span: Span, place: _Place) -> Span:
    """The name with the year at it."""
    for at, _ in place.dates:
        if _is_attached(place.text, at, span) and " in " not in place.text[span.end : at.start]:
            close = place.text[at.end : at.end + 1] == ")"
            return Span(min(at.start, span.start), max(at.end + close, span.end))
    return span


def _until_written(when: When, written: When | None) -> When:
    """An event that was still going on ends, for its reader, with the day of writing."""
    if written is None or written.latest is None:
        return when
    if when.latest is not None and when.latest <= written.latest:
        return when
    if when.earliest is not None and when.earliest > written.latest:
        return when
    limit = written.latest
    start, end = (when.start[0], _at_most(when.start[1], limit)), (_at_most(when.end[0], limit), limit)
    return replace(when, start=start, end=end)


def _at_most(bound: int | None, limit: int) -> int:
    return limit if bound is None else min(bound, limit)
