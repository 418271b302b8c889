"""Order that is read: every row orders what its examples mark, and leaves its counter-examples alone."""

import re

import pytest

from timeline import pipeline
from timeline.language.lexicon import read
from timeline.link import scripts, sequence
from timeline.link.scene import scene
from timeline.link.weak_order import settled
from timeline.model import Document

SCRIPTS = [("script", row) for row in read("en", "scripts.toml")["script"]]
ROWS = [*SCRIPTS, *(("order", row) for row in read("en", "order.toml")["order"])]
MARK = re.compile(r"[{}\[\]]")
ENDS = re.compile(r"\{(?P<first>[^}]*)\}|\[(?P<second>[^\]]*)\]")


def named(value):
    return value["name"] if isinstance(value, dict) else None


def examples(kind):
    return [(room, row, example) for room, row in ROWS for example in row[kind]]


def ordered(text, rule):
    """The triggers of the events that a row puts in order."""
    annotation = pipeline.annotate(Document("a", text, language="en"))
    built = pipeline.link([annotation])
    words = {e.id: {m.trigger.of(text) for m in e.mentions} for e in built.events}
    here = scene(annotation, built.events)
    links = settled((), [*scripts.find(here), *sequence.find(here)])
    return [(words[x.source], words[x.target]) for x in links if x.rule == rule]


@pytest.mark.parametrize(("room", "row", "example"), examples("yes"), ids=named)
def test_a_row_orders_what_its_example_marks(room, row, example):
    marked = {kind: found[kind] for found in ENDS.finditer(example) for kind in ("first", "second") if found[kind]}
    found = ordered(MARK.sub("", example), f"{room}:{row['name']}")
    assert any(marked["first"] in one and marked["second"] in other for one, other in found)


@pytest.mark.parametrize(("room", "row", "example"), examples("no"), ids=named)
def test_a_row_leaves_its_counter_example_alone(room, row, example):
    assert not ordered(example, f"{room}:{row['name']}")


@pytest.mark.parametrize(("room", "row"), ROWS, ids=named)
def test_a_row_has_examples_of_both_kinds(room, row):
    assert len(row["yes"]) >= 2
    assert row["no"]


def test_names_of_rows_are_unique():
    names = [(room, row["name"]) for room, row in ROWS]
    assert len(names) == len(set(names))
