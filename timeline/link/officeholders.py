"""When a report was written, from the people whom it names by their office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.dates.when import within
from timeline.gazetteer.offices import Holder, Tenure
from timeline.link.datelines import Clue

TRUST = 0.95
TOGETHER = 45  # days that two must have been in office together to be of one time


def taken(holders: Iterable[Holder]) -> list[Clue]:
    """Nobody is named by an office before they take it: the first day of each, of the earliest tenure it can mean."""
    return [Clue(within(min(t.first for t in h.tenures), None), h.span, "office-taken") for h in holders]


def in_office(holders: Sequence[Holder], first: int | None) -> list[Clue]:
    """The times at which most of the holders were in office together, not ended by the day `first`.

    Several where an office fits several people ("President Bush") or the holders' times do not meet.

    >>> from timeline.gazetteer.offices import find
    >>> from timeline.dates.edtf import write
    >>> [write(c.when) for c in in_office(list(find("President Clinton met Prime Minister Major.", "en")), None)]
    ['[1993-01-20..1997-05-31]']
    """
    meant: dict[tuple[Tenure, ...], Holder] = {}
    for holder in holders:
        tenures = tuple(t for t in holder.tenures if first is None or t.last is None or t.last >= first + TOGETHER)
        if tenures and not holder.past:
            meant.setdefault(tenures, holder)
    days = {t.first if first is None else max(t.first, first) for tenures in meant for t in tenures}
    at = {day: _active(meant, day) for day in sorted(days)}
    most = max(map(len, at.values()), default=0)
    return list(dict.fromkeys(_shared(active) for active in at.values() if len(active) == most))


def _active(meant: dict[tuple[Tenure, ...], Holder], day: int) -> list[tuple[Tenure, Holder]]:
    """Who was in office on a day and for some time after it."""
    return [
        (t, holder) for tenures, holder in meant.items() for t in tenures
        if t.first <= day and (t.last is None or t.last >= day + TOGETHER)
    ]  # fmt: skip


def _shared(active: Sequence[tuple[Tenure, Holder]]) -> Clue:
    first, last = max(t.first for t, _ in active), min((t.last for t, _ in active if t.last is not None), default=None)
    newest = max(active, key=lambda each: each[0].first)[1]
    return Clue(within(first, last), newest.span, "office", TRUST)
