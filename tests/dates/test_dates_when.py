"""`When`: its arithmetic never invents precision; EDTF and TIMEX3 there and back; Allen's relations."""

from dataclasses import replace

import pytest
from edtf_validate.valid_edtf import is_valid as is_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.dates import edtf, relations, timex
from timeline.dates import when as w
from timeline.dates.calendars import day_number
from timeline.dates.spoken import spoken
from timeline.errors import DateError

YEARS = st.integers(-4000, 4000)
NUMBERS = st.integers(day_number(-4000), day_number(4000))
DAYS = NUMBERS.map(lambda n: w.within(n, n, "day"))
UNITS = st.one_of(
    DAYS,
    YEARS.map(w.year),
    st.builds(w.month, YEARS, st.integers(1, 12)),
    st.builds(w.months, YEARS, st.sampled_from([3, 6, 9, 12]), st.just(3), st.just("season")),
    st.integers(1, 390).map(lambda n: w.decade(10 * n)),
    st.integers(-40, 40).filter(bool).map(w.century),
)
PAIRS = st.tuples(UNITS, UNITS).filter(lambda p: p[0].earliest <= p[1].earliest and p[0].latest <= p[1].latest)
WHENS = st.one_of(
    UNITS,
    PAIRS.map(lambda p: w.from_to(*p)),
    PAIRS.map(lambda p: w.between(*p)),
    UNITS.map(w.before),
    UNITS.map(w.since),
    UNITS.map(w.until),
    UNITS.map(w.throughout),
)


@given(WHENS)
def test_every_string_that_we_write_is_edtf(when):
    assert is_edtf(edtf.write(when)), edtf.write(when)


@given(UNITS)
def test_a_unit_is_read_back_as_it_was(when):
    back = edtf.read(edtf.write(when))
    assert (back.start, back.end) == (when.start, when.end)


@given(WHENS)
def test_no_string_says_more_than_the_date(when):
    assert w.contains(edtf.read(edtf.write(when)), when)


@given(WHENS, WHENS)
def test_what_two_statements_allow_lies_in_both(one, other):
    both = w.intersect(one, other)
    assert (both is None) == (w.intersect(other, one) is None)
    if both is not None:
        assert w.contains(one, both)
        assert w.contains(other, both)
        assert w.intersect(both, one) is not None


@given(WHENS)
def test_a_date_agrees_with_itself(when):
    same = w.intersect(when, when)
    assert same is not None
    assert (same.start, same.end) == (when.start, when.end)


@given(UNITS, st.integers(-4000, 4000))
def test_shifting_there_and_back_by_days_is_nothing(when, days):
    assert w.shift_days(w.shift_days(when, days), -days) == when


@given(st.builds(w.month, YEARS, st.integers(1, 12)), st.integers(-500, 500))
def test_whole_months_stay_whole(when, months):
    assert w.shift_months(w.shift_months(when, months), -months) == when


@given(UNITS, st.integers(0, 1000))
def test_widening_contains_what_it_widened(when, days):
    assert w.contains(w.widen(when, days), when)


@given(UNITS, UNITS)
def test_precedes_means_that_no_day_is_shared(one, other):
    assert w.precedes(one, other) == (one.latest < other.earliest)
    assert w.overlaps(one, other) != (w.precedes(one, other) or w.precedes(other, one))


def test_an_end_before_its_beginning_is_refused():
    with pytest.raises(DateError):
        w.within(2, 1)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1350~", ("1345-01-01", "1355-12-31")),
        ("193X", ("1930-01-01", "1939-12-31")),
        ("1968-21", ("1968-03-01", "1968-05-31")),
        ("1968-24", ("1968-12-01", "1969-02-28")),
        ("-0043-03-15", ("-0043-03-15", "-0043-03-15")),
        ("2022-02-24/..", ("2022-02-24", None)),
        ("/1945", (None, "1945-12-31")),
        ("[1342..1345]", ("1342-01-01", "1345-12-31")),
        ("2004-06?/2006-08~", ("2004-06-01", "2006-09-30")),
    ],
)
def test_edtf_means_these_days(text, bounds):
    from timeline.dates.calendars import iso

    when = edtf.read(text)
    assert tuple(n if n is None else iso(n) for n in (when.earliest, when.latest)) == bounds


