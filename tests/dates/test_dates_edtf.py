"""EDTF in and out: the standard's own forms, the conventions, and the algebra of reading what was written."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.calendars import iso
from timeline.dates.edtf import MARGINS, SEASONS, approximate, read, write
from timeline.dates.when import (
    When,
    before,
    between,
    century,
    contains,
    day,
    decade,
    from_to,
    month,
    months,
    since,
    throughout,
    until,
    within,
    year,
    years,
)
from timeline.errors import DateError

with warnings.catch_warnings():
    # The validator uses names that its parser library has since deprecated.
    warnings.simplefilter("ignore")
    from edtf_validate.valid_edtf import is_valid

YEARS = st.integers(-9990, 9990) | st.integers(-60, 60) | st.integers(1900, 2030)
DAYS = st.builds(day, YEARS, st.integers(1, 12), st.integers(1, 28))
MONTHS = st.builds(month, YEARS, st.integers(1, 12))
SEASON_DATES = st.builds(
    lambda y, code: months(y, *SEASONS[code]), YEARS, st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36, 40, 41])
)
ENDS = DAYS | MONTHS | st.builds(year, YEARS)
UNITS = (
    ENDS
    | SEASON_DATES
    | st.builds(lambda n: decade(10 * n), st.integers(-900, 900))
    | st.builds(century, st.integers(-90, 90).filter(bool))
)
ROUGH = st.builds(approximate, UNITS, st.sampled_from(["~", "%"]))


def ordered(one: When, other: When) -> tuple[When, When]:
    return (one, other) if one.latest <= other.latest else (other, one)


PAIRS = st.tuples(ENDS, ENDS).map(lambda pair: ordered(*pair))
CLEAR_PAIRS = PAIRS.filter(lambda pair: pair[0].latest < pair[1].earliest)
OPEN_DATES = st.builds(before, UNITS) | st.builds(since, ENDS) | st.builds(until, ENDS)
CONSTRUCTED = (
    UNITS
    | ROUGH
    | OPEN_DATES
    | st.builds(throughout, UNITS)
    | CLEAR_PAIRS.map(lambda pair: between(*pair))
    | st.builds(lambda w: within(w.earliest, None), UNITS)
)
NUMBERS = st.none() | st.integers(-3_600_000, 3_600_000) | st.integers(-800, 800) | st.integers(-(10**7), 10**7)


@st.composite
def odd_dates(draw: st.DrawFn) -> When:
    """Any four bounds that go together."""
    low, high = sorted((draw(NUMBERS.filter(lambda n: n is not None)), draw(NUMBERS.filter(lambda n: n is not None))))
    inner = sorted((draw(st.integers(low, high)), draw(st.integers(low, high))))
    start = (draw(st.sampled_from([low, None])), draw(st.sampled_from([inner[0], inner[1], None])))
    end = (draw(st.sampled_from([inner[0], inner[1], None])), draw(st.sampled_from([high, None])))
    extent = draw(st.sampled_from(["within", "throughout"]))
    return When(start, end, extent, "interval", draw(st.sampled_from(["", "?", "~", "%"])))


def same_bounds(one: When, other: When) -> bool:
    return (one.start, one.end) == (other.start, other.end)


@given(CONSTRUCTED)
def test_what_is_written_reads_back_with_the_same_bounds(when: When) -> None:
    again = read(write(when))
    assert same_bounds(again, when)
    assert again.extent == when.extent


@given(CLEAR_PAIRS)
def test_lasting_dates_read_back_with_the_same_bounds_unless_both_ends_stand_in_one_year_bc(
    pair: tuple[When, When],
) -> None:
    when = from_to(*pair)
    again = read(write(when))
    assert contains(again, when)
    assert again.extent == "throughout"
    if iso(when.earliest)[:5] != iso(when.latest)[:5]:
        assert same_bounds(again, when)


@given(CONSTRUCTED | odd_dates() | PAIRS.map(lambda pair: from_to(*pair)))
def test_every_written_string_is_valid_edtf(when: When) -> None:
    assert is_valid(write(when)), write(when)


@given(odd_dates())
def test_odd_bounds_are_never_written_more_exactly_than_they_are(when: When) -> None:
    assert contains(read(write(when)), when)


@given(odd_dates() | CONSTRUCTED)
def test_writing_what_was_read_changes_nothing_more(when: When) -> None:
    once = write(when)
    assert same_bounds(read(write(read(once))), read(once))


@pytest.mark.parametrize(
    "text",
    [
        "1968", "1968-08", "1968-08-21", "1968-21", "1968-24", "193X", "19XX", "-0043", "-0043-03-15", "-0333-21",
        "[1101..1200]", "[1968-01-05..1968-08-21]", "[..1349]", "[1946..]", "1968-01-05/1968-08-21", "1939-09/1945",
        "2022-02-24/..", "/1945", "{..-0043}", "{-0043-03-15..-0043-07-01}", "1350~", "1350?", "1350%", "1968-21~",
        "1345~/1400", "1984?/2004?", "1998-34", "1998-41", "Y-17000", "Y17000", "-0044/0012", "../..", "193X/1945",
        "1968-08-20/1968-08-XX", "-0044-02-29",
    ],
)  # fmt: skip
def test_a_string_in_the_house_style_is_written_as_it_was_read(text: str) -> None:
    assert write(read(text)) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
        ("1350~", "1345-01-01", "1355-12-31"),
        ("1968-04~", "1968-03-01", "1968-05-31"),
        ("1968-04-03%", "1968-04-01", "1968-04-05"),
        ("193X~", "1925-01-01", "1944-12-31"),
        ("1350?", "1350-01-01", "1350-12-31"),
        ("2004-06~-11", "2004-05-11", "2004-07-11"),
        ("~2004", "1999-01-01", "2009-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("2000-02-3X", None, None),
        ("156X-12-25", "1560-12-25", "1569-12-25"),
        ("15XX-12-XX", "1500-12-01", "1599-12-31"),
        ("-00XX", "-0099-01-01", "0000-12-31"),
        ("1968-24", "1968-12-01", "1969-02-28"),
        ("1968-29", "1968-09-01", "1968-11-30"),
        ("1968-33", "1968-01-01", "1968-03-31"),
        ("1968-38", "1968-05-01", "1968-08-31"),
        ("1968-41", "1968-07-01", "1968-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
        ("1984~/2004-06", "1979-01-01", "2004-06-30"),
        ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
        ("0000-02-29", "0000-02-29", "0000-02-29"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
    ],
)
def test_outer_bounds_of_the_forms_of_the_standard(text: str, first: str | None, last: str | None) -> None:
    if first is None:
        with pytest.raises(DateError):
            read(text)
        return
    when = read(text)
    assert (iso(when.earliest), iso(when.latest)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "foo", "1968-13", "1968-02-30", "1900-02-29", "1968-20", "1968-42", "1968-21-03", "-0000", "Y1968",
        "68", "1970/1960", "[1968", "{1968]", "[]", "[..]", "1968/1969/1970", "1968-8-1", "1968-08-21T25:61:00",
        "Y1E99", "Y" + "9" * 900, "1968\n1969", "१९६८", "9" * 100_000, "[" * 500, "1968-00", "1968-01-00", "193X-21",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(DateError) as refusal:
        read(text)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 250


@given(st.text(max_size=40) | st.text(alphabet="0123456789X-/.[]{}~?%YESTZ:,", max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        when = read(text)
    except DateError:
        return
    assert is_valid(write(when))


@given(UNITS)
def test_about_is_wider_by_the_margin_and_narrows_back(when: When) -> None:
    rough = approximate(when)
    assert contains(rough, when)
    assert rough != when
    if write(when).count("X") == 0 and when.grain not in ("quarter", "half", "decade", "century"):
        assert write(rough) == write(when) + "~"


def test_every_unit_has_a_margin() -> None:
    assert set(MARGINS) == {
        "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "millennium",
    }  # fmt: skip


def test_a_season_of_the_south_is_not_written_as_one_of_the_north_by_chance() -> None:
    assert same_bounds(read(write(read("1968-30"))), read("1968-30"))


@given(st.integers(-90, 90).filter(bool))
def test_the_nth_century_of_our_era_is_not_written_a_year_off(number: int) -> None:
    assert same_bounds(read(write(century(number))), century(number))
    assert number < 0 or "X" not in write(century(number))


def test_hundreds_and_tens_of_years_are_written_by_their_digits() -> None:
    assert write(years(1200, 1299, "century")) == "12XX"
    assert write(decade(1930)) == "193X"
    assert write(years(-59, -50)) == "-005X"
    assert write(century(-2)) == "-01XX"
    assert write(century(-1)) == "[-0099..0000]"


EDGES = [-10_001, -10_000, -9_999, -9_998, 9_998, 9_999, 10_000, 10_001, -150_000, 2_000_000]


@pytest.mark.parametrize("number", EDGES)
def test_where_years_grow_a_fifth_digit_strings_stay_valid_and_true(number: int) -> None:
    winter = months(number, 12, 3, "season")
    around = [year(number), month(number, 1), day(number, 12, 31), winter, years(number, number + 1)]
    for when in [*around, *(f(w) for f in (approximate, throughout, since, until, before) for w in around)]:
        assert is_valid(write(when)), write(when)
        assert contains(read(write(when)), when)
