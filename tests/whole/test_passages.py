"""What a reader sees at once in a few short passages, from the text to the export."""

import pytest

from timeline import pipeline
from timeline.dates import edtf
from timeline.model import Dated, Document
from timeline.show.exports.json import to_dict


def build(text, date=None, language=""):
    given = Dated(edtf.read(date), "given") if date else None
    return to_dict(pipeline.build([Document("a", text, language=language, date=given)]))


def about(export, piece, text):
    """The events that have a mention over a piece of the text."""
    at = text.index(piece)
    end = at + len(piece)
    return [e for e in export["events"] if any(m["start"] < end and at < m["end"] for m in e["mentions"])]


def test_an_undated_text_is_dated_from_a_known_event_last_month():
    text = "The Wagner rebellion last month humiliated Putin. The minister gave a speech on Wednesday."
    date = build(text)["documents"][0]["date"]
    assert (date["edtf"], date["basis"]) == ("2023-07", "inferred")
    assert "Wagner" in date["evidence"][0]["text"]


def test_a_dated_article_anchors_its_weekdays():
    text = "Richard Moore spoke at the embassy in Prague on Wednesday, 55 years after the Prague Spring."
    export = build(text, "2023-07-20")
    assert any(e["when"]["earliest"] == "2023-07-19" for e in about(export, "Moore spoke", text))
    spring = about(export, "Prague Spring", text)
    assert any(e["named"] and e["when"]["edtf"] == "1968-01-05/1968-08-21" for e in spring)


def test_before_christ_stays_before_christ():
    text = "Alexander crossed the Hellespont in the spring of 334 BC and died in Babylon on 11 June 323 BC."
    export = build(text)
    assert any(e["when"]["edtf"] == "-0333-21" for e in about(export, "crossed the Hellespont", text))
    assert any(e["when"]["edtf"] == "-0322-06-11" for e in about(export, "died in Babylon", text))


def test_two_statements_that_cannot_both_be_true_are_one_conflict():
    text = "The church was consecrated in 1132, three years before the great fire. The annals put the fire in 1131."
    export = build(text)
    assert len(export["conflicts"]) == 1
    assert export["conflicts"][0]["evidence"]


@pytest.mark.parametrize("piece", ["1,929", "1,066 acres", "Sunday Lane", "82nd"])
def test_numbers_and_names_are_no_dates(piece):
    text = "The June family paid $1,929 for 1,066 acres on Sunday Lane to the 82nd Airborne."
    export = build(text, "1999-04-01")
    assert not [e for e in export["expressions"] if text[e["start"] : e["end"]] in piece]


def test_what_did_not_happen_is_not_drawn_as_if_it_had():
    text = "The invasion of Cuba never took place. The council will meet on 3 May 1963."
    export = build(text, "1962-10-29")
    assert all(e["status"] in ("negated", "hypothetical") for e in about(export, "never took place", text))
    assert all(e["status"] == "planned" for e in about(export, "will meet", text))


def test_events_stand_in_the_order_of_time_and_undated_ones_last():
    text = "The wall fell on 9 November 1989. Caesar was killed on 15 March 44 BC. Nobody saw the king leave."
    found = pipeline.build([Document("a", text)]).events
    known = [e.dated.when.earliest for e in found if e.dated and e.dated.when.earliest is not None]
    assert known == sorted(known)
    assert [e.dated is None for e in found] == sorted(e.dated is None for e in found)


def test_the_order_of_documents_does_not_change_an_event_id():
    one, two = Document("a", "The Bastille fell on 14 July 1789."), Document("b", "Lima was founded in 1535.")
    ids = [{e.id for e in pipeline.build(docs).events} for docs in ([one, two], [two, one])]
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    ("text", "piece", "date"),
    [
        ("The rout came on 1 March 1896. It toppled the king within ten days.", "toppled", "[1896-03-01..1896-03-11]"),
        ("On 3 May 1808 the town burned. It was ten years before the bridge was rebuilt.", "rebuilt", "1818"),
        ("Forty years after the Battle of Adwa, in May, troops marched into the city.", "marched", "1936-05"),
        ("On 3 May 1600 he won. Two years after that victory he gave his son the crown, and slept.", "gave", "1602"),
    ],
)
def test_what_is_counted_from_another_event_is_dated(text, piece, date):
    assert [e["when"]["edtf"] for e in about(build(text), piece, text) if e["when"]] == [date]
