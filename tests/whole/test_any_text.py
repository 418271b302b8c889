"""Any text whatever is read without an exception, and every span is the wording it says."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import pipeline
from timeline.dates.when import day
from timeline.model import Dated, Document
from timeline.show.exports.json import annotation_line, to_dict

WORDS = """in on the of before after during since until 1968 44 BC AD c. 14 July May Monday war siege of the invasion
was led to because 's ( ) , . - – “ ” last month two days later next year 1941-42 '89 12th century spring of said killed
Prague Spring Wagner rebellion Bloody Sunday 1. 2. $1,929 99999999999 -0043 31 February 0 BC XIX siècle 17. Juni 1953
۱۳۵۷ 🎉 שלום النكبة ß İ"""
CHARACTERS = ("\n", "\n\n", "\0", "\u202e", "e\u0301", "\u2028")
SENTENCES = st.lists(st.sampled_from((*WORDS.split(), *CHARACTERS)), max_size=40).map(" ".join)
DATES = st.sampled_from([None, Dated(day(2023, 7, 20), "given"), Dated(day(-43, 3, 15), "given")])


def build(text, date=None, language=""):
    document = Document("a", text, language=language, date=date)
    annotation = pipeline.annotate(document)
    return annotation, pipeline.link([annotation])


def hold(text, annotation, timeline):
    spans = [*annotation.sentences, *(x.span for x in (*annotation.expressions, *annotation.references))]
    spans += [s for m in annotation.mentions for s in (m.span, m.trigger)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    export = to_dict(timeline)
    places = [m for e in export["events"] for m in e["mentions"]] + export["expressions"]
    places += [x for kind in ("links", "conflicts") for found in export[kind] for x in found["evidence"]]
    assert all(text[p["start"] : p["end"]] == p["text"] for p in places)
    ids = {e["id"] for e in export["events"]}
    assert len(ids) == len(export["events"])
    assert all({x["source"], x["target"]} <= ids for x in export["links"])
    assert all(0 < len(e["title"]) <= 80 for e in export["events"])
    json.loads(annotation_line(annotation, timeline))


@settings(max_examples=1500, deadline=None)
@given(SENTENCES, DATES)
def test_any_order_of_words_of_the_trade_is_read(text, date):
    hold(text, *build(text, date))


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "en", "de", "fr", "ru", "xx"]))
def test_any_text_is_read(text, language):
    hold(text, *build(text, None, language))


ODD = {
    "empty": "", "blank": " \n\t ", "nul": "\0" * 500, "emoji": "🎉" * 500, "rtl": "ب" * 500, "brackets": "(" * 3000,
    "digits": "1" * 3000, "years": "1968 " * 500, "may": "May " * 500, "wars": "the war " * 500,
}  # fmt: skip


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_read(text):
    hold(text, *build(text))


def test_random_bytes_are_read():
    text = random.Random(1).randbytes(100_000).decode("utf-8", "replace")
    hold(text, *build(text))


def test_one_line_of_many_words_is_read():
    text = "the army left the city in 1968 and came back two years later " * 3000
    hold(text, *build(text))
