"""TIMEX3 values (ISO-TimeML, as in TempEval-3) of dates, and back."""

from __future__ import annotations

import re

from timeline.dates.calendars import day_number, weekday, year_month_day
from timeline.dates.when import When, century, day, decade, month, months, within, year
from timeline.errors import DateError

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
        return _about(when.grain, (when.earliest + when.latest) // 2)
    first, last = year_month_day(when.earliest), year_month_day(when.latest)
    by_grain = _by_grain(when.grain, first, when.earliest)
    if by_grain:
        return by_grain
    if first == last:
        return f"{_year(first[0])}-{first[1]:02d}-{first[2]:02d}"
    if first[:2] == last[:2]:
        return f"{_year(first[0])}-{first[1]:02d}"
    return _common(first[0], last[0])


def _about(grain: str, middle: int) -> str:
    """The unit that "about" was said of lies in the middle of its widened bounds."""
    y, m, d = year_month_day(middle)
    if grain == "day":
        return f"{_year(y)}-{m:02d}-{d:02d}"
    if grain == "month":
        return f"{_year(y)}-{m:02d}"
    if grain in ("decade", "century") and y > 0:
        return f"{y // 10:03d}" if grain == "decade" else f"{(y - 1) // 100:02d}"
    return _year(y)


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


_DATE = re.compile(
    r"(?P<bc>BC)?(?P<year>[0-9]{4})(?:-(?:(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3][0-9]))?|W(?P<week>[0-5][0-9])"
    r"(?:-WE|-[1-7])?|(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
    r"(?:T(?:[0-2][0-9](?::[0-5][0-9]){0,2}|MO|MI|AF|EV|NI|DT))?"
)
_SHORT = re.compile(r"(?P<bc>BC)?(?P<figures>[0-9]{2,3})")
_OTHER = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF|P(?:T?[0-9.X]+(?:[YMWDHSQ]|DE|CE|WE))+|[0-9X]{2,4}(?:-[0-9XWQHSPUFAI]{1,3}){0,2}"
)


def read(value: str) -> When | None:
    """The date of a TIMEX3 value; `None` for what has none (durations, sets, PAST_REF) and for what is no date.

    >>> read("BC0044-03-15") == day(-43, 3, 15), read("196") == decade(1960), read("11") == century(12), read("P2Y")
    (True, True, True, None)
    """
    short = _SHORT.fullmatch(value)
    if short:
        return _short(short["bc"] is not None, short["figures"])
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    y = 1 - int(found["year"]) if found["bc"] else int(found["year"])
    try:
        return _unit(y, found)
    except DateError:
        return None


def is_valid(value: str) -> bool:
    """Whether a string has the form of a TIMEX3 value.

    >>> is_valid("PAST_REF"), is_valid("P18M"), is_valid("XXXX-WXX-1"), is_valid("next week")
    (True, True, True, False)
    """
    return read(value) is not None or _OTHER.fullmatch(value) is not None


def _short(bc: bool, figures: str) -> When | None:
    """Three figures are a decade, two a century: "196", "19"."""
    n = int(figures)
    if len(figures) == 3:
        return within(day_number(-10 * n - 8), day_number(-10 * n + 1, 12, 31), "decade") if bc else decade(10 * n)
    return century(-n - 1 if bc else n + 1)


def _unit(y: int, found: re.Match[str]) -> When:
    if found["week"]:
        january4 = day_number(y, 1, 4)
        monday = january4 - weekday(january4) + 7 * (int(found["week"]) - 1)
        return within(monday, monday + 6, "week")
    if found["season"]:
        code = {name: number for number, name in SEASON_NAMES.items()}[found["season"]]
        return months(y, 3 * (code - 20), 3, "season")
    if found["quarter"]:
        return months(y, 3 * int(found["quarter"]) - 2, 3, "quarter")
    if found["half"]:
        return months(y, 6 * int(found["half"]) - 5, 6, "half")
    if found["day"]:
        return day(y, int(found["month"]), int(found["day"]))
    return month(y, int(found["month"])) if found["month"] else year(y)
