"""Outcomes and names: "dead" tells an event, and so do names of what comes round and short forms of deeds."""

import pytest

from timeline import pipeline
from timeline.model import SHOWN, Document


def told(text):
    """The words that mentions hang on."""
    return [m.trigger.of(text) for m in pipeline.annotate(Document("a", text, language="en")).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "The blast at the mill left a guard dead.",
        "Two dead in Skelby mill fire",
        "The captain of the ferry is presumed dead.",
        "By nightfall the king was dead.",
    ],
)
def test_dead_tells_what_became_of_somebody(text):
    assert "dead" in told(text)


@pytest.mark.parametrize(
    "text",
    ["The dead king lay in state.", "They buried the dead.", "Gunmen shot dead a guard.", "He swam in the Dead Sea."],
)
def test_dead_before_a_noun_is_no_event(text):
    assert not {"dead", "Dead"} & set(told(text))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Ilse Brandt will host the 86th Academy Awards.", "Awards"),
        ("Ilse Brandt will host the Oscars.", "Oscars"),
        ("Norwell trained for the Olympic Games.", "Games"),
        ("The driver was fined for drunken driving in Skelby.", "driving"),
        ("Police in Skelby arrested the driver for DUI.", "DUI"),
        ("The court found him guilty of insider trading.", "trading"),
    ],
)
def test_names_and_two_words_that_are_an_event(text, trigger):
    assert trigger in told(text)


def test_an_outcome_alone_is_not_shown():
    text = "The blast at the mill left a guard dead."
    found = pipeline.annotate(Document("a", text, language="en")).mentions
    assert all(m.salience < SHOWN for m in found if m.rule == "outcome")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("He faces DUI charges in Skelby.", "DUI"), ("The murder trial opened in Harwell.", "murder")],
)
def test_a_deed_before_another_noun_is_a_mention_that_is_not_shown(text, trigger):
    found = {m.trigger.of(text): m for m in pipeline.annotate(Document("a", text, language="en")).mentions}
    assert found[trigger].salience < SHOWN


@pytest.mark.parametrize("said", ["hit-and-run", "hit and run"])
def test_two_verbs_that_are_one_deed_are_one_mention(said):
    assert [said] == [w for w in told(f"A fatal {said} in Skelby led to an inquiry.") if w in (said, "hit", "run")]


def test_a_noun_that_is_one_deed_with_its_verb_is_no_event():
    assert told("Gunmen opened fire on the crowd in Skelby.") == ["opened"]
    assert "fire" in told("A fire destroyed the mill in Skelby.")


def test_a_thing_before_another_noun_is_none():
    assert "mill" not in told("The mill fire spread.")
    assert "share" not in told("He sold his share of the mill in 1911.")


def test_why_somebody_was_arrested_is_not_shown():
    text = "Police in Skelby arrested the miller on suspicion of arson on 4 May 2010."
    found = {m.trigger.of(text): m for m in pipeline.annotate(Document("a", text, language="en")).mentions}
    assert found["suspicion"].salience < SHOWN <= found["arrested"].salience
