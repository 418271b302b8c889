"""Reading EDTF; the conventions stand in `timeline.dates.edtf`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from timeline.dates.calendars import day_number, month_length
from timeline.dates.when import (
    Grain,
    Qualifier,
    When,
    before,
    between,
    from_to,
    months,
    shift_days,
    shift_months,
    since,
    until,
    within,
)
from timeline.errors import DateError

# How far "about" reaches on either side, in days or months. A date between units (grain "interval") takes the
# margin of the largest unit that it spans.
MARGINS: dict[Grain, tuple[int, str]] = {
    "day": (2, "day"),
    "week": (7, "day"),
    "month": (1, "month"),
    "season": (1, "month"),
    "quarter": (1, "month"),
    "half": (1, "month"),
    "year": (5 * 12, "month"),
    "decade": (5 * 12, "month"),
    "century": (25 * 12, "month"),
    "millennium": (100 * 12, "month"),
}

# First month, number of months and grain of the codes that stand in the place of a month.
SEASONS: dict[int, tuple[int, int, Grain]] = {
    **{first + n: (3 * n + 3, 3, "season") for first in (21, 25) for n in range(4)},
    29: (9, 3, "season"),
    30: (12, 3, "season"),
    31: (3, 3, "season"),
    32: (6, 3, "season"),
    **{33 + n: (3 * n + 1, 3, "quarter") for n in range(4)},
    **{37 + n: (4 * n + 1, 4, "interval") for n in range(3)},
    **{40 + n: (6 * n + 1, 6, "half") for n in range(2)},
}

MAX_YEAR = 10**12
_MAX_LENGTH = 1000

_SIGN = "[?~%]?"
_DATE = re.compile(
    rf"""(?P<before_year>{_SIGN})
    (?: (?P<year>-?[0-9X]{{4}}) | Y(?P<long>-?[1-9][0-9]*)(?:E(?P<exponent>[1-9][0-9]?))? )
    (?:S(?P<digits>[1-9][0-9]?))?(?P<after_year>{_SIGN})
    (?: -(?P<before_month>{_SIGN})(?P<month>[0-9X]{{2}})(?P<after_month>{_SIGN})
    (?: -(?P<before_day>{_SIGN})(?P<day>[0-9X]{{2}})(?P<after_day>{_SIGN}) )? )?
    (?: T(?:[01][0-9]|2[0-4]):[0-5][0-9]:[0-5][0-9](?:Z|[+-][01][0-9](?::[0-5][0-9])?)? )?""",
    re.VERBOSE,
)


def read(text: str) -> When:
    """The date that an EDTF string means; raises DateError where it is none.

    >>> read("1350~") == read("[1345..1355]"), read("1968-22").grain, read("-0043-03-15").width
    (False, 'season', 1)
    >>> read("2022-02-24/..").latest is None
    True
    """
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        raise _refusal(text)
    try:
        if text[:1] in ("[", "{"):
            return _read_set(text)
        return _read_interval(text) if "/" in text else _read_date(text)
    except DateError as error:
        raise _refusal(text, str(error)) from None


def approximate(when: When, sign: Qualifier = "~") -> When:
    """The same date as an approximate one: "c. 1350" from 1350, widened by `MARGINS`.

    >>> approximate(read("1350")) == read("1350~"), approximate(read("1968-08-20")).width
    (True, 5)
    """
    count, unit = MARGINS[_margin_grain(when)]
    shift = shift_days if unit == "day" else shift_months
    low, high = shift(when, -count), shift(when, count)
    return replace(when, start=(low.start[0], high.start[1]), end=(low.end[0], high.end[1]), qualifier=sign)


def _margin_grain(when: When) -> Grain:
    if when.grain in MARGINS:
        return when.grain
    width = when.width
    return "day" if width is not None and width < 28 else "month" if width is not None and width < 365 else "year"


def _refusal(text: str, why: str = "") -> DateError:
    shown = text if len(text) <= 40 else text[:40] + "…"
    reason = f": {why}" if why else ""
    return DateError(f"{shown!r} is no EDTF date{reason}; write 1968, 1968-08-21, 1939/1945 or 1350~")


def _read_interval(text: str) -> When:
    first, _, last = text.partition("/")
    if "/" in last or not (first or last):
        raise DateError("an interval has two ends")
    opens, closes = first in ("", ".."), last in ("", "..")
    if opens and closes:
        return When((None, None), (None, None), "throughout", "interval")
    if opens:
        end = _read_date(last)
        return _signed(until(end), end.qualifier)
    begin = _read_date(first)
    if closes:
        return _signed(since(begin), begin.qualifier)
    end = _read_date(last)
    return _signed(_lasting(begin, end), _both_signs(begin.qualifier + end.qualifier))


def _lasting(begin: When, end: When) -> When:
    if (begin.earliest or 0) > (end.latest or 0):
        raise DateError("it ends before it begins")
    return from_to(begin, end)


def _read_set(text: str) -> When:
    """`[..]` is one of the dates, `{..}` all of them; both become one range from the first to the last."""
    if text[-1:] != {"[": "]", "{": "}"}[text[0]]:
        raise DateError("the bracket is not closed")
    firsts: list[When | None] = []
    lasts: list[When | None] = []
    for item in text[1:-1].split(","):
        first, dots, last = item.strip().partition("..")
        if not (first or last):
            raise DateError("a set lists dates")
        firsts.append(_read_date(first) if first else None)
        lasts.append((_read_date(last) if last else None) if dots else firsts[-1])
    return _range(text[0] == "{", *_hull(firsts, lasts))


def _hull(firsts: list[When | None], lasts: list[When | None]) -> tuple[When | None, When | None]:
    known_firsts = [w for w in firsts if w is not None]
    known_lasts = [w for w in lasts if w is not None]
    first = min(known_firsts, key=lambda w: w.earliest or 0) if len(known_firsts) == len(firsts) else None
    last = max(known_lasts, key=lambda w: w.latest or 0) if len(known_lasts) == len(lasts) else None
    return first, last


def _range(lasting: bool, first: When | None, last: When | None) -> When:
    if first is None and last is None:
        return When((None, None), (None, None), "throughout" if lasting else "within", "interval")
    if first is None and last is not None:
        return until(last) if lasting else before(last)
    if first is not None and last is None:
        return since(first) if lasting else within(first.earliest, None)
    assert first is not None
    assert last is not None
    return _lasting(first, last) if lasting else between(first, last)


def _read_date(text: str) -> When:
    match = _DATE.fullmatch(text)
    if not match:
        raise DateError(f"{text[:40]!r} is not of the form year-month-day")
    sign = _both_signs("".join(match[name] or "" for name in _SIGNS))
    date = _read_long_year(match) if match["long"] or match["digits"] else _read_units(match)
    rough = [_SIGNS[name] for name in _SIGNS if match[name] in ("~", "%")]
    if not rough:
        return _signed(date, sign)
    # A sign after the last part holds for the date as a whole, one before that for a year or month that is doubtful.
    grain = date.grain if rough[0] == _finest(match) else rough[0]
    return replace(approximate(replace(date, grain=grain), sign), grain=date.grain)


_SIGNS: dict[str, Grain] = {
    "before_year": "year",
    "after_year": "year",
    "before_month": "month",
    "after_month": "month",
    "before_day": "day",
    "after_day": "day",
}


def _finest(match: re.Match[str]) -> Grain:
    return "day" if match["day"] else "month" if match["month"] else "year"


def _both_signs(signs: str) -> Qualifier:
    doubt, rough = "?" in signs or "%" in signs, "~" in signs or "%" in signs
    return "%" if doubt and rough else "?" if doubt else "~" if rough else ""


def _signed(when: When, sign: Qualifier) -> When:
    return when if when.qualifier == sign else replace(when, qualifier=sign)


def _read_long_year(match: re.Match[str]) -> When:
    """`Y-17000`, `Y17E7`, and `1950S2`: a year known to its first digits."""
    if match["month"] or "X" in (match["year"] or ""):
        raise DateError("a long year stands alone")
    if match["exponent"] is None and match["long"] and len(match["long"].lstrip("-")) < 5:
        raise DateError("Y is for years of five digits and more")
    if len(match["long"] or "") > 13:
        raise DateError("the year is too far away")
    year = int(match["long"] or match["year"]) * 10 ** int(match["exponent"] or 0)
    if abs(year) > MAX_YEAR:
        raise DateError("the year is too far away")
    unknown = max(0, len(str(abs(year))) - int(match["digits"])) if match["digits"] else 0
    step = 10**unknown
    low = abs(year) // step * step
    first, last = (low, low + step - 1) if year >= 0 else (-(low + step - 1), -low)
    grain: Grain = "year" if first == last else "interval"
    return within(day_number(first), day_number(last, 12, 31), grain)


def _read_units(match: re.Match[str]) -> When:
    years, month, day = match["year"], match["month"], match["day"]
    if years == "-0000":
        raise DateError("there is no year -0000")
    low, high = sorted((int(years.replace("X", "0")), int(years.replace("X", "9"))))
    if month and month.isdigit() and int(month) in SEASONS:
        return _read_season(low, high, int(month), day)
    first, last = _numbers(month, 12)
    begin = day_number(low, first, _numbers(day, month_length(low, first))[0])
    end = day_number(high, last, _numbers(day, month_length(high, last))[1])
    return within(begin, end, _grain(years, month, day))


def _read_season(low: int, high: int, code: int, day: str | None) -> When:
    if day or low != high:
        raise DateError("a season stands with a year alone")
    first, count, grain = SEASONS[code]
    return months(low, first, count, grain)


@lru_cache(maxsize=1000)
def _numbers(pattern: str | None, largest: int) -> tuple[int, int]:
    """The least and the greatest number, 1 to `largest`, that a pattern such as `1X` stands for."""
    shape = re.compile((pattern or "XX").replace("X", "[0-9]"))
    fitting = [n for n in range(1, largest + 1) if shape.fullmatch(f"{n:02d}")]
    if not fitting:
        raise DateError(f"{pattern} is not from 01 to {largest}")
    return fitting[0], fitting[-1]


def _grain(years: str, month: str | None, day: str | None) -> Grain:
    if "X" in years:
        trailing = len(years) - len(years.rstrip("X"))
        plain = years.count("X") == trailing and set((month or "") + (day or "")) <= {"X"}
        by_count: dict[int, Grain] = {1: "decade", 2: "century", 3: "millennium"}
        return by_count.get(trailing, "interval") if plain else "interval"
    if month in (None, "XX"):
        return "year" if day in (None, "XX") else "interval"
    if "X" in (month or ""):
        return "interval"
    return "month" if day in (None, "XX") else "interval" if "X" in (day or "") else "day"
