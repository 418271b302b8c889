"""Headlines are read like the text below them, and nothing else is."""

from timeline.language.noun_groups import tag
from timeline.model import Span


def words(text):
    return tag(text, [Span(0, len(text))])[0].words


def test_a_headline_is_written_as_its_text_writes():
    text = "Mayor Resigns After Bridge Collapse In Skelby\nThe mayor has resigned after the bridge in Skelby."
    assert words(text)[:7] == ("mayor", "resigns", "after", "bridge", "Collapse", "in", "Skelby")


def test_names_of_the_text_stay_names():
    text = "Bush Visits Reagan Library On Monday\nPresident Bush visited a library, and a bush by its door."
    assert words(text)[0] == "Bush"


def test_a_sentence_with_names_is_no_headline():
    text = "Anna Berg and Jonas Holm of Lund met Karl.\nThey met in may."
    assert words(text)[:2] == ("Anna", "Berg")
