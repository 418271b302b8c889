"""Gapping: "Aleppo fell on Friday, Hama on Saturday", a verb that is said once for several events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from timeline.extract.telling import Sentence, Timed, is_time, words

_BETWEEN = ("ADP", "DET", "ADV", "ADJ")
_REACH = 8  # words from a date back to the noun that it belongs to


@dataclass(frozen=True, slots=True)
class Gap:
    """A noun group (its number) that shares the verb of a clause, the date it has for itself, and where it begins."""

    group: int
    timed: Timed
    begin: int


def gaps(s: Sentence, n: int) -> Iterator[Gap]:
    """What shares the verb of clause `n`, in the order of the text; each has a date, and so has the verb itself."""
    clause = s.clauses[n]
    times = s.expressions(clause.head + 1, clause.end)
    for before, timed in pairwise(times):
        group = _noun_before(s, timed.begin)
        if group is None or s.groups[group].is_event or timed.expression.when is None:
            continue
        begin = s.groups[group].begin
        if s.tagged.small[begin - 1] in (",", "and", ";") and _follows(s, before.end, begin - 1):
            yield Gap(group, timed, begin)


def parallel(s: Sentence, n: int, begin: int) -> tuple[int, int] | None:
    """What the gap of clause `n` at `begin` stands beside: "to Lorn" in "fled to Lorn in May, Gray in June"."""
    clause = s.clauses[n]
    times = s.expressions(clause.head + 1, begin)
    group = _noun_before(s, times[-1].begin) if times else None
    if group is None or s.groups[group].begin <= clause.head:
        return None
    at = s.groups[group].begin
    if s.tagged.small[at - 1] in (",", "and"):
        return parallel(s, n, at)  # itself a gap
    return at - (s.tagged.labels[at - 1] == "ADP"), s.groups[group].end


@lru_cache(64)
def end_of_clause(s: Sentence, n: int) -> int:
    """Where the words of a clause end that are its own."""
    return next((gap.begin - 1 for gap in gaps(s, n)), s.clauses[n].end)


def _noun_before(s: Sentence, begin: int) -> int | None:
    """The noun group that a date stands behind, over "on" and "in the small hours of"."""
    k = begin - 1
    while k >= max(0, begin - _REACH):
        group = s.group_at(k)
        if group is not None and s.groups[group].lemma not in words().edges and not is_time(s, k):
            return group if s.groups[group].end == k + 1 else None
        if group is None and not s.tagged.labels[k].startswith(_BETWEEN):
            return None
        k -= 1
    return None


def _follows(s: Sentence, end: int, comma: int) -> bool:
    """Whether the date before ends right before the comma or the "and"."""
    return 0 <= comma - end <= 1 and all(s.tagged.small[k] == "," for k in range(end, comma))
