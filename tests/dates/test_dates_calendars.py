"""Day numbers: both calendars there and back over twenty thousand years, and days that history books agree on."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.calendars import add_months, day_number, is_date, iso, month_length, weekday, year_month_day
from timeline.dates.feasts import easter
from timeline.errors import DateError

DAYS = st.integers(day_number(-10000), day_number(10000, 12, 31))
CALENDARS = st.sampled_from(["gregorian", "julian"])


@given(DAYS, CALENDARS)
def test_a_day_number_and_its_date_are_one(number, calendar):
    assert day_number(*year_month_day(number, calendar), calendar) == number


@given(DAYS, CALENDARS)
def test_the_next_day_has_the_next_date(number, calendar):
    assert year_month_day(number, calendar) < year_month_day(number + 1, calendar)


@given(DAYS)
def test_weekdays_follow_one_another(number):
    assert weekday(number + 1) == (weekday(number) + 1) % 7


@given(st.dates())
def test_the_standard_library_agrees_where_it_can(date):
    number = day_number(date.year, date.month, date.day)
    assert weekday(number) == date.weekday()
    assert number - day_number(1, 1, 1) == date.toordinal() - datetime.date(1, 1, 1).toordinal()
    assert iso(number) == date.isoformat()


@given(DAYS, st.integers(-5000, 5000))
def test_months_later_never_runs_into_the_month_after(number, months):
    year, month, _ = year_month_day(number)
    there = year_month_day(add_months(number, months))
    assert 12 * there[0] + there[1] == 12 * year + month + months


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), (1582, 10, 15)),
        ((1917, 10, 25), (1917, 11, 7)),
        ((-43, 3, 15), (-43, 3, 13)),
        ((200, 3, 1), (200, 3, 1)),
    ],
)
def test_old_style_days_are_the_known_new_style_ones(julian, gregorian):
    assert year_month_day(day_number(*julian, "julian")) == gregorian


@pytest.mark.parametrize("date", [(1900, 2, 29), (2023, 13, 1), (2023, 4, 31), (2023, 0, 1), (2023, 1, 0)])
def test_a_day_that_is_none_is_refused(date):
    assert not is_date(*date)
    with pytest.raises(DateError):
        day_number(*date)


def test_easter_of_known_years():
    known = {1916: "1916-04-23", 1998: "1998-04-12", 2000: "2000-04-23", 1818: "1818-03-22", 1943: "1943-04-25"}
    assert {year: iso(easter(year)) for year in known} == known


@given(st.integers(-4000, 9000))
def test_february_is_the_only_month_that_changes(year):
    assert sum(month_length(year, m) for m in range(1, 13)) in (365, 366)
