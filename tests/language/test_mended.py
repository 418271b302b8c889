"""Labels of the tagger that the sentence says to be wrong."""

import pytest

from timeline.language.noun_groups import tag
from timeline.model import Span


def label(text, word):
    tagged = tag(text, [Span(0, len(text))])[0]
    return tagged.labels[tagged.words.index(word)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Three months ago a tsunami hit Sulawesi, causing thousands of deaths.", "hit", "VERB.VBD"),
        ("A flood that hit thirteen towns killed over 2,000 in the valley.", "killed", "VERB.VBD"),
        ("The engine failed and produced smoke over the bay.", "produced", "VERB.VBD"),
        ("Early reports indicate that nine people were injured.", "injured", "VERB.VBN"),
        ("The poet died in Lorn, and he was buried beside his wife.", "buried", "VERB.VBN"),
    ],
)
def test_verbs_that_look_like_something_else(text, word, expected):
    assert label(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [("He was tired.", "tired"), ("The blood test results were good.", "test"), ("The injured man slept.", "injured")],
)
def test_adjectives_and_nouns_stay_what_they_are(text, word):
    assert not label(text, word).startswith("VERB.VBD")
