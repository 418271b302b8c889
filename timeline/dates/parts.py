"""Parts of a date: early, mid, late, halves and quarters, as shares of its days. docs/dates.md says why these."""

from __future__ import annotations

from timeline.dates.calendars import day_number, year_month_day
from timeline.dates.when import When, within, years

# Share of the unit from..to; the parts of a decade and a century fall on whole years.
SHARES = {
    "early": (0.0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1.0), "start": (0.0, 1 / 3), "end": (2 / 3, 1.0),
    "first half": (0.0, 0.5), "second half": (0.5, 1.0),
}  # fmt: skip
YEARS = {
    ("decade", "early"): (0, 3), ("decade", "mid"): (3, 6), ("decade", "late"): (6, 9),
    ("decade", "start"): (0, 3), ("decade", "end"): (6, 9),
    ("century", "early"): (0, 32), ("century", "mid"): (33, 65), ("century", "late"): (66, 99),
    ("century", "start"): (0, 24), ("century", "end"): (75, 99), ("century", "turn"): (-10, 9),
    ("year", "turn"): (0, 0),
}  # fmt: skip


def part_of(when: When, part: str) -> When:
    """The early, middle or late part of a date; the date itself where it is open or the part is "".

    >>> from timeline.dates.edtf import write
    >>> from timeline.dates.when import decade, month
    >>> write(part_of(decade(1890), "late")), write(part_of(month(1923, 11), "mid"))
    ('[1896..1899]', '[1923-11-11..1923-11-20]')
    """
    if not part or when.earliest is None or when.latest is None:
        return when
    whole = YEARS.get((when.grain, part))
    if whole:
        first = year_month_day(when.earliest)[0]
        return years(first + whole[0], first + whole[1], "interval")
    low, high = SHARES.get(part, (0.0, 1.0))
    return _share(when.earliest, when.latest, low, high)


def portion(when: When, low: int, high: int, of: int) -> When:
    """From the `low`th to the `high`th of so many equal parts, in whole years for a century, in months for a year."""
    assert when.earliest is not None
    assert when.latest is not None
    first, last = year_month_day(when.earliest)[0], year_month_day(when.latest)[0]
    span = last - first + 1
    if span >= 10:
        return years(first + span * low // of, first + span * high // of - 1, "interval")
    begin = day_number(first, 12 * low // of + 1)
    after = day_number(first + 12 * high // of // 12, 12 * high // of % 12 + 1)
    return within(begin, after - 1, "half" if of == 2 else "quarter" if of == 4 else "interval")


def _share(first: int, last: int, low: float, high: float) -> When:
    days = last - first + 1
    return within(first + round(days * low), first + max(round(days * high) - 1, round(days * low)))
