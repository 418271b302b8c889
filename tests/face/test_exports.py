"""The JSON contract is the published one, every format holds what it should, and no text acts in any of them."""

import csv as csv_reader
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from timeline.model import Timeline
from timeline.show.exports import csv, graphml, svg, timelinejs
from timeline.show.exports.formats import FORMATS, named
from timeline.show.exports.schema import TimelineJson

DOCS = Path(__file__).parents[2] / "docs"


def test_the_published_schema_is_the_one_of_the_code():
    published = json.loads((DOCS / "timeline-1.schema.json").read_text(encoding="utf-8"))
    assert published == TimelineJson.model_json_schema(mode="serialization")


def test_every_key_of_the_contract_is_explained_in_the_docs():
    text = (DOCS / "formats.md").read_text(encoding="utf-8")
    records = TimelineJson.model_json_schema()["$defs"].values()
    names = {name for record in records for name in record.get("properties", {})}
    assert not {name for name in names if f"`{name}`" not in text}


def test_a_cell_that_a_spreadsheet_would_run_is_quoted():
    for cell in ("=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"):
        assert csv.harmless(cell).startswith("'")
    for cell in ("Prague Spring", "-0043", "-0043-03-15", ""):
        assert csv.harmless(cell) == cell


HOSTILE = (
    "</script><script>alert(1)</script>", "</style><style>*{display:none}", "javascript:alert(1)", '=HYPERLINK("a")',
    "\u202eevil\u2066", "\x00\ud800\ufffe]]>&<!--", "x" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=lambda w: ascii(w[:12]))
def test_no_text_acts_in_any_format(made, make_hostile, words):
    hostile = make_hostile(made, words)
    for format_ in FORMATS:
        text = format_.write(hostile)
        shown = text.encode("utf-8", "replace").decode()
        if format_.name in ("svg", "graphml"):
            tree = ElementTree.fromstring(text)
            assert not [e for e in tree.iter() if e.tag.endswith("script")]
            assert not [k for e in tree.iter() for k in e.attrib if k.startswith("on") or k.endswith("href")]
        if format_.name == "timelinejs":
            assert "<" not in text
        if format_.name == "csv":
            rows = list(csv_reader.reader(io.StringIO(shown)))
            assert not [c for row in rows for c in row if c[:1] in "=+@\t" and c]
        if format_.name in ("html", "svg", "timelinejs", "graphml"):
            assert not set("\u202e\u2066") & set(text)


def test_the_picture_holds_every_dated_event_without_overlap(made):
    tree = ElementTree.fromstring(svg.write(made))
    events = list(tree.iter("{http://www.w3.org/2000/svg}g"))
    assert len(events) == 12
    labels = [(float(t.get("x")), float(t.get("y")), t.text) for g in events for t in g if t.tag.endswith("text")]
    for n, (x, y, words) in enumerate(labels):
        assert not [w for a, b, w in labels[:n] if b == y and a < x < a + 5.5 * len(w)], words


def test_the_picture_of_many_events_says_what_it_leaves_out(made):
    first = made.events[0]
    events = tuple(replace(first, id=f"n{n}", salience=n / 1000) for n in range(400))
    text = svg.write(replace(made, events=events, links=(), conflicts=()))
    assert "The 150 weightiest events; 250 more are not drawn." in text
    assert "No event with a date to draw." in svg.write(Timeline())


def test_the_slides_say_no_more_than_is_known(made):
    slides = {s["text"]["headline"]: s for s in json.loads(timelinejs.write(made))["events"]}
    assert len(slides) == 12
    assert slides["The West intervenes"]["start_date"] == {"year": "1968"}
    assert slides["War in Ukraine"]["start_date"] == {"year": "2022", "month": "2", "day": "24"}
    assert "end_date" not in slides["War in Ukraine"]
    assert slides["Murder of Caesar"]["start_date"]["year"] == "-43"
    assert slides["Murder of Caesar"]["display_date"].endswith("44 BC")


def test_the_graph_is_read_by_networkx_with_kinds_and_dates(made):
    graph = networkx.parse_graphml(graphml.write(made))
    assert set(graph) == {e.id for e in made.events}
    assert sorted(d["kind"] for _, _, d in graph.edges(data=True)) == sorted(x.kind for x in made.links)
    assert graph.nodes["e4"]["earliest"] == "1968-01-05"
    assert graph.nodes["e1"].keys().isdisjoint(("earliest", "edtf", "date"))


def test_every_format_has_a_file_ending_and_stands_in_the_docs():
    text = (DOCS / "formats.md").read_text(encoding="utf-8")
    for format_ in FORMATS:
        assert named(format_.file) == format_.name
        assert f"`{format_.name}`" in text


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_an_event_that_a_person_added_leaves_in_every_format(made, form):
    own = replace(made.events[0], id="hand-1", title="Founding of the abbey", mentions=(), note="<b>roll 7</b>")
    text = form.write(replace(made, events=(own, *made.events)))
    assert "Founding of the abbey" in text
    if form.name in ("html", "csv", "json"):
        assert "roll 7" in text
    if form.name == "html":
        assert "<b>roll" not in text
