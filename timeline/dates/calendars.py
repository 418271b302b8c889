"""Days as integers: conversion between day numbers and the Gregorian and Julian calendars.

A day number counts days of the proleptic Gregorian calendar; day 0 is 0000-03-01, so that leap days end a cycle.
Years are astronomical (1 BC is 0, 44 BC is -43). The algorithms are those of Howard Hinnant,
"chrono-compatible low-level date algorithms" (2013), for the Gregorian calendar and their Julian counterpart.
"""

from timeline.errors import DateError

YearMonthDay = tuple[int, int, int]

MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int, calendar: str = "gregorian") -> bool:
    """Whether an astronomical year has a 29 February.

    >>> is_leap(1900), is_leap(1900, "julian"), is_leap(-4)
    (False, True, True)
    """
    if calendar == "julian":
        return year % 4 == 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int, calendar: str = "gregorian") -> int:
    """Number of days, 28 to 31, of month 1 to 12."""
    return 29 if month == 2 and is_leap(year, calendar) else MONTH_DAYS[month - 1]


def is_date(year: int, month: int, day: int, calendar: str = "gregorian") -> bool:
    """Whether the calendar has that day.

    >>> is_date(1900, 2, 29), is_date(1900, 2, 29, "julian")
    (False, True)
    """
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month, calendar)


def day_number(year: int, month: int = 1, day: int = 1, calendar: str = "gregorian") -> int:
    """Day number of a calendar date; raises DateError where the calendar has no such day.

    >>> day_number(0, 3, 1), day_number(1582, 10, 15) == day_number(1582, 10, 5, "julian")
    (0, True)
    """
    if not is_date(year, month, day, calendar):
        raise DateError(f"{year:04d}-{month:02d}-{day:02d} is not a day of the {calendar} calendar")
    shifted, months = (year - 1, month + 9) if month <= 2 else (year, month - 3)
    in_year = (153 * months + 2) // 5 + day - 1
    if calendar == "julian":
        return shifted * 365 + shifted // 4 + in_year - 2
    return shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + in_year


def year_month_day(number: int, calendar: str = "gregorian") -> YearMonthDay:
    """Calendar date (astronomical year, month, day) of a day number.

    >>> year_month_day(0), year_month_day(day_number(-43, 3, 15, "julian"), "julian")
    ((0, 3, 1), (-43, 3, 15))
    """
    if calendar == "julian":
        cycle, rest = divmod(number + 2, 1461)
        in_cycle = min(rest // 365, 3)
        shifted, in_year = 4 * cycle + in_cycle, rest - 365 * in_cycle
    else:
        cycle, rest = divmod(number, 146097)
        in_cycle = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
        shifted = 400 * cycle + in_cycle
        in_year = rest - (365 * in_cycle + in_cycle // 4 - in_cycle // 100)
    months = (5 * in_year + 2) // 153
    day = in_year - (153 * months + 2) // 5 + 1
    return (shifted, months + 3, day) if months < 10 else (shifted + 1, months - 9, day)


def weekday(number: int) -> int:
    """Day of the week, Monday 0 to Sunday 6.

    >>> weekday(day_number(2023, 7, 19))
    2
    """
    return (number + 2) % 7


def add_months(number: int, months: int) -> int:
    """The day `months` later (negative: earlier), the end of the month where that day does not exist.

    >>> year_month_day(add_months(day_number(2023, 1, 31), 1))
    (2023, 2, 28)
    """
    year, month, day = year_month_day(number)
    year, zero_based = divmod(12 * year + month - 1 + months, 12)
    return day_number(year, zero_based + 1, min(day, month_length(year, zero_based + 1)))


def republican_day(year: int, month: int, day: int) -> int:
    """Day number in the French Republican calendar, years 1 to 15 (leap years 3, 7 and 11), months of thirty days.

    >>> year_month_day(republican_day(8, 2, 18)), year_month_day(republican_day(2, 11, 9))
    ((1799, 11, 9), (1794, 7, 27))
    """
    if not (1 <= year <= 15 and 1 <= month <= 12 and 1 <= day <= 30):
        raise DateError(f"{day} of month {month} of the year {year} is not a day of the French Republic")
    return day_number(1792, 9, 22) + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1


def hijri_new_year(year: int) -> int:
    """Day number of the first day of a year of the Islamic calendar, by the tabular reckoning (a day or two off).

    >>> year_month_day(hijri_new_year(1445))
    (2023, 7, 19)
    """
    return day_number(622, 7, 16, "julian") + 354 * (year - 1) + (3 + 11 * year) // 30


def iso(number: int) -> str:
    """ISO 8601 day with an astronomical year of at least four digits.

    >>> iso(day_number(-43, 3, 13))
    '-0043-03-13'
    """
    year, month, day = year_month_day(number)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"
