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
        ("pl", "Wojna zaczęła się 1 września 1939 roku.", [("1 września 1939", "1939-09-01")]),
        ("it", "Il 25 aprile 1945 Milano insorse.", [("25 aprile 1945", "1945-04-25")]),
        ("uk", "Незалежність проголосили 24 серпня 1991 року.", [("24 серпня 1991", "1991-08-24")]),
        ("ru", "Власть взяли 7 ноября 1917 года.", [("7 ноября 1917", "1917-11-07")]),
        ("cs", "Dne 21. srpna 1968 přijely tanky.", [("21. srpna 1968", "1968-08-21")]),
        ("pt", "Em 25 de abril de 1974 caiu a ditadura.", [("25 de abril de 1974", "1974-04-25")]),
        ("nl", "Op 10 mei 1940 begon het; het eindigde in 1945.", [("10 mei 1940", "1940-05-10"), ("1945", "1945")]),
    ],
)  # fmt: skip
def test_whole_dates_are_read(language, text, found):
    assert values(text, language) == found


@pytest.mark.parametrize("text", ["31 kwietnia 1939", "maj, 12 osób", "trzy dni", "1 939 osób", "ul. 1939a", "3.1968"])
def test_what_is_no_date_is_left_alone(text):
    assert [v for _, v in values(text, "pl") if "-" in v] == []


def test_a_language_that_nobody_knows_has_no_dates():
    assert find("1 blorp 1939", "zz") == ()
    assert find("1 blorp 1939", "../en") == ()


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    for e in find(text, "pl"):
        assert e.span.of(text)
