"""Sentences without a date beside the name, and near misses: what a careful reader would see in each, no more."""

import csv
from pathlib import Path

import pytest

from timeline.dates import edtf
from timeline.extract import expressions, sentences
from timeline.gazetteer import matcher, table
from timeline.link import references
from timeline.model import Dated, Document

with (Path(__file__).parent / "sentences.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_the_sentence_names_these_events_and_no_other(row):
    date = Dated(edtf.read(row["date"]), "given") if row["date"] else None
    document = Document("a", row["text"], language=row["language"], date=date)
    times = expressions.find(document.text, document.language)
    parts = sentences.split(document.text, document.language, [e.span for e in times])
    matches = matcher.find(document.text, document.language, table.load())
    found = references.resolve(document, matches, times, parts, table.load())
    assert {r.named.name for r in found} == set(filter(None, row["names"].split("|")))
