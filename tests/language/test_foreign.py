"""Languages without rows: whole dates are spotted by us and read by dateparser, and its silent errors are vetoed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.expressions import find


def values(text, language):
    return [(e.span.of(text), e.value) for e in find(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("hr", "Dana 8. listopada 1991. pao je grad.", [("8. listopada 1991", "1991-10-08")]),
        ("sv", "Den 6 juni 1523 valdes en kung.", [("6 juni 1523", "1523-06-06")]),
        ("cs", "Dne 21. srpna 1968 přijely tanky.", [("21. srpna 1968", "1968-08-21")]),
        ("pt", "Em 25 de abril de 1974 caiu a ditadura.", [("25 de abril de 1974", "1974-04-25")]),
        ("nl", "Op 10 mei 1940 begon het; het eindigde in 1945.", [("10 mei 1940", "1940-05-10"), ("1945", "1945")]),
    ],
)  # fmt: skip
def test_whole_dates_are_read(language, text, found):
    assert values(text, language) == found


@pytest.mark.parametrize("text", ["31. dubna 1939", "máj, 12 osob", "tři dny", "1 939 osob", "ul. 1939a", "3.1968"])
def test_what_is_no_date_is_left_alone(text):
    assert [v for _, v in values(text, "cs") if "-" in v] == []


def test_a_day_without_its_year_waits_for_a_reference_time():
    found = find("Op 10 mei 1940 begon het; op 14 mei was het voorbij.", "nl")
    assert [(e.value, e.shift is None) for e in found] == [("1940-05-10", True), ("", False)]


def test_a_language_that_nobody_knows_has_no_dates():
    assert find("1 blorp 1939", "zz") == ()
    assert find("1 blorp 1939", "../en") == ()


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    for e in find(text, "cs"):
        assert e.span.of(text)
