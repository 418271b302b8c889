"""Paragraphs of kinds that no corpus has: every time expression, with its value, and nothing else."""

import tomllib
from pathlib import Path

import pytest

from timeline import pipeline
from timeline.dates import edtf
from timeline.model import Dated, Document

TEXTS = tomllib.loads(Path(__file__).with_name("kinds_of_text.toml").read_text(encoding="utf-8"))["text"]


@pytest.mark.parametrize("row", TEXTS, ids=[row["kind"] for row in TEXTS])
def test_every_time_of_a_paragraph_is_read_and_nothing_else(row):
    date = Dated(edtf.read(row["date"]), "given") if "date" in row else None
    found = pipeline.annotate(Document("d", row["text"], language="en", date=date)).expressions
    assert [f"{e.span.of(row['text'])} = {e.value}" for e in found] == row["times"]
