"""Words that a pattern needs."""

import re

import pytest

from timeline.language.needed import needed_words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("because(?! of)", {"because"}),
        ("parallels? between", {"parallel", "parallels"}),
        ("analog(?:y|ies)", {"analogy", "analogies"}),
        ("(?:was|were) (?:\\w+ly )?(?:killed|driven (?:out|away)) by", {"killed", "driven"}),
        ("brought (?:[\\w’-]+ ){1,4}to its knees", {"brought"}),
        ("(?:not un)?like", {"like", "unlike"}),
        ("\\w+ed|by", set()),
        ("(?: \\([^()]{1,40}\\))?\\W*(?:known|called)", {"known", "called"}),
    ],
)
def test_each_wording_of_a_pattern_has_one_of_its_words(pattern, words):
    assert needed_words(pattern) == words


@pytest.mark.parametrize("text", ["not unlike it", "Unlike it", "ſent home", "SENT home"])
def test_a_word_is_found_in_any_case(text):
    pattern = "(?:not un|un)?like|sent"
    assert re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)
    assert needed_words(pattern) & set(re.findall(r"\w+", text.casefold()))
