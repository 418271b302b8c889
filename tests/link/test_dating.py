"""Dating: an undated text is dated by what it says of itself, and by nothing else."""

import pytest

from timeline.dates import edtf
from timeline.extract.expressions import find
from timeline.extract.sentences import split
from timeline.link.dating import date_document
from timeline.model import Document, Named, Reference, Span

KNOWN = {
    "Wagner rebellion": "2023-06-23/2023-06-24",
    "Prague Spring": "1968-01-05/1968-08-21",
    "war in Ukraine": "2022-02-24/..",
    "fall of the Berlin Wall": "1989-11-09",
    "Tohoku earthquake": "2011-03-11",
    "Moon landing": "1969-07-20",
    "Chernobyl": "1986-04-26",
    "coup in Niger": "2023-07-26",
    "Great Exhibition": "1851-05-01/1851-10-15",
}


def dated(text):
    times = find(text, "en")
    known = []
    for name, date in KNOWN.items():
        at = text.find(name)
        if at >= 0:
            known.append(Reference(Span(at, at + len(name)), Named(name, name), edtf.read(date), "name"))
    parts = split(text, "en", [e.span for e in times])
    return date_document(Document("a", text), times, known, parts)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Nobody forgot the war in Ukraine. The Wagner rebellion last month shook Moscow.", "2023-07"),
        ("Last month's Wagner rebellion shook Moscow.", "2023-07"),
        ("The coast has been empty since the Tohoku earthquake earlier this month.", "[2011-03-11..2011-03-31]"),
        ("Fifty years after the Moon landing, NASA spoke on Saturday.", "2019"),
        ("Fifty years ago this month, on 1 December 1955, a seamstress kept her seat.", "2005-12"),
        ("Forty years ago today, on 25 April 1974, soldiers wore carnations.", "2014-04-25"),
        ("Nobody has slept since the coup in Niger on Wednesday.", "[2023-07-26..2023-08-01]"),
        ("LONDON, Tuesday, May 8, 1945. - The Prime Minister will speak this afternoon.", "1945-05-08"),
        ("Sheffield steel sold well at the Great Exhibition last year, a visitor said.", "1852"),
        ("Published: 3 May 2001\n\nThe council met and was asked for money.", "2001-05-03"),
        ("Vienna, 4 March 1938\n\nDear Anna, nobody sleeps here.", "1938-03-04"),
    ],
)
def test_a_text_that_speaks_from_its_present_is_dated(text, date):
    found = dated(text)
    assert edtf.write(found.when) == date
    assert found.basis == "inferred"
    assert found.evidence[0].span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Bastille fell on 14 July 1789. Three weeks later the Assembly abolished feudal dues.",
        "The war in Ukraine goes on. He spoke about the Prague Spring last month.",
        "Battle of Hastings, 14 October 1066\n\nHarold fell in the evening.",
        "Nobody has slept since the coup in Niger on Friday.",
        "The town was founded two hundred years ago. In 1990 it burned.",
        "On Monday the minister resigned.",
        "The fall of the Berlin Wall surprised everyone.",
        "Ten years after Chernobyl the zone was opened.",
        "",
    ],
)
def test_a_text_that_does_not_say_when_it_was_written_stays_undated(text):
    assert dated(text) is None


def test_the_evidence_is_the_sentence_that_says_it():
    text = "It is hot. The Wagner rebellion last month shook Moscow. Moscow denies it."
    assert dated(text).evidence[0].span.of(text) == "The Wagner rebellion last month shook Moscow."
