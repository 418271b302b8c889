"""TIMEX3 values (ISO-TimeML, as in TempEval-3) of dates, and back."""

from __future__ import annotations

from timeline.dates.calendars import weekday, year_month_day
from timeline.dates.when import When

SEASON_NAMES = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}


def write(when: When) -> str:
    """The value that an annotator would write; a range takes the unit that its ends share, "" where there is none.

    >>> from timeline.dates.when import century, day, months, year
    >>> write(day(-43, 3, 15)), write(year(1968)), write(months(1968, 3, 3, "season")), write(century(12))
    ('BC0044-03-15', '1968', '1968-SP', '11')
    """
    if when.earliest is None or when.latest is None:
        return ""
    if when.qualifier in ("~", "%"):
        middle = (when.earliest + when.latest) // 2
        return _year(year_month_day(middle)[0])
    first, last = year_month_day(when.earliest), year_month_day(when.latest)
    by_grain = _by_grain(when.grain, first, when.earliest)
    if by_grain:
        return by_grain
    if first == last:
        return f"{_year(first[0])}-{first[1]:02d}-{first[2]:02d}"
    if first[:2] == last[:2]:
        return f"{_year(first[0])}-{first[1]:02d}"
    return _common(first[0], last[0])


def _by_grain(grain: str, first: tuple[int, int, int], earliest: int) -> str:
    y, m, _ = first
    match grain:
        case "week":
            return _week(earliest)
        case "season":
            return f"{_year(y)}-{SEASON_NAMES[20 + m // 3]}" if m % 3 == 0 else ""
        case "quarter":
            return f"{_year(y)}-Q{(m + 2) // 3}"
        case "half":
            return f"{_year(y)}-H{1 if m < 7 else 2}"
        case "decade":
            return f"{y // 10:03d}" if y > 0 else f"BC{-y // 10:03d}"
        case "century":
            return f"{y // 100:02d}" if y > 0 else f"BC{(-y) // 100:02d}"
    return ""


def _week(monday: int) -> str:
    """ISO week: the one that its Thursday's year counts."""
    thursday = monday - weekday(monday) + 3
    y = year_month_day(thursday)[0]
    n = 1
    while year_month_day(thursday - 7 * n)[0] == y:
        n += 1
    return f"{_year(y)}-W{n:02d}"


def _common(first: int, last: int) -> str:
    if first == last:
        return _year(first)
    if first > 0 and first // 10 == last // 10:
        return f"{first // 10:03d}"
    if first > 0 and (first - 1) // 100 == (last - 1) // 100:
        return f"{(first - 1) // 100:02d}"
    return ""


def _year(y: int) -> str:
    return f"{y:04d}" if y > 0 else f"BC{1 - y:04d}"
