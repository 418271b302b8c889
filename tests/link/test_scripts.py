"""Scripts: every row orders what its examples mark, and leaves its counter-examples alone."""

import re

import pytest

from timeline import pipeline
from timeline.language.lexicon import read
from timeline.model import Document

ROWS = read("en", "scripts.toml")["script"]
MARK = re.compile(r"[{}\[\]]")
ENDS = re.compile(r"\{(?P<first>[^}]*)\}|\[(?P<second>[^\]]*)\]")


def ordered(text, name):
    """The triggers of the events that a row puts in order."""
    built = pipeline.build([Document("a", text, language="en")])
    words = {e.id: {m.trigger.of(text) for m in e.mentions} for e in built.events}
    return [(words[x.source], words[x.target]) for x in built.links if x.rule == f"script:{name}"]


@pytest.mark.parametrize(("row", "example"), [(r, e) for r in ROWS for e in r["yes"]], ids=lambda x: x["name"] if isinstance(x, dict) else None)
def test_a_row_orders_what_its_example_marks(row, example):
    marked = {kind: found[kind] for found in ENDS.finditer(example) for kind in ("first", "second") if found[kind]}
    found = ordered(MARK.sub("", example), row["name"])
    assert any(marked["first"] in one and marked["second"] in other for one, other in found)


@pytest.mark.parametrize(("row", "example"), [(r, e) for r in ROWS for e in r["no"]], ids=lambda x: x["name"] if isinstance(x, dict) else None)
def test_a_row_leaves_its_counter_example_alone(row, example):
    assert not ordered(example, row["name"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_row_has_examples_of_both_kinds(row):
    assert len(row["yes"]) >= 2
    assert row["no"]


def test_names_of_rows_are_unique():
    names = [row["name"] for row in ROWS]
    assert len(names) == len(set(names))
