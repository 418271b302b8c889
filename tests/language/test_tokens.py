"""Words are cut as readers of English expect, at their places, in any text and in time proportional to its length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.language.tokens import tokenize


def cut(text: str) -> list[str]:
    return [span.of(text) for span in tokenize(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moscow's generals didn't obey.", "Moscow|'s|generals|did|n't|obey|."),
        ("The generals’ plot wasn’t found out.", "The|generals|’|plot|was|n’t|found|out|."),
        ("WE DIDN'T VOTE!", "WE|DID|N'T|VOTE|!"),
        ("They cannot and won't leave, he'd said.", "They|can|not|and|wo|n't|leave|,|he|'d|said|."),
        ("Mr. Dumont and Lt. Gen. A. B. Carter met at 3 p.m. in St. Louis.",
         "Mr.|Dumont|and|Lt.|Gen.|A.|B.|Carter|met|at|3|p.m.|in|St.|Louis|."),
        ("It cost $1,500.50, about 3.5% of U.S. spending.", "It|cost|$|1,500.50|,|about|3.5|%|of|U.S.|spending|."),
        ("From 1914–18, or 1914-1918, on 2023-06-24 and 9/11.",
         "From|1914|–|18|,|or|1914|-|1918|,|on|2023-06-24|and|9/11|."),
        ("a US-led co-founder of the pre-war Franco-Prussian league",
         "a|US|-|led|co-founder|of|the|pre-war|Franco|-|Prussian|league"),
        ("in 44 BC; 44BC; A.D. 79; c. 1350; the 1960s; the '60s; the 12th century",
         "in|44|BC|;|44|BC|;|A.D.|79|;|c.|1350|;|the|1960s|;|the|'60s|;|the|12th|century"),
        ("see No. 12 and Art. 5", "see|No.|12|and|Art.|5"),
        ("He said no.", "He|said|no|."),
        ("“War is over,” he said—and left…", "“|War|is|over|,|”|he|said|—|and|left|…"),
        ("and/or both... really?!", "and|/|or|both|...|really|?!"),
        ("O'Brien and d'Estaing of AT&T wrote to a.b@example.org via https://example.org/a?b=1.",
         "O'Brien|and|d'Estaing|of|AT&T|wrote|to|a.b@example.org|via|https://example.org/a?b=1|."),
        ("That was World War II.", "That|was|World|War|II|."),
        ("Der 17. Juni 1953 war in Köln ein Mittwoch.", "Der|17|.|Juni|1953|war|in|Köln|ein|Mittwoch|."),
        ("В 1917 году произошла революция.", "В|1917|году|произошла|революция|."),
        ("इतिहास की घटना", "इतिहास|की|घटना"),
        ("1911年革命", "1911|年|革|命"),
    ],
)  # fmt: skip
def test_text_is_cut_into_words(text, words):
    assert cut(text) == words.split("|")


def test_places_are_those_of_the_whole_text():
    text = "Before. The king didn't flee. After."
    assert [(s.start, s.end) for s in tokenize(text, 8, 29)] == [
        (8, 11), (12, 16), (17, 20), (20, 23), (24, 28), (28, 29)
    ]  # fmt: skip


@given(st.text())
def test_nothing_is_lost_and_nothing_taken_twice(text):
    spans = tokenize(text, 0, len(text))
    ends = [0, *(s.end for s in spans)]
    starts = [*(s.start for s in spans), len(text)]
    assert all(s.start < s.end for s in spans)
    assert all(end <= start and not text[end:start].strip() for end, start in zip(ends, starts, strict=True))


HOSTILE = ["a", "a.", "don't", "a'", "1,", "www.", "a@", "-", "\u0301", "ab-", "https://", "!", "[=", "\0", "A.b-"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_in_proportion(piece):
    text = piece * 100_000
    start = time.process_time()
    tokenize(text, 0, len(text))
    assert time.process_time() - start < 5
