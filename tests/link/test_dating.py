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
    "explosion at the refinery": "2020-08-04",
    "relief of Mafeking": "1900-05-17",
    "fall of Saigon": "1975-04-30",
    "peace of Doha": "2020-02-29",
    "Great Exhibition": "1851-05-01/1851-10-15",
}


KINDS = {"peace of Doha": "treaty"}


def dated(text):
    times = find(text, "en")
    known = []
    for name, date in KNOWN.items():
        at = text.find(name)
        if at >= 0:
            span, kind = Span(at, at + len(name)), KINDS.get(name, "event")
            known.append(Reference(span, Named(name, name), edtf.read(date), "name", kind))
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
        ("Bread is short\n\n9 November 1917\n\nThe council met again.", "1917-11-09"),
        ("2019-11-09\n\nThirty years after the fall of the Berlin Wall the town is quiet.", "2019-11-09"),
        ("Monday, April 10th, 1865. - Woken before six by guns. It is raining.", "1865-04-10"),
        ("LONDON, Saturday, May 19 - Nobody slept after news came of the relief of Mafeking.", "1900-05-19"),
        ("NIAMEY, July 30. — The markets are closed since the coup in Niger.", "2023-07-30"),
        ("Lagos, Monday night.\n\nDear Ada, nobody has slept since the coup in Niger on Wednesday.", "2023-07-31"),
        ("Twelve years after Chernobyl the zone is full of wolves.", "1998"),
        ("It is ninety years since the Great Exhibition, and the palace has burned.", "1941"),
        ("This week marks the fiftieth anniversary of the Moon landing.", "[2019-07-15..2019-07-21]"),
        ("He resigned on Monday, less than a week after the explosion at the refinery.", "[2020-08-10..2020-08-16]"),
        ("On Wednesday, eighteen days after Chernobyl, he spoke at last.", "[1986-05-14..1986-05-20]"),
        ("Eight weeks after the Tohoku earthquake, the bill is in.", "[2011-05-06..2011-05-12]"),
        ("On Sunday it will be four years since the explosion at the refinery.", "[2024-07-29..2024-08-04]"),
        ("The envoy who signed the peace of Doha in February last year has resigned.", "2021"),
        ("The peace of Doha, which his envoy signed in February last year, is dead.", "2021"),
        ("On Sunday, 4 September, all will vote. Forget the explosion at the refinery.", "[2022-08-05..2022-09-04]"),
        ("A hundred years ago today the relief of Mafeking was cheered.", "2000-05-17"),
        ("Twelve years on from Chernobyl the zone is quiet.", "1998"),
        ("This month marks the centenary of the relief of Mafeking.", "2000-05"),
        ("Lisbon, 4 May 1974\n\nThe streets are full of flowers.", "1974-05-04"),
        ("Published: 3 May 2001\n\nThe council met and was asked for money.", "2001-05-03"),
        ("Vienna, 4 March 1938\n\nDear Anna, nobody sleeps here.", "1938-03-04"),
        ("Lagos, July 30. — The markets are closed since the coup in Niger.", "2023-07-30"),
        ("Pretoria, Whit Sunday\n\nDear Anna, the relief of Mafeking was cheered even here.", "1900-06-03"),
        ("Monday. - Rain. It is a fortnight tonight since the fall of Saigon.", "1975-05-14"),
        ("It is three weeks since the fall of Saigon, and nobody talks of it.", "[1975-05-18..1975-05-24]"),
        ("Six months have passed since Chernobyl, and the reactor is walled up.", "[1986-10-26..1986-11-25]"),
        ("Minutes of the meeting of 4 March 1902. Present: the Mayor. A field was bought.", "1902-03-04"),
        (
            "On Friday, three days after the explosion at the refinery, he fled. Sunday was quiet. On Tuesday he lied.",
            "[2020-08-11..2020-08-13]",
        ),
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
        "The retreat was like the fall of Saigon in April 1975. On Sunday the minister spoke.",
        "Not since the Great Exhibition has the town seen such crowds as on Monday.",
        "On Monday it will be four years since the explosion at the refinery.",
        "14 July 1789\nThe Bastille fell.\n\n5 October 1789\nThe women marched.",
        "WASHINGTON, Friday, Aug. 9 - The President spoke.",
        "BILBAO, April 27. — The Great Exhibition is remembered here.",
        "The relief of Mafeking almost four years ago is forgotten.",
        "Twelve years after Chernobyl, eighteen villages were given up.",
        "",
    ],
)
def test_a_text_that_does_not_say_when_it_was_written_stays_undated(text):
    assert dated(text) is None


def test_the_evidence_is_the_sentence_that_says_it():
    text = "It is hot. The Wagner rebellion last month shook Moscow. Moscow denies it."
    assert dated(text).evidence[0].span.of(text) == "The Wagner rebellion last month shook Moscow."
