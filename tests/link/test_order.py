"""Order that is read: every row orders what its examples mark, and leaves its counter-examples alone."""

import re

import pytest

from timeline import pipeline
from timeline.language.lexicon import read
from timeline.link import scripts, sequence
from timeline.link.scene import scene
from timeline.link.weak_order import settled
from timeline.model import Document
from timeline.show.explain import explain

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


def test_only_the_beginnings_are_in_order():
    """A protest goes on when its first arrests are made."""
    text = "The protest of 4 May 1990 to 9 May 1990 filled the square. Police arrested forty students on 6 May 1990."
    built = pipeline.build([Document("a", text, language="en")])
    assert not built.conflicts


def test_dates_win_over_what_everybody_knows():
    text = "The bishop was arrested in 1410. The trial of 1402 was forgotten."
    assert not ordered(text, "script:arrest-trial")


def test_other_people_are_another_story():
    text = "Mary Lorn was arrested. John Gray was convicted."
    assert not ordered(text, "script:arrest-trial")


def test_explain_names_the_row_behind_a_link():
    text = "The bishop was arrested. The trial was short."
    annotation = pipeline.annotate(Document("a", text, language="en"))
    said = explain(annotation, pipeline.link([annotation]))
    assert "“arrested” … “trial”, by how such things go: arrest-trial, 60% sure" in said


def test_a_language_without_rows_has_no_read_order():
    annotation = pipeline.annotate(Document("a", "Der Bischof starb 1402 und wurde 1403 begraben.", language="de"))
    here = scene(annotation, pipeline.link([annotation]).events)
    assert not scripts.find(here)
    assert not sequence.find(here)
