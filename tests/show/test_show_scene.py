"""What the viewer, the reader, the table and the details are given says the same as the timeline, and no text acts."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from timeline.dates.calendars import day_number
from timeline.dates.when import year
from timeline.model import Span, Timeline
from timeline.show import details, listing, reading
from timeline.show.exports import html
from timeline.show.passages import around
from timeline.show.viewer.scene import scene, script

EVIL = "</script><script>alert(1)</script><img src=http://evil.test/x onerror=alert(1)>\u202e$title ${x}"
WHOLE = Span(0, 1 << 30)


def test_bounds_are_day_numbers_and_open_ends_stay_open(made):
    events = {e["title"]: e for e in scene(made)["events"]}
    assert events["War in Ukraine"]["bounds"] == [day_number(2022, 2, 24)] * 3 + [None]
    assert events["Murder of Caesar"]["bounds"] == [day_number(-43, 3, 15, "julian")] * 4
    assert events["End of the Roman republic"]["bounds"] == [None] * 4
    assert events["Building of the cathedral"]["lasting"]


def test_links_run_between_the_events_that_are_shown(made):
    drawn = scene(made)
    assert [4, 9, "parallel"] in drawn["links"]
    assert scene(replace(made, events=made.events[:5]))["links"] == []


def test_an_event_in_a_conflict_is_marked(made):
    assert [e["title"] for e in scene(made)["events"] if e["conflict"]] == [
        "Tanks enter Prague",
        "Tanks enter Prague (second account)",
    ]


def test_the_script_is_one_module_that_streamlit_takes_for_code():
    assert script().startswith("//")
    assert "\n" in script()
    assert not re.search(r"^import ", script(), re.MULTILINE)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Date|Date\.", script())
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\(", reading.script())


class Seen(HTMLParser):
    """Elements and the addresses that a page would load."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [v for k, v in attrs if k in ("src", "href", "srcset", "action") or k.startswith("on")]


@pytest.mark.parametrize("words", [EVIL, "]]><!--", "'\"><svg onload=alert(1)>", "\x00\ud800 x"])
def test_no_text_becomes_markup_in_the_standalone_page(made, make_hostile, words):
    page = html.write(make_hostile(made, words))
    assert Seen(page).tags.count("script") == 2
    assert Seen(page).addresses == []
    assert Seen(page).tags.count("img") == Seen(page).tags.count("svg") == 0


def test_the_page_carries_the_scene_unchanged(made, make_hostile):
    hostile = make_hostile(made, EVIL)
    data = re.search(r'id="scene">(.*?)</script>', html.write(hostile), re.DOTALL)[1]
    assert json.loads(data) == html.scenes(hostile)
    assert html.scenes(hostile)["timeline"] == scene(hostile) | {"left_out": 0}


def test_the_page_of_an_empty_timeline_says_so():
    assert "No events were found." in html.write(Timeline())


def test_pieces_put_together_are_the_document(made):
    pieces = reading.pieces(made, made.documents[0], WHOLE)
    assert "".join(p["text"] for p in pieces) == made.documents[0].text
    marked = {i: "".join(p["text"] for p in pieces if i in p["events"]) for i in ("e4", "e9")}
    assert marked == {"e4": "the Prague Spring", "e9": "the war in Ukraine"}
    assert any("date" in p["kinds"] and p["text"] == "15 March 44 BC" for p in pieces)


def test_the_pages_are_the_document_and_each_holds_its_marks(made):
    (document,) = made.documents
    pages = reading.pages(document, 90)
    assert "".join(p.of(document.text) for p in pages) == document.text
    assert len(pages) > 4
    texts = ["".join(x["text"] for x in reading.pieces(made, document, page)) for page in pages]
    assert texts == [p.of(document.text) for p in pages]
    whole = {i for x in reading.pieces(made, document, WHOLE) for i in x["events"]}
    assert whole == {i for page in pages for x in reading.pieces(made, document, page) for i in x["events"]}


def test_what_a_mark_says_is_what_was_understood_and_why(made):
    (document,) = made.documents
    found = made.expressions["essay"]
    counted = replace(found[1], when=year(1968), basis="anchored", reference=found[0].span)
    notes = reading.pieces(replace(made, expressions={"essay": (counted,)}), document, WHOLE, (Span(0, 6),))
    assert any("counted from “15 March 44 BC” (read by: made)" in x["note"] for x in notes)
    assert any("Murder of Caesar: 13 March 44 BC" in x["note"] for x in notes)
    assert notes[0]["kinds"] == ["found", "known"]


def test_overlapping_marks_show_the_narrowest_event_first(made):
    wide = replace(made.events[4].mentions[0], span=Span(0, len(made.documents[0].text)))
    events = (replace(made.events[4], mentions=(wide,)), made.events[9])
    pieces = reading.pieces(replace(made, events=events), made.documents[0], WHOLE)
    assert next(p for p in pieces if p["text"] == "the war in Ukraine")["events"] == ["e9", "e4"]


def test_a_passage_is_the_sentence_around_its_words(made):
    text = made.documents[0].text
    start = text.index("the Prague Spring")
    before, wording, after = around(text, Span(start, start + 17))
    assert (before, wording) == ("In 1968 ", "the Prague Spring")
    assert after.endswith("the defections.")


def test_a_passage_in_a_text_without_sentences_is_cut():
    before, wording, after = around("word " * 100_000, Span(250_000, 250_004))
    assert wording == "word"
    assert 200 < len(before) + len(after) < 600


def test_details_tell_bounds_links_and_collisions(made):
    told = details.details(made, made.events[5])
    assert told.mentions[0].wording == "tanks rolled in"
    assert {n.event for n in told.neighbours} == {"e4", "e6", "e7"}
    assert told.conflicts == ("Two accounts give different days.",)
    assert details.details(made, made.events[1]).bounds == ("The text gives no date for this.",)


def test_the_table_has_a_row_for_every_event_and_no_empty_column(made):
    rows = listing.rows(made)
    assert [r["What"] for r in rows] == [e.title for e in made.events]
    assert "Who" not in rows[0]


def test_markdown_is_shown_and_not_obeyed():
    assert listing.plain("![a](http://evil.test/x) :material/home: $x$") == (
        r"\!\[a\]\(http\:\/\/evil\.test\/x\) \:material\/home\: \$x\$"
    )
