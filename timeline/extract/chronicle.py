"""Lines that begin with their date, in chronicles, annals, diaries and tables: "1789 - Storming of the Bastille"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.dates import timex
from timeline.dates.when import When, year
from timeline.extract.bounds import when_of
from timeline.model import Expression, Span

_LINE = re.compile(r"^[ \t]*(?:[-*•|][ \t]*)?(?=\S)", re.MULTILINE)
_STRONG = re.compile(r"[ \t]*(?:[-–—:|.]|\t| {2})[-–—:|. \t]*(?=\S)")  # what parts a date from its entry
_WEAK = re.compile(r",?[ \t]+(?=[A-Z\"“])")  # enough where a neighbour is an entry too
_RANGE = re.compile(r"[ \t]*(?:-|–|—|to|/)[ \t]*")
_EMPTY = re.compile(r"\n[ \t]*\n")
_YEAR = re.compile(
    r"^[ \t]*(?:[-*•|][ \t]*)?(?:(?:A\. ?D\.|AD|Anno) )?(\d{3,4})(?:[.:,]|[ \t]*[-–—|])?[ \t]+(?=[A-Z\"“])",
    re.MULTILINE,
)
_NEAR = 6  # lines
_ALONE = 160  # characters


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the line begins, what it says (up to the next entry or an empty line), its date, and the date's wording."""

    start: int
    span: Span
    when: When | None
    times: tuple[Expression, ...]


def years(text: str, found: Sequence[Expression]) -> Iterator[Expression]:
    """The years that head the entries of annals, where two or more follow one another and rise ("536. The sun ...").

    >>> text = "536. The sun was dark.\\n540. Antioch fell.\\n"
    >>> [e.value for e in years(text, ())]
    ['0536', '0540']
    """
    taken = {e.span.start for e in found}
    lines = [m for m in _YEAR.finditer(text) if int(m[1]) < 2100]
    rising = [int(a[1]) <= int(b[1]) and _is_near(text, a.end(), b.start()) for a, b in pairwise(lines)]
    for m, after, before in zip(lines, [False, *rising], [*rising, False], strict=False):
        if (after or before) and m.start(1) not in taken:
            when = year(int(m[1]))
            yield Expression(Span(*m.span(1)), "DATE", timex.write(when), "annal-year", when)


def entries(text: str, times: Sequence[Expression]) -> list[Entry]:
    """The entries of a text in order; a line counts where its mark is clear or where a line beside it counts too.

    >>> from timeline.extract.expressions import find
    >>> text = "1789 - Storming of the Bastille\\n1793: The king dies."
    >>> [e.span.of(text) for e in entries(text, find(text))]
    ['Storming of the Bastille', 'The king dies.']
    """
    heads, found = list(_heads(text, times)), []
    beside = [_is_near(text, a[1], b[0]) for a, b in pairwise(heads)]
    near = [a or b for a, b in zip([False, *beside], [*beside, False], strict=True)]
    kept = [(*head[:3], neighbour) for head, neighbour in zip(heads, near, strict=False) if head[3] or neighbour]
    for n, (start, begin, used, has_neighbour) in enumerate(kept):
        limit = kept[n + 1][0] if n + 1 < len(kept) else len(text)
        empty = _EMPTY.search(text, begin, limit)
        body = text[begin : empty.start() if empty else limit].rstrip(" \t\n|")
        if body and (has_neighbour or len(body) <= _ALONE):  # a longer text behind a date is a letter or a report
            found.append(Entry(start, Span(begin, begin + len(body)), when_of(text, used, used[-1].span.end)[0], used))
    return found


def entry_at(found: Sequence[Entry], place: int) -> Entry | None:
    """The entry that a place of the text lies in, its date included."""
    n = bisect_right(found, place, key=lambda e: e.start) - 1
    return found[n] if n >= 0 and place < found[n].span.end else None


_Head = tuple[int, int, tuple[Expression, ...], bool]


def _heads(text: str, times: Sequence[Expression]) -> Iterator[_Head]:
    """Lines that begin with a date: where they begin, where the entry does, the date, and whether the mark is clear."""
    by_start = {e.span.start: n for n, e in enumerate(times) if e.type in ("DATE", "TIME")}
    for line in _LINE.finditer(text):
        n = by_start.get(line.end())
        if n is None:
            continue
        used = [times[n]]
        if n + 1 < len(times) and _RANGE.fullmatch(text, times[n].span.end, times[n + 1].span.start):
            used.append(times[n + 1])
        end = used[-1].span.end
        strong = _STRONG.match(text, end)
        mark = strong or _WEAK.match(text, end)
        if mark:
            yield line.start(), mark.end(), tuple(used), strong is not None


def _is_near(text: str, begin: int, end: int) -> bool:
    """Whether no more than an entry of some lines lies between."""
    return text.count("\n", begin, end) < _NEAR