@pytest.mark.parametrize(
    "text", ["yesterday", "", "1968-13", "1968-02-30", "1945/1939", "19a8", "2023-7-1", "1" * 5000]
)
def test_what_is_no_edtf_is_refused_in_one_line(text):
    with pytest.raises(DateError) as caught:
        edtf.read(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.one_of(DAYS, YEARS.filter(lambda y: y >= 1).map(w.year), st.builds(w.month, YEARS, st.integers(1, 12))))
def test_timex_is_read_back_as_it_was(when):
    back = timex.read(timex.write(when))
    assert (back.start, back.end) == (when.start, when.end)


@pytest.mark.parametrize(
    "value",
    [
        "1968-SP",
        "196",
        "19",
        "P2Y",
        "PAST_REF",
        "2023-W29",
        "1998-Q2",
        "1998-H1",
        "1945-05-08T15:00",
        "XXXX-WXX-3",
        "PXY",
    ],
)
def test_the_spellings_of_the_corpora_are_valid(value):
    assert timex.is_valid(value)


@given(st.text(max_size=12))
def test_any_string_is_read_or_left_alone(value):
    timex.read(value)
    timex.is_valid(value)


@given(WHENS)
def test_every_date_can_be_spoken_without_an_astronomical_year(when):
    words = spoken(when)
    assert words
    assert not any(word.startswith("-") and word[1:].isdigit() for word in words.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1968-08", "August 1968"), ("0079", "AD 79"), ("-0043", "44 BC"),
        ("1968-12-31/1969-01-02", "31 December 1968 – 2 January 1969"),
        ("1941-24", "winter 1941/42"), ("[1101..1200]", "12th century"), ("[1342..1345]", "1342–1345"),
        ("1914/1918", "1914–1918"), ("[..1350]", "by 1350"), ("2022-02-24/..", "since 24 February 2022"),
        ("[1946..]", "after 1945"), ("[1946-03-02..]", "after 1 March 1946"), ("[..1350-04]", "by April 1350"),
        ("1998-40", "first half of 1998"), ("12XX", "1200s"), ("193X~", "c. 1930s"), ("1968-04-03~", "c. 3 April 1968"),
        ("[-0488..-0479]", "480s BC"), ("-0263/-0240", "264–241 BC"), ("-0333-21", "spring 334 BC"),
        ("-01XX", "2nd century BC"), ("-01XX~", "c. 2nd century BC"), ("[1126..1150]", "1126–1150"),
    ],
)  # fmt: skip
def test_dates_are_spoken_like_this(text, words):
    when = edtf.read(text)
    assert spoken(replace(when, grain="century") if words.endswith("century") else when) == words


@pytest.mark.parametrize(
    ("text", "value"),
    [("1350~", "1350"), ("1968-04~", "1968-04"), ("1968-04-03~", "1968-04-03"), ("193X~", "193"), ("-0043~", "BC0044")],
)
def test_about_a_unit_has_the_value_of_the_unit(text, value):
    assert timex.write(edtf.read(text)) == value


INTERVALS = st.tuples(st.integers(0, 20), st.integers(0, 20)).filter(lambda i: i[0] < i[1])


@pytest.mark.parametrize("name", relations.RELATIONS)
def test_the_inverse_of_the_inverse_is_the_relation(name):
    assert relations.inverse(relations.inverse(name)) == name


@given(INTERVALS, INTERVALS)
def test_the_other_side_sees_the_inverse(a, b):
    assert relations.relation(b, a) == relations.inverse(relations.relation(a, b))


@given(INTERVALS, INTERVALS, INTERVALS)
def test_composition_holds_what_really_is(a, b, c):
    assert relations.relation(a, c) in relations.compose(relations.relation(a, b), relations.relation(b, c))


def test_composition_is_no_wider_than_allens_table():
    assert sum(len(relations.compose(a, b)) for a in relations.RELATIONS for b in relations.RELATIONS) == 409


@given(UNITS, UNITS)
def test_certain_order_leaves_one_direction(one, other):
    assume(one.latest + 1 < other.earliest)
    assert relations.possible(one, other) == {"before"}


@given(WHENS, WHENS)
def test_some_relation_is_always_possible_and_inverts(one, other):
    there = relations.possible(one, other)
    assert there
    assert {relations.inverse(name) for name in there} == relations.possible(other, one)
