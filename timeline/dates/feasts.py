"""Feasts of the year, fixed and movable. Easter after the Meeus/Jones/Butcher and the Meeus Julian algorithms."""

from __future__ import annotations

from timeline.dates.calendars import day_number, republican_day, weekday, year_month_day
from timeline.dates.when import When
from timeline.errors import DateError

FIXED = {
    "christmas": (12, 25), "christmas_eve": (12, 24), "boxing_day": (12, 26), "new_year": (1, 1),
    "new_years_eve": (12, 31), "epiphany": (1, 6), "twelfth_night": (1, 5), "candlemas": (2, 2), "valentine": (2, 14),
    "patrick": (3, 17), "lady_day": (3, 25), "april_fools": (4, 1), "may_day": (5, 1), "bastille_day": (7, 14),
    "lammas": (8, 1), "all_saints": (11, 1), "all_souls": (11, 2), "halloween": (10, 31), "martinmas": (11, 11),
    "michaelmas": (9, 29), "midsummer": (6, 24), "armistice_day": (11, 11), "guy_fawkes": (11, 5),
    "independence_day": (7, 4), "crispin": (10, 25), "bartholomew": (8, 24), "george": (4, 23), "andrew": (11, 30),
    "assumption": (8, 15), "brice": (11, 13),
    "david": (3, 1), "lawrence": (8, 10), "james": (7, 25), "peter": (6, 29), "childermas": (12, 28),
}  # fmt: skip
FROM_EASTER = {
    "shrove_tuesday": -47, "ash_wednesday": -46, "palm_sunday": -7, "maundy_thursday": -3, "good_friday": -2,
    "holy_saturday": -1, "easter": 0, "easter_monday": 1, "ascension": 39, "pentecost": 49, "whit_monday": 50,
    "corpus_christi": 60, "trinity": 56,
}  # fmt: skip
NTH_WEEKDAY = {
    "thanksgiving": (11, 3, 4), "labor_day": (9, 0, 1), "memorial_day": (5, 0, -1), "king_day": (1, 0, 3),
}  # fmt: skip


def feast_day(name: str, year: int) -> When:
    """The day of a feast in a year; raises DateError for a feast that is not known.

    >>> from timeline.dates.calendars import iso
    >>> iso(feast_day("easter_monday", 1916).start[0]), iso(feast_day("thanksgiving", 1998).start[0])
    ('1916-04-24', '1998-11-26')
    """
    if name in FIXED:
        number = day_number(year, *FIXED[name])
    elif name in FROM_EASTER:
        number = easter(year) + FROM_EASTER[name]
    elif name in NTH_WEEKDAY:
        number = _nth_weekday(year, *NTH_WEEKDAY[name])
    elif name == "election_day":
        number = _nth_weekday(year, 11, 0, 1) + 1
    elif name == "advent":
        number = day_number(year, 12, 24) - (weekday(day_number(year, 12, 24)) + 1) % 7 - 21
    elif name.startswith("republican "):
        number = _republican(year, *map(int, name.split()[1:]))
    else:
        raise DateError(f"{name} is not a feast that we know")
    return When((number, number), (number, number))


def _republican(year: int, of: int, number: int) -> int:
    """A day of the French Republican calendar in a year of ours, while that calendar ran and beyond."""
    first = min(max(year - 1792, 1), 14)
    found = [republican_day(y, of, number) for y in (first, first + 1)]
    return min(found, key=lambda n: abs(year_month_day(n)[0] - year))


def easter(year: int) -> int:
    """Day number of western Easter Sunday: Gregorian from 1583 on, before it the Julian day, taken at its word.

    >>> from timeline.dates.calendars import iso
    >>> iso(easter(2024)), iso(easter(1282))
    ('2024-03-31', '1282-03-29')
    """
    return _gregorian_easter(year) if year >= 1583 else _julian_easter(year)


def _gregorian_easter(year: int) -> int:
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    length = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * length) // 451
    of, number = divmod(h + length - 7 * m + 114, 31)
    return day_number(year, of, number + 1)


def _julian_easter(year: int) -> int:
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    of, number = divmod(d + e + 114, 31)
    return day_number(year, of, number + 1)


def _nth_weekday(year: int, of: int, name: int, nth: int) -> int:
    if nth < 0:
        last = day_number(year, of + 1) - 1
        return last - (weekday(last) - name) % 7
    first = day_number(year, of)
    return first + (name - weekday(first)) % 7 + 7 * (nth - 1)
