"""Cues: every row links what its examples mark, and leaves its counter-examples alone."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import timeline.language
from timeline.dates import edtf
from timeline.extract.expressions import find as expressions_of
from timeline.extract.sentences import split
from timeline.link.cues import cue, find, likely, rows
from timeline.model import Annotation, Dated, Document, Event, Mention, Named, Reference, Span

ROOM = Path(timeline.language.__file__).parent
ROWS = [
    (path.parent.name, row)
    for path in sorted(ROOM.glob("*/cues.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["cue"]
]
MARK = re.compile(r"\{([^}]*)\}|\[([^\]]*)\]")
LEMMAS = {"built": "build", "rebuilt": "rebuild", "fled": "flee", "rose": "rise", "came": "come"}
LEMMAS["fighting"] = "fighting"


def marked(example):
    """An example without its marks; the mentions in it, the source and the target."""
    text, mentions, ends, at = "", [], {}, 0
    for mark in MARK.finditer(example):
        text += example[at : mark.start()]
        wording = mark.group(1) or mark.group(2)
        name = "source" if mark.group(1) else "target"
        span = Span(len(text), len(text) + len(wording))
        text += wording
        at = mark.end()
        if wording == "0":
            continue
        named = Named(wording, wording) if wording[0].isupper() or "Wall" in wording else None
        stem = re.sub(r"(?<=\w{3})(?:ed|ing)$", "", wording)
        lemma = LEMMAS.get(wording, stem).lower()
        mentions.append(Mention("a", span, span, lemma, wording, "event", "row", named=named))
        ends[name] = wording
    return text + example[at:], mentions, ends


def event(mention, date=None):
    dated = Dated(edtf.read(date), "stated") if date else None
    name = mention.title
    return Event(name, name, mention.kind, mention.status, 0.5, 1.0, (mention,), dated, mention.named)


def links(example, language="en"):
    text, mentions, ends = marked(example)
    document = Document("a", text, language=language)
    annotation = Annotation(document, split(text, language), expressions_of(text, language))
    return find(annotation, [event(m) for m in mentions])[0], ends


@pytest.mark.parametrize(
    ("language", "row", "example"),
    [(language, row, example) for language, row in ROWS for example in row["yes"]],
    ids=lambda x: x["name"] if isinstance(x, dict) else None,
)
def test_a_row_links_what_its_example_marks(language, row, example):
    found, ends = links(example.replace("[0] ", ""), language)
    ours = [(x.source, x.target) for x in found if x.rule == row["name"] and x.kind == row["kind"]]
    assert ours == [(ends["source"], ends["target"])]


@pytest.mark.parametrize(
    ("language", "row", "example"),
    [(language, row, example) for language, row in ROWS for example in row["no"]],
    ids=lambda x: x["name"] if isinstance(x, dict) else None,
)
def test_a_row_leaves_its_counter_example_alone(language, row, example):
    assert not [x for x in links(example, language)[0] if x.rule == row["name"]]


@pytest.mark.parametrize(("language", "row"), ROWS, ids=lambda x: x["name"] if isinstance(x, dict) else None)
def test_a_row_has_examples_of_both_kinds(language, row):
    assert len(row["yes"]) >= 2
    assert row["no"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_the_first_look_at_a_sentence_misses_no_cue(language):
    """A row that finds something in a sentence is among those that its words let through."""
    compiled = [cue(language, number) for number in range(len(rows(language)))]
    for _, row in ROWS:
        for example in row["yes"] + row["no"]:
            text = marked(example)[0]
            found = {number for number, known in enumerate(compiled) if known.pattern.search(text)}
            assert found <= set(likely(text, language))


def test_what_was_still_there_ended_later():
    text = "The ship sank before 1621. She was still taking on tiles in 1615."
    times = expressions_of(text, "en")
    year = times[-1].when
    sank = Mention("a", Span(0, 13), Span(9, 13), "sink", "sank", "event", "clause")
    taking = Mention("a", Span(27, 64), Span(41, 47), "take", "taking", "event", "clause")
    events = [event(sank), replace(event(taking), dated=Dated(year, "stated"))]
    annotation = Annotation(Document("a", text, language="en"), split(text, "en"), times)
    found = [(c.source, c.target) for c in find(annotation, events)[1]]
    assert (("taking", "start"), ("sank", "start")) in found


@pytest.mark.parametrize(("said", "links"), [("the Peloponnesian War", 1), ("the war", 0)])
def test_the_gazetteer_says_part_of_only_what_is_called(said, links):
    text = f"The Sicilian Expedition of 415 BC failed. It was the turn of {said} between Athens and Sparta."
    at = [Span(4, 23), Span(text.index(said), text.index(said) + len(said))]
    known = [Named("part", "Sicilian Expedition"), Named("whole", "Peloponnesian War")]
    when = edtf.read("-0414")
    made = [Mention("a", s, s, "war", n.name, "war", "gazetteer:name", named=n) for s, n in zip(at, known, strict=True)]
    both = [Event(m.named.id, m.title, "war", "happened", 1, 1, (m,), None, m.named) for m in made]
    rows = [Reference(s, n, when, "name", part_of=p) for s, n, p in zip(at, known, (("whole",), ()), strict=True)]
    found, _ = find(Annotation(Document("a", text), (Span(0, len(text)),), (), tuple(rows), tuple(made)), both)
    assert len([x for x in found if x.rule == "gazetteer"]) == links
