"""What stands around a place of a text: its sentence, the words and dates in it, and the time that the story is at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.shift import apply
from timeline.dates.when import When
from timeline.model import Document, Expression, Span

YEAR = 366  # days
REACH = 300  # characters: in a longer sentence only what stands so near counts
STORY = 1500  # characters that a date of the story reaches forward
_CLAUSE = re.compile(r"[;:]|,? (?:and|but|while|whereas|although|though)\b|\. |\b(?:before|after|since|until|than)\b")
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """The surroundings of a wording, equal only to themselves, so that they are a quick key.

    `dates` are those of its sentence, `exact` those of them that are known to the year, `told` the last one before it,
    if near; `before` are the words of the sentence before, `weekdays` the days of the week that the two name.
    """

    text: str
    sentence: Span
    words: frozenset[str]
    dates: tuple[tuple[Span, When], ...]
    exact: tuple[When, ...]
    told: When | None
    written: When | None
    before: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()


@lru_cache(256)
def clause_dates(place: Place, span: Span) -> Sequence[When]:
    """The dates, known to the year, that no new clause parts from a wording: not "201" in "he beat him, and in 201"."""
    found = []
    for at, when in place.dates:
        low, high = sorted((at, span))
        is_same = not _CLAUSE.search(place.text, low.end, max(low.end, high.start))
        if is_same and (when.width or YEAR * 9) <= YEAR:
            found.append(when)
    return found


class Surroundings:
    """The surroundings of any place of a document, worked out once for a sentence or a piece of a long one."""

    def __init__(self, document: Document, expressions: Sequence[Expression], sentences: Sequence[Span]) -> None:
        self.text = document.text
        self.written = document.date.when if document.date else None
        self.sentences = sentences or (Span(0, len(document.text)),)
        self.starts = [s.start for s in self.sentences]
        self.counts = Counter(map(str.casefold, WORD.findall(document.text)))
        dated = sorted(((e.span, _when(e, self.written)) for e in expressions), key=lambda d: d[0])
        self.dates = [(span, when) for span, when in dated if when is not None]
        named = ((e.span, _weekday(e)) for e in expressions)
        self.weekdays = sorted((span, name) for span, name in named if name is not None)
        self.weekday_starts = [span.start for span, _ in self.weekdays]
        self.date_starts = [span.start for span, _ in self.dates]
        self.known: dict[tuple[int, int], Place] = {}

    def at(self, span: Span) -> Place:
        """What stands around a span."""
        n = max(0, bisect_right(self.starts, span.start) - 1)
        sentence = self.sentences[n]
        piece = (span.start - sentence.start) // REACH if sentence.end - sentence.start > 2 * REACH else -1
        if (n, piece) not in self.known:
            before = self.sentences[n - 1] if n and piece < 0 else Span(sentence.start, sentence.start)
            self.known[n, piece] = self._place(sentence, piece, before)
        return self.known[n, piece]

    def _place(self, sentence: Span, piece: int, before: Span) -> Place:
        if piece >= 0:
            begin = sentence.start + REACH * piece
            sentence = Span(max(sentence.start, begin - REACH), min(sentence.end, begin + 2 * REACH))
        words = _words(sentence.of(self.text))
        first, last = bisect_left(self.date_starts, sentence.start), bisect_left(self.date_starts, sentence.end)
        dates, told = tuple(self.dates[first:last]), self._told(first, sentence)
        before = Span(max(before.start, before.end - REACH), before.end)
        near = bisect_left(self.weekday_starts, before.start), bisect_left(self.weekday_starts, sentence.end)
        days = frozenset(day for _, day in self.weekdays[near[0] : near[1]])
        exact = tuple(when for _, when in dates if (when.width or YEAR * 9) <= YEAR)
        said = _words(before.of(self.text))
        return Place(self.text, sentence, words, dates, exact, told, self.written, said, days)

    def _told(self, before: int, sentence: Span) -> When | None:
        for span, when in reversed(self.dates[max(0, before - 3) : before]):
            if sentence.start - span.end > STORY:
                return None
            if when.is_closed and (when.width or 0) <= 10 * YEAR:
                return when
        return None


@lru_cache(256)
def _words(said: str) -> frozenset[str]:
    return frozenset(WORD.findall(said.casefold()))


def _weekday(e: Expression) -> int | None:
    return e.shift.pick.weekday if e.shift and e.shift.pick else None


def _when(e: Expression, written: When | None) -> When | None:
    """The date of an expression as far as it is known before the story's reference times are."""
    if e.type not in ("DATE", "TIME"):
        return None
    if e.when or e.shift is None or written is None or e.shift.base not in ("document", "either"):
        return e.when
    return apply(e.shift, written)
