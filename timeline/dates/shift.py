"""`Shift`: a date that still needs a reference time ("last month", "two days later", "that October", "14 July")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from timeline.dates.calendars import add_months, day_number, is_date, month_length, weekday, year_month_day
from timeline.dates.feasts import feast_day
from timeline.dates.parts import part_of
from timeline.dates.when import Grain, When, century, day, decade, month, months, within, year, years

Base = Literal["document", "story", "either", "next"]
Direction = Literal["past", "future", "nearest", "same", "telling", "onward", "that", "last", "next"]
Part = Literal["", "early", "mid", "late", "start", "end", "turn", "first half", "second half"]

# Months a unit is long; weeks and days are counted as days.
MONTHS: dict[str, int] = {
    "month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000
}  # fmt: skip

ERA_REACH = 60  # how far a year without its era may lie from the story, in years
ONWARD = 30, 200  # the same for the head of a sentence, where a telling goes on
THAT_YEAR = 270, 400  # what it costs "that October" to lie in the next year or in the last one, in days


@dataclass(frozen=True, slots=True)
class Pick:
    """The part of a calendar unit that the words name.

    A month or a quarter, a day of it (-1 is the last), a weekday 0..6, a season 21..24, a
    feast, the last two figures of a year ("'89"), which part ("early"), and a year of the reference time's era ("429"
    in a story of 431 BC).
    """

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    feast: str = ""
    short_year: int | None = None
    part: Part = ""
    quarter: int | None = None
    era_year: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """What to do with a reference time: move it `count` units, take the unit that it then lies in, pick a part of it.

    `base` says which reference time: of writing ("document": "last month", "ago"), of the story ("story": "the
    following year"), whichever the kind of text suggests ("either": "14 July", "on Monday"), or of the event that the
    next words name ("next": "two days after the invasion"). `direction` is where a picked part lies, seen from there
    ("same": in the same year; "telling": where a story goes next, to the nearest and rather not into another year;
    "onward": the same, and hardly into the year before;
    "that": in the same year unless it has only just ended, as "that January" seen from December; "last" and "next": the
    one before or behind a running one). `up_to` keeps what lies between: from the unit's
    beginning ("earlier this year") or over the whole way ("the past 18 months"). `exact` keeps the day ("to the day"),
    `days` are counted on top of the units.
    """

    base: Base
    count: int = 0
    unit: Grain = "day"
    pick: Pick | None = None
    direction: Direction = "same"
    up_to: bool = False
    exact: bool = False
    days: int = 0


def apply(shift: Shift, reference: When) -> When | None:
    """The date that the words mean, seen from a reference time; `None` where that is open or there is no such date.

    A reference time known only to an interval gives what the words can mean from any of its days.

    >>> from timeline.dates.edtf import write
    >>> write(apply(Shift("document", -1, "month"), day(2023, 7, 20)))
    '2023-06'
    >>> write(apply(Shift("either", pick=Pick(weekday=2), direction="past"), day(2023, 7, 20)))
    '2023-07-19'
    """
    if reference.earliest is None or reference.latest is None:
        return None
    first = last = _from_day(shift, reference.earliest)
    if reference.latest != reference.earliest:
        last = _from_day(shift, reference.latest)
    if first is None or last is None or first == last:
        return first or last
    low, high = min(first.start[0], last.start[0]), max(first.end[1], last.end[1])  # type: ignore[type-var]
    grain = first.grain if first.grain == last.grain else "interval"
    return within(low, high, grain if _is_unit(low, high) else "interval")


def written(shift: Shift, target: When) -> When | None:
    """The days of writing from which the words can mean a day of `target`: the way back of `apply`.

    >>> from timeline.dates.edtf import write
    >>> write(written(Shift("document", -1, "month"), day(2023, 6, 23)))
    '2023-07'
    """
    if target.earliest is None or target.latest is None or shift.pick or shift.up_to:
        return None
    if shift.unit in MONTHS:
        low = unit_of(add_months(target.earliest, -shift.count * MONTHS[shift.unit]), shift.unit)
        high = unit_of(add_months(target.latest, -shift.count * MONTHS[shift.unit]), shift.unit)
    else:
        step = 7 if shift.unit == "week" else 1
        low = unit_of(target.earliest - shift.count * step, shift.unit)
        high = unit_of(target.latest - shift.count * step, shift.unit)
    return low if low == high else within(low.earliest, high.latest)


def moved(number: int, count: int, unit: str) -> int:
    """The day `count` units later."""
    if unit in MONTHS:
        return add_months(number, count * MONTHS[unit])
    return number + count * (7 if unit == "week" else 1)


def _from_day(shift: Shift, number: int) -> When | None:
    there = moved(number, shift.count, shift.unit) + shift.days
    if shift.up_to:
        return _between(shift, number, there)
    if shift.exact:
        return within(there, there, "day")
    if shift.pick is None:
        return unit_of(there, shift.unit)
    return _picked(shift, there)


def _between(shift: Shift, number: int, there: int) -> When:
    if shift.count:
        return within(min(there, number), max(there, number))
    unit = unit_of(number, shift.unit)
    return within(number, unit.latest) if shift.direction == "future" else within(unit.earliest, number)


def unit_of(number: int, unit: str) -> When:
    """The calendar unit that a day lies in."""
    y, m, _ = year_month_day(number)
    match unit:
        case "day":
            return within(number, number, "day")
        case "week":
            monday = number - weekday(number)
            return within(monday, monday + 6, "week")
        case "month":
            return month(y, m)
        case "quarter":
            return months(y, 3 * ((m - 1) // 3) + 1, 3, "quarter")
        case "half":
            return months(y, 6 * ((m - 1) // 6) + 1, 6, "half")
        case "decade":
            tens = (1 - y) // 10 * 10  # of a year BC
            return decade(y // 10 * 10) if y > 0 else years(-tens - 8, min(1 - tens, 0), "decade")
        case "century":
            return century((y - 1) // 100 + 1 if y > 0 else (y - 1) // 100 + 1 - 1)
        case "millennium":
            return years((y - 1) // 1000 * 1000 + 1, (y - 1) // 1000 * 1000 + 1000, "millennium")
        case _:
            return year(y)


def _picked(shift: Shift, there: int) -> When | None:
    pick = shift.pick or Pick()
    if pick.era_year is not None:
        return _year_of_era(pick, there)
    if pick.weekday is not None:
        return _weekday(pick.weekday, there, shift.direction, shift.unit)
    if pick.short_year is not None:
        return _short_year(pick, there, shift)
    if pick.month is None and pick.day is not None:
        return _day_of_month(pick.day, there)
    if pick.month and shift.unit == "week":
        named = _picked(replace(shift, unit="day"), there)
        return unit_of(named.start[0], "week") if named and named.start[0] is not None else None
    if pick.month or pick.season or pick.feast or pick.quarter:
        y = year_month_day(there)[0]
        if shift.count or shift.direction == "same":
            return _in_year(pick, y)
        return _chosen((w for n in (-1, 0, 1) if (w := _in_year(pick, y + n))), there, shift.direction)
    if pick.part == "turn":  # the nearest: that of 1900 from 1859 on
        there = moved(there, 50, "year") if shift.unit == "century" else there
    return part_of(unit_of(there, shift.unit), pick.part)


def _in_year(pick: Pick, y: int) -> When | None:
    """The month, day, season or feast in a year."""
    if pick.feast:
        return feast_day(pick.feast, y)
    if pick.quarter:
        return months(y, 3 * pick.quarter - 2, 3, "quarter")
    if pick.season:
        return part_of(months(y, 3 * (pick.season - 20), 3, "season"), pick.part)
    of = pick.month or 1
    if pick.day is None:
        return part_of(month(y, of), pick.part)
    number = month_length(y, of) if pick.day == -1 else pick.day
    return day(y, of, number) if is_date(y, of, number) else None


def _chosen(found: Iterator[When], there: int, direction: Direction) -> When | None:
    """The candidate on the right side of the reference day; "past" is the last one that has begun."""
    dates = list(found)
    match direction:
        case "past":
            return max((w for w in dates if _first(w) <= there), key=_first, default=None)
        case "future":
            return min((w for w in dates if _last(w) >= there), key=_first, default=None)
        case "last":
            return max((w for w in dates if _last(w) < there), key=_first, default=None)
        case "next":
            return min((w for w in dates if _first(w) > there), key=_first, default=None)
        case "telling":
            return min(dates, key=lambda w: (leap(w, there), _first(w)), default=None)
        case "onward":
            return min(dates, key=lambda w: (leap(w, there, *ONWARD), _first(w)), default=None)
        case "that":
            return min(dates, key=lambda w: (leap(w, there, *THAT_YEAR), _first(w)), default=None)
        case _:
            return min(dates, key=lambda w: (_distance(w, there), -_first(w)), default=None)


def leap(when: When, there: int, later: int = 30, earlier: int = 90) -> float:
    """How unlikely a telling is to go from a day to a date, in days: nearer is likelier, and the same year.

    `later` and `earlier` are what it costs to leave the year, in days.
    """
    back = max(there - _last(when), 0)
    years = year_month_day(_first(when))[0] - year_month_day(there)[0]
    return max(_first(when) - there, 0) + back + (later if years > 0 else earlier if years < 0 else 0)


def _weekday(name: int, there: int, direction: Direction, unit: str) -> When:
    if unit == "week":
        n = there - weekday(there) + name
    elif direction == "future":
        n = there + (name - weekday(there) - 1) % 7 + 1
    elif direction == "past":
        n = there - (weekday(there) - name - 1) % 7 - 1
    else:
        n = there - (weekday(there) - name) % 7
    return within(n, n, "day")


def _short_year(pick: Pick, there: int, shift: Shift) -> When | None:
    """A year or decade by its last two figures: the nearest of a story, else the last that has begun, or the next."""
    y, figures = year_month_day(there)[0], pick.short_year or 0
    full = y // 100 * 100 + figures
    full = full - 100 if full > y + 10 else full
    if shift.direction == "telling" and y - full > 50:
        full += 100
    if shift.unit == "decade":
        return part_of(decade(full // 10 * 10), pick.part)
    return _in_year(pick, full) if pick.month else part_of(year(full), pick.part)


def _year_of_era(pick: Pick, there: int) -> When | None:
    """A year without its era, which is that of a story nearby in the years before 1000."""
    now, n = year_month_day(there)[0], pick.era_year or 0
    y = 1 - n if now <= 0 else n
    if abs(y - now) > ERA_REACH or now > 999:
        return None
    return _in_year(pick, y) if pick.month or pick.season else year(y)


def _day_of_month(number: int, there: int) -> When | None:
    y, m, _ = year_month_day(there)
    if number == -1:
        number = month_length(y, m)
    return day(y, m, number) if is_date(y, m, number) else None


def _first(when: When) -> int:
    return when.start[0] if when.start[0] is not None else -(1 << 40)


def _last(when: When) -> int:
    return when.end[1] if when.end[1] is not None else 1 << 40


def _distance(when: When, there: int) -> int:
    return max(_first(when) - there, there - _last(when), 0)


def _is_unit(low: int | None, high: int | None) -> bool:
    """Whether two days are the ends of whole months."""
    if low is None or high is None:
        return False
    y, m, d = year_month_day(high + 1)
    return year_month_day(low)[2] == 1 and d == 1 and high + 1 == day_number(y, m, 1)
