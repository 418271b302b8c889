"""Readings of the first and last days of a month or a year: "the last day of January", "the first weeks of 1915"."""

from __future__ import annotations

from timeline.dates.shift import Pick, Shift, moved
from timeline.dates.when import When, day, month, within
from timeline.language.units import Fields, Reading, counted, dated, period


def edge_day(f: Fields) -> Reading | None:
    """ "The last day of January", "the first day of that year"."""
    number = 1 if f["edge"] == "start" else -1
    if "unit" in f and "year" in f:
        return dated(day(int(f["year"]), *((1, 1) if number == 1 else (12, 31))))
    if "unit" in f:
        return _edge_of(f["unit"], number)
    if "year" not in f:
        return Reading("DATE", shift=Shift("either", pick=Pick(f["month"], number)))
    whole = month(int(f["year"]), f["month"])
    n = whole.earliest if number == 1 else whole.latest
    return dated(When((n, n), (n, n)))


def _edge_of(unit: str, number: int) -> Reading | None:
    if unit == "month":
        return Reading("DATE", shift=Shift("story", 0, "month", Pick(day=number)))
    pick = Pick(1, 1) if number == 1 else Pick(12, 31)
    return Reading("DATE", shift=Shift("story", 0, "year", pick)) if unit == "year" else None


def edge_of_year(f: Fields) -> Reading | None:
    """ "The first ten months of 1915": a length of time with the days that it was."""
    count, unit, y = int(counted(f)), f["unit"], int(f["year"])
    first, last = day(y, 1, 1).earliest or 0, day(y, 12, 31).latest or 0
    if f["edge"] == "start":
        when = within(first, moved(first, count, unit) - 1)
    else:
        when = within(moved(last + 1, -count, unit), last)
    return Reading("DURATION", period(count, unit), when)
