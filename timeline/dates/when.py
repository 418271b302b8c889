"""`When`: a date as a historian means it, four bounds instead of a false day.

A date says when something began and when it ended, each as an earliest and a latest day. "1968" is any time within that
year; "from 1941 to 1944" lasted throughout, with both ends only known to the year. Operations never invent precision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from timeline.dates.calendars import add_months, day_number, month_length, year_month_day
from timeline.errors import DateError

Bounds = tuple[int | None, int | None]
Extent = Literal["within", "throughout"]
Grain = Literal[
    "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "millennium", "interval"
]  # fmt: skip
Qualifier = Literal["", "~", "?", "%"]

OPEN: Bounds = (None, None)


@dataclass(frozen=True, slots=True)
class When:
    """Earliest and latest start, earliest and latest end, as day numbers; `None` is open (not known).

    `within`: at some time inside the bounds, lasting perhaps only a moment. `throughout`: from the start to the end.
    `grain` is the unit that the source used, `qualifier` the EDTF sign (`~` approximate, `?` uncertain, `%` both); the
    bounds of an approximate date are already widened (see `edtf.MARGINS`). `calendar` is the one the source used.
    Raises DateError where an earliest lies after its latest or the latest end before the earliest start.
    """

    start: Bounds
    end: Bounds
    extent: Extent = "within"
    grain: Grain = "day"
    qualifier: Qualifier = ""
    calendar: str = "gregorian"

    def __post_init__(self) -> None:
        for low, high in (self.start, self.end, (self.start[0], self.end[1])):
            if low is not None and high is not None and low > high:
                raise DateError(f"a date cannot begin on day {low} and end on day {high}")

    @property
    def earliest(self) -> int | None:
        """First day that can belong to it."""
        return self.start[0]

    @property
    def latest(self) -> int | None:
        """Last day that can belong to it."""
        return self.end[1]

    @property
    def is_closed(self) -> bool:
        """Whether both outer bounds are known."""
        return self.start[0] is not None and self.end[1] is not None

    @property
    def width(self) -> int | None:
        """Days between the outer bounds, both included; `None` where one is open."""
        if self.start[0] is None or self.end[1] is None:
            return None
        return self.end[1] - self.start[0] + 1


@lru_cache(1 << 12)
def within(first: int | None, last: int | None, grain: Grain = "interval") -> When:
    """At some time from day `first` to day `last`.

    >>> within(0, 9).width
    10
    """
    return When((first, last), (first, last), "within", grain)


def day(year: int, month: int, number: int, calendar: str = "gregorian") -> When:
    """One day, given in `calendar`; raises DateError where there is no such day."""
    n = day_number(year, month, number, calendar)
    return When((n, n), (n, n), "within", "day", "", calendar)


def month(year: int, number: int) -> When:
    """Within a month, 1 to 12, of an astronomical year."""
    if not 1 <= number <= 12:
        raise DateError(f"{number} is not a month")
    return within(day_number(year, number), day_number(year, number, month_length(year, number)), "month")


def months(year: int, first: int, count: int, grain: Grain) -> When:
    """Within `count` months from month `first`, which may run into the next year (winter: 12, 3)."""
    begin = day_number(year, first)
    return within(begin, add_months(begin, count) - 1, grain)


def years(first: int, last: int, grain: Grain = "year") -> When:
    """Within the astronomical years `first` to `last`, both included.

    >>> years(-43, -43).width
    365
    """
    return within(day_number(first), day_number(last, 12, 31), grain)


def year(number: int) -> When:
    """Within one astronomical year."""
    return years(number, number)


def decade(first: int) -> When:
    """Within ten years from `first`, which is a multiple of ten (1930: 1930 to 1939)."""
    return years(first, first + 9, "decade")


def century(number: int) -> When:
    """Within the nth century of the era: 12 is 1101 to 1200, -5 is the fifth century BC, 500 to 401 BC.

    >>> century(12) == years(1101, 1200, "century"), century(-5) == years(-499, -400, "century")
    (True, True)
    """
    if number == 0:
        raise DateError("there is no century 0")
    first = 100 * (number - 1) + 1 if number > 0 else 100 * number + 1
    return years(first, first + 99, "century")


def from_to(first: When, last: When) -> When:
    """From a time within `first` to a time within `last`, throughout: "from 1941 to January 1944"."""
    start, end = (first.earliest, first.latest), (last.earliest, last.latest)
    return When(start, end, "throughout", "interval", "", first.calendar)


def between(first: When, last: When) -> When:
    """At some time from the beginning of `first` to the end of `last`: "between 3 and 12 May"."""
    return within(first.earliest, last.latest)


def before(limit: When) -> When:
    """At some time that ends before `limit` does; open to the past: "by 1350"."""
    return within(None, limit.latest)


def since(begin: When) -> When:
    """From a time within `begin` on, throughout, with an end that is not known."""
    return When((begin.earliest, begin.latest), (begin.earliest, None), "throughout", "interval")


def until(limit: When) -> When:
    """From a start that is not known until a time within `limit`, throughout."""
    return When((None, limit.latest), (limit.earliest, limit.latest), "throughout", "interval")


def throughout(date: When) -> When:
    """The same days, lasting from the first to the last."""
    return replace(date, start=(date.earliest, date.earliest), end=(date.latest, date.latest), extent="throughout")


def contains(outer: When, inner: When) -> bool:
    """Whether every day that can belong to `inner` can belong to `outer`."""
    return _at_most(outer.earliest, inner.earliest, True) and _at_most(inner.latest, outer.latest, False)


def precedes(first: When, second: When) -> bool:
    """Whether `first` certainly ends before `second` begins."""
    last, begin = first.end[1], second.start[0]
    return last is not None and begin is not None and last < begin


def meets(first: When, second: When) -> bool:
    """Whether `second` certainly begins on the day after `first` ends."""
    ends, begins = first.end, second.start
    return ends[0] is not None and begins == (ends[0] + 1, ends[0] + 1) and ends[0] == ends[1]


def overlaps(one: When, other: When, slack: int = 0) -> bool:
    """Whether some day can belong to both, where the bounds of `one` may be wrong by `slack` days.

    >>> overlaps(year(1914), year(1915)), overlaps(year(1914), year(1915), 31)
    (False, True)
    """
    first, last = one.start[0], one.end[1]
    low, high = other.start[0], other.end[1]
    starts_in_time = first is None or high is None or first - slack <= high
    return starts_in_time and (last is None or low is None or low <= last + slack)


def intersect(one: When, other: When) -> When | None:
    """What both statements of the same date allow, or `None` where they contradict each other."""
    start, end = _meet(one.start, other.start), _meet(one.end, other.end)
    if start is None or end is None:
        return None
    finer = one if (one.width or 1 << 60) <= (other.width or 1 << 60) else other
    try:
        return replace(finer, start=start, end=end)
    except DateError:
        return None


def widen(date: When, days: int) -> When:
    """The same date with `days` more of doubt at either outer bound."""
    def wider(bounds: Bounds) -> Bounds:
        low, high = bounds
        return (None if low is None else low - days, None if high is None else high + days)

    return replace(date, start=wider(date.start), end=wider(date.end))


def shift_days(date: When, days: int) -> When:
    """The same date `days` later (negative: earlier)."""
    return _moved(date, lambda n: n + days)


def shift_months(date: When, count: int) -> When:
    """The same date `count` months later; whole months and years stay whole."""
    return _moved(date, lambda n: _add_months_keeping_ends(n, count))


def shift_years(date: When, count: int) -> When:
    """The same date `count` years later.

    >>> shift_years(year(-1), 1) == year(0)
    True
    """
    return shift_months(date, 12 * count)


def _moved(date: When, move: Callable[[int], int]) -> When:
    def each(bounds: Bounds) -> Bounds:
        low, high = bounds
        return (None if low is None else move(low), None if high is None else move(high))

    return replace(date, start=each(date.start), end=each(date.end))


def _add_months_keeping_ends(number: int, count: int) -> int:
    y, m, d = year_month_day(number)
    if d == month_length(y, m):
        return add_months(number - d + 1, count + 1) - 1
    return add_months(number, count)


def _at_most(low: int | None, high: int | None, open_low: bool) -> bool:
    """`low <= high` where an open bound stands for minus infinity (`open_low`) or plus infinity."""
    if open_low:
        return low is None or (high is not None and low <= high)
    return high is None or (low is not None and low <= high)


def _meet(one: Bounds, other: Bounds) -> Bounds | None:
    low, high = one
    if low is None or (other[0] is not None and other[0] > low):
        low = other[0]
    if high is None or (other[1] is not None and other[1] < high):
        high = other[1]
    return None if low is not None and high is not None and low > high else (low, high)
