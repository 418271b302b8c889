"""Nouns that take up what was just told are events, whatever their word; things and first mentions are none."""

import pytest

from timeline import pipeline
from timeline.model import Document


def nouns(text):
    found = pipeline.annotate(Document("a", text, language="en")).mentions
    return [m.trigger.of(text) for m in found if m.rule == "event-noun"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The ferry sank off the island. The loss provoked an inquiry.", "loss"),
        ("The miners walked out in March. The stoppage closed the railways.", "stoppage"),
        ("The minister admitted that he knew. His admission wrecked the campaign.", "admission"),
        ("The wall was pulled down in 1811; its removal made room for the market.", "removal"),
    ],
)
def test_a_definite_noun_that_takes_up_a_verb_is_an_event(text, noun):
    assert noun in nouns(text)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("They built it in 1811. The building stood by the river.", "building"),
        ("The minister spoke in May. The loss of the map was noticed later.", "map"),
        ("The council governed the town. The government was mild.", "government"),
    ],
)
def test_things_are_none(text, noun):
    assert noun not in nouns(text)
