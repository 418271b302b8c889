"""Writing EDTF; the conventions stand in `timeline.dates.edtf`.

The validators in use compare the ends of an interval as if they were plain dates. They refuse `../-0043`, two ends in
one year BC and `1968-08-20/1968-08`; such dates are written `{..-0043}`, `{a..b}` and `1968-08-20/1968-08-XX`.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates.calendars import YearMonthDay, day_number, iso, month_length, year_month_day
from timeline.dates.edtf_read import SEASONS, read
from timeline.dates.when import OPEN, Bounds, When

FIRST_DAY, LAST_DAY = day_number(-9999), day_number(9999, 12, 31)

_WRITTEN_SEASONS = (21, 22, 23, 24, 33, 34, 35, 36, 40, 41)


def write(when: When) -> str:
    """The EDTF string of a date, as exact as its bounds and no more; every one is valid EDTF of levels 0 to 2.

    >>> write(read("1350~")), write(read("[1101..1200]")), write(read("1968-01-05/1968-08-21"))
    ('1350~', '[1101..1200]', '1968-01-05/1968-08-21')
    """
    low, high = when.earliest, when.latest
    if any(n is not None and not FIRST_DAY <= n <= LAST_DAY for n in (*when.start, *when.end)):
        return _choice(low, high) if low is None or high is None else _far(low, high)
    if when.extent == "throughout":
        return _lasting(when) or _choice(low, high)
    return _single(when) or _choice(low, high)


def _far(low: int, high: int) -> str:
    """Years of more than four digits, with as many significant digits as both ends share; else open."""
    first, last = year_month_day(low)[0], year_month_day(high)[0]
    if first == last:
        return _year(first)
    digits = str(min(abs(first), abs(last))), str(max(abs(first), abs(last)))
    if len(digits[0]) == len(digits[1]) > 4 and (first < 0) == (last < 0):
        shared = next(n for n in range(len(digits[0])) if digits[0][n] != digits[1][n])
        if shared:
            year = int(digits[0][:shared].ljust(len(digits[0]), "0"))
            return f"{_year(-year if first < 0 else year)}S{shared}"
    return _choice(low, high)


def _year(year: int) -> str:
    return f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04d}"


def _choice(low: int | None, high: int | None) -> str:
    """One of the days from `low` to `high`; a bound that four digits cannot say is left open."""
    first = None if low is None or not FIRST_DAY <= low <= LAST_DAY else low
    last = None if high is None or not FIRST_DAY <= high <= LAST_DAY else high
    if first is None and last is None:
        return "../.."
    a = None if first is None else year_month_day(first)
    b = None if last is None else year_month_day(last)
    depth = max(_start_depth(a), _end_depth(b))
    return f"[{_cut(first, depth)}..{_cut(last, depth)}]"


def _start_depth(date: YearMonthDay | None) -> int:
    """1, 2 or 3: whether a range that begins on this day begins with a year, a month or only a day."""
    return 1 if date is None or date[1:] == (1, 1) else 2 if date[2] == 1 else 3


def _end_depth(date: YearMonthDay | None) -> int:
    if date is None or date[1:] == (12, 31):
        return 1
    return 2 if date[2] == month_length(date[0], date[1]) else 3


def _cut(number: int | None, depth: int) -> str:
    """The day, its month or its year."""
    if number is None:
        return ""
    year, month, _ = year_month_day(number)
    return (_year(year), f"{_year(year)}-{month:02d}", iso(number))[depth - 1]


def _single(when: When) -> str | None:
    """A unit of the calendar, with its sign."""
    if when.start != when.end or not when.is_closed:
        return None
    if when.qualifier in ("~", "%"):
        return _narrowed(when.start, when.qualifier)
    text = next((t for t in _units(when.start) if _bounds(t) == when.start), None)
    return text + when.qualifier if text and _bears_sign(text) else text


def _bears_sign(text: str) -> bool:
    return "X" not in text and text.rpartition("-")[2] not in ("33", "34", "35", "36", "40", "41")


def _bounds(text: str) -> Bounds:
    """What a candidate would be read as; a year of five digits is none."""
    return OPEN if text.startswith("Y") else read(text).start


def _narrowed(bounds: Bounds, sign: str) -> str | None:
    """The unit that an approximate date with these bounds was widened from."""
    low, high = bounds
    if low is None or high is None:
        return None
    middle = low + (high - low) // 2
    year = year_month_day(middle)[0]
    seasons = [f"{_year(y)}-{code}" for y in (year - 1, year) for code in (21, 22, 23, 24)]
    for text in (_cut(middle, 3), _cut(middle, 2), *seasons, _cut(middle, 1)):
        if _bounds(text + "~") == bounds:
            return text + sign
    return None


def _units(bounds: Bounds) -> Iterator[str]:
    """The units of the calendar around a first day, the small ones first."""
    low = bounds[0]
    assert low is not None
    year, month, _ = year_month_day(low)
    yield _cut(low, 3)
    yield _cut(low, 2)
    for code in _WRITTEN_SEASONS:
        if SEASONS[code][0] == month:
            yield f"{_year(year)}-{code}"
    yield _year(year)
    yield from _unspecified(year)


def _unspecified(year: int) -> Iterator[str]:
    for count in (1, 2):
        sign, known = "-" if year < 0 else "", f"{abs(year):04d}"[:-count]
        if year >= 0 or int(known):  # -00XX would hold the year -0000, which is none
            yield f"{sign}{known}{'X' * count}"


def _lasting(when: When) -> str | None:
    """`a/b` from the two ends; `None` where their doubt is of no form that EDTF has."""
    (a, b), (c, d) = when.start, when.end
    if a is None and d is None:
        return "../.."
    if a is None:
        last = _end((c, d), when.qualifier, False) if c is not None else None
        return None if last is None else f"/{last}" if _era(last) > 0 else f"{{..{_plain((c, d))}}}"
    if d is None:
        first = _end((a, b), when.qualifier, False) if b is not None else None
        return None if first is None else f"{first}/.."
    start, end = (a, d if b is None else b), (a if c is None else c, d)
    first, last = _end(start, when.qualifier, True), _end(end, when.qualifier, True)
    return None if first is None or last is None else _joined(first, last, start, end)


def _end(bounds: Bounds, sign: str, may_be_unspecified: bool) -> str | None:
    """The smallest EDTF date that covers what is known of one end."""
    doubt = "?" if sign in ("?", "%") else ""
    rough = "%" if doubt else "~"
    low, high = bounds
    if low is None or high is None:
        return None
    exact = next((t for t in _cuts_and_seasons(low) if _bounds(t) == bounds), None)
    if exact:
        return exact + doubt
    year = year_month_day(low)[0]
    decades = _unspecified(year) if may_be_unspecified and year > 0 else iter(())
    return (
        next((t for t in decades if _bounds(t) == bounds), None)
        or _narrowed(bounds, rough)
        or next(_covers(low, high, doubt, rough, may_be_unspecified), None)
    )


def _cuts_and_seasons(number: int) -> Iterator[str]:
    year, month, _ = year_month_day(number)
    yield _cut(number, 3)
    yield _cut(number, 2)
    # December to February is the winter of the year before.
    code, of = (20 + month // 3, year) if month >= 3 else (24, year - 1)
    yield f"{_year(of)}-{code}"
    yield _cut(number, 1)


def _covers(low: int, high: int, doubt: str, rough: str, may_be_unspecified: bool) -> Iterator[str]:
    year = year_month_day(low + (high - low) // 2)[0]
    candidates = [(t, t + doubt) for t in _cuts_and_seasons(low)] + [(_year(year) + "~", _year(year) + rough)]
    if may_be_unspecified and year > 0:
        candidates += [(t, t) for t in _unspecified(year)]
    for plain, signed in candidates:
        begin, end = _bounds(plain)
        if begin is not None and end is not None and begin <= low and high <= end:
            yield signed


def _joined(first: str, last: str, start: Bounds, end: Bounds) -> str:
    """The interval, in a spelling whose ends compare as they should."""
    a, b = _era(first), _era(last)
    if a != b:
        return f"{first}/{last}" if a < b else _all(start, end)
    if a <= 0:
        return f"{first}/{last}" if first == last and a < 0 else _all(start, end)
    plain_first, plain_last = first.rstrip("?~%"), last.rstrip("?~%")
    missing = plain_first.count("-") - plain_last.count("-")
    if missing > 0 and "X" not in last and not _is_season(plain_last):
        return f"{first}/{plain_last}{'-XX' * missing}"
    return f"{first}/{last}" if _first_checked(plain_first) <= _last_checked(plain_last) else _all(start, end)


def _era(text: str) -> int:
    """The year of an EDTF date, the first of an unspecified one."""
    sign, digits = (-1, text[1:5]) if text.startswith("-") else (1, text[:4])
    return sign * int(digits.replace("X", "0"))


def _is_season(text: str) -> bool:
    return text.count("-") == 1 and text[-2:] in ("21", "22", "23", "24")


def _first_checked(text: str) -> str:
    """What validators take a first end for: seasons are months to them, at their widest."""
    first = {"21": "01", "22": "05", "23": "08", "24": "10"}
    return text[:5] + first[text[-2:]] if _is_season(text) else text


def _last_checked(text: str) -> str:
    last = {"21": "05", "22": "08", "23": "11", "24": "12"}
    return text[:5] + last[text[-2:]] if _is_season(text) else text.replace("X", "9")


def _all(start: Bounds, end: Bounds) -> str:
    """`{a..b}`: all days from the first to the last, each end as coarse as the coarser of the two."""
    depth = min(_plain(start).count("-", 1), _plain(end).count("-", 1)) + 1
    return f"{{{_cut(start[0], depth)}..{_cut(end[1], depth)}}}"


def _plain(bounds: Bounds) -> str:
    """The day, month or year that covers what is known of one end."""
    low, high = bounds
    assert low is not None
    assert high is not None
    return next((t for t in (_cut(low, 3), _cut(low, 2)) if _covered(t, low, high)), _cut(high, 1))


def _covered(text: str, low: int, high: int) -> bool:
    begin, end = _bounds(text)
    return begin is not None and end is not None and begin <= low and high <= end
