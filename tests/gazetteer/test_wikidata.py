"""The two ways in which Wikidata writes dates, and what becomes a row."""

import pytest

from timeline.gazetteer import wikidata

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"


@pytest.mark.parametrize(
    ("text", "precision", "edtf"),
    [
        ("+1914-06-00T00:00:00Z", 10, "1914-06"),
        ("+1914-00-00T00:00:00Z", 9, "1914"),
        ("-0001-00-00T00:00:00Z", 9, "0000"),
        ("+1200-00-00T00:00:00Z", 7, "[1101..1200]"),
        ("+2000-00-00T00:00:00Z", 6, None),
        ("+1968-02-31T00:00:00Z", 11, "1968-02"),
        ("-13798000000-00-00T00:00:00Z", 3, None),
        ("somevalue", 11, None),
    ],
)
def test_precision_becomes_grain_and_there_is_no_year_0_in_the_dump(text, precision, edtf):
    assert wikidata.date({"time": text, "precision": precision, "calendarmodel": GREGORIAN}) == edtf


def test_one_day_in_the_two_ways_of_writing_it():
    dumped = {"time": "-0044-03-15T00:00:00Z", "precision": 11, "calendarmodel": wikidata.JULIAN}
    assert wikidata.date(dumped) == wikidata.date_of_query("-0043-03-13T00:00:00Z", 11) == "-0043-03-13"
    dumped = {"time": "+1066-10-14T00:00:00Z", "precision": 11, "calendarmodel": wikidata.JULIAN}
    assert wikidata.date(dumped) == wikidata.date_of_query("1066-10-20T00:00:00Z", 11) == "1066-10-20"
    year = {"time": "-0490-00-00T00:00:00Z", "precision": 9, "calendarmodel": wikidata.JULIAN}
    assert wikidata.date(year) == wikidata.date_of_query("-0489-01-01T00:00:00Z", 9) == "-0489"


def test_an_unknown_date_of_the_service_is_none():
    assert wikidata.date_of_query("http://www.wikidata.org/.well-known/genid/0", 11) is None
    assert wikidata.date_of_query("", 0) is None


def test_bars_in_names_and_endless_lists_of_aliases_do_no_harm():
    row = wikidata.row("Q1", {"en": ["A|B", *(f"alias {n}" * 50 for n in range(500))]}, "1900", "war", 9)
    assert row["name"] == "A|B"
    assert len(row["aliases"]) < 20_000
