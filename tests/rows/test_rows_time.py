"""Every row proves itself: its examples are found whole and won by it, its counter-examples are left alone."""

import re

import pytest

from timeline.dates import edtf
from timeline.extract import anchors, expressions
from timeline.language import grammar
from timeline.language.lexicon import LANGUAGES
from timeline.model import Dated, Document

ROWS = [(language, row) for language in LANGUAGES for row in grammar.rows(language)]
_EXAMPLE = re.compile(r"(?P<text>.*?) *(?:@ ?(?P<date>[-\d]+) *)?= *(?P<value>[^=]*)")

NAMES = [f"{language}-{row['name']}" for language, row in ROWS]

each_row = pytest.mark.parametrize(("language", "row"), ROWS, ids=NAMES)


def read(language, text, date):
    dated = Dated(edtf.read(date), "given") if date else None
    found = expressions.find(text, language)
    return anchors.resolve(Document("row", text, language=language, date=dated), found, (), ())


def examples(row):
    for line in row["yes"]:
        found = _EXAMPLE.fullmatch(line)
        assert found, f"{line!r} is no example"
        yield found["text"], found["date"], found["value"].split("|")


def check(language, row, text, date, values, whole):
    found = [e for e in read(language, whole, date) if e.rule == row["name"]]
    assert [e.value for e in found] == values
    start = whole.index(text)
    assert found[0].span.start == start
    assert found[-1].span.end == start + len(text)


def carrier(row, default):
    return row.get("carrier", default)


@each_row
def test_example_is_found_whole_and_won_by_this_row(language, row):
    for text, date, values in examples(row):
        check(language, row, text, date, values, carrier(row, "{}").format(text))


@each_row
def test_example_is_found_inside_a_sentence(language, row):
    for text, date, values in examples(row):
        check(language, row, text, date, values, carrier(row, "Nothing of note, {}, was written down.").format(text))


@each_row
def test_counter_example_is_left_alone(language, row):
    for text in row["no"]:
        assert row["name"] not in [e.rule for e in read(language, carrier(row, "{}").format(text), "2000-01-01")]


@each_row
def test_row_has_enough_of_both(language, row):
    assert len(row["yes"]) >= 2
    assert row["no"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_rows_are_unique(language):
    names = [row["name"] for row in grammar.rows(language)]
    assert len(names) == len(set(names))
