"""Offices: the table is in order, and a name with its office is found for what it is."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from timeline.dates import edtf
from timeline.gazetteer import offices

ROWS = list(csv.DictReader(Path(offices.__file__).with_name("offices.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['given']} {row['surname']} {row['from']}")
def test_a_row_has_an_office_a_name_and_a_time_that_ends_after_it_begins(row):
    assert row["office"]
    assert row["surname"]
    first, last = edtf.read(row["from"]), edtf.read(row["to"] or "9999")
    assert first.earliest < last.latest


def test_nobody_holds_one_office_twice_at_a_time():
    held = {}
    for row in ROWS:
        held.setdefault((row["office"], row["given"], row["surname"]), []).append((row["from"], row["to"] or "9999"))
    for times in held.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(times)))


def test_only_one_president_of_the_united_states_at_a_time():
    told = [row for row in ROWS if row["office"] == "President" and len(row["from"]) == 10]
    assert len(told) > 20
    assert all(before["to"] == after["from"] for before, after in pairwise(told))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Bill Clinton spoke.", ["President Bill Clinton"]),
        ("The Thatcher government fell.", ["Thatcher government"]),
        ("Secretary of State James A. Baker left.", ["Secretary of State James A. Baker"]),
        ("Vice President Al Gore won.", ["Vice President Al Gore"]),
        ("Deputy Prime Minister Tony Blair is no one.", []),
        ("President John Reagan of the bank resigned.", []),
        ("Clinton, Iowa, is a town.", []),
    ],
)
def test_an_office_and_a_name_are_found_together(text, names):
    assert [h.span.of(text) for h in offices.find(text, "en")] == names


def test_former_holders_are_marked():
    found = offices.find("Former President Jimmy Carter met President Bill Clinton.", "en")
    assert [h.past for h in found] == [True, False]


def test_a_language_without_the_words_names_nobody():
    assert list(offices.find("President Clinton sprach.", "de")) == []
