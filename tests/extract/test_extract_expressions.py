"""Expressions, sentences and reference times: any text, order, stories old and new, numbers that are no dates."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import edtf
from timeline.extract import anchors, expressions, sentences
from timeline.model import Dated, Document, Span

LANGUAGES = ("en", "de", "fr", "es", "it", "xx")
PIECES = st.sampled_from([
    "May", "the", "14th", "of", "July", "1789,", "44", "BC", "'89", "last", "Monday", "3:30", "p.m.", "(1914-18)",
    "days", "after", ".", "\n\n", "\x00", "“", "É", "年", "c.", "1350", "3/4/98", "12,000", "winter", "1941-42",
    "year-end", "Friday's", "17. Juni 1953", "le 1er mai", "century", "'", "ago", "early", "mid-", "million", "-",
    "and", "two", "Easter",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join))


def resolved(text, date=None, language="en"):
    found = expressions.find(text, language)
    parts = sentences.split(text, language, [e.span for e in found])
    document = Document("d", text, language=language, date=Dated(edtf.read(date), "given") if date else None)
    return anchors.resolve(document, found, parts, ())


def values(text, date=None):
    return {e.span.of(text): e.value for e in resolved(text, date)}


@given(TEXTS, st.sampled_from(LANGUAGES), st.sampled_from([None, "1998-02-13", "-0043-03-15", "2023-07"]))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_expressions_in_order_and_inside(text, language, date):
    found = resolved(text, date, language)
    spans = [e.span for e in found]
    assert spans == sorted(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(e.value or e.when is not None for e in found)


@given(TEXTS, st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_sentences_cover_every_word_and_break_no_expression(text, language):
    found = expressions.find(text, language)
    parts = sentences.split(text, language, [e.span for e in found])
    assert list(parts) == sorted(parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    assert "".join("".join(p.of(text).split()) for p in parts) == "".join(text.split())
    assert not [e for e in found for p in parts if e.span.start < p.start < e.span.end]


def test_many_words_in_one_line_are_read_in_linear_time():
    text = (
        "In May 1940 the army of the north held the river for three days after the second of June and left " * 10_000
    )
    assert len(expressions.find(text)) == 30_000


def test_document_date_known_to_a_month_gives_honest_bounds():
    (weekday,) = resolved("He said so on Wednesday.", "2023-07")
    assert weekday.when == edtf.read("[2023-07-01..2023-07-26]") or weekday.when.width >= 25


def test_story_goes_on_in_a_history():
    text = (
        "The estates met on 5 May 1789. On 14 July the fortress fell. Three weeks later, on the night of 4 August, "
        "dues were abolished, and before the month was out the rights were declared. That October the court moved. The "
        "following year the clergy swore an oath."
    )
    found = values(text)
    assert found["14 July"] == "1789-07-14"
    assert found["the night of 4 August"] == "1789-08-04TNI"
    assert found["That October"] == "1789-10"
    assert found["The following year"] == "1790"


def test_comparison_and_bracket_do_not_move_the_story():
    text = "On 12 May 1920 came the largest battle since 1813. On 20 May (as in 1812) they left. On 3 June it rained."
    found = values(text)
    assert found["20 May"] == "1920-05-20"
    assert found["3 June"] == "1920-06-03"


def test_story_before_christ_counts_backwards():
    found = values("In 490 BC they lost. The following year they built ships. A decade earlier nobody had.")
    assert found["The following year"] == "BC0489"
    assert found["A decade earlier"] == "BC0499"


def test_news_counts_from_the_day_of_writing_and_tense_decides():
    text = "She resigned on Monday. Parliament will vote on Monday. She came earlier this year, and left last month."
    found = [e.value for e in resolved(text, "2023-07-20")]
    assert found == ["2023-07-17", "2023-07-24", "2023", "2023-06"]


def test_earlier_this_year_ends_on_the_day_of_writing():
    (found,) = resolved("Earlier this year the agency opened a channel.", "2023-07-20")
    assert found.when is not None
    assert edtf.write(found.when) == "[2023-01-01..2023-07-20]"


def test_offset_takes_the_event_that_the_next_words_name():
    text = "Two days after 25 June 1950 the council met."
    assert [e.value for e in resolved(text)] == ["1950-06-27", "1950-06-25"]


def test_past_duration_stays_a_duration_with_bounds():
    (found,) = resolved("Prices fell over the past fortnight.", "2008-10-10")
    assert (found.type, found.value) == ("DURATION", "P2W")
    assert edtf.write(found.when) == "[2008-09-26..2008-10-10]"


@pytest.mark.parametrize(
    "text",
    [
        "May I add something?", "It cost $1,929.", "1,066 acres were sold.", "Mr August Winter spoke.",
        "They live in Sunday Lane.", "She read Catch-22.", "They saw 2001: A Space Odyssey.",
        "The 82nd Airborne landed.",
        "Route 66 is long.", "They may march home.", "See page 1848.", "Flight 1549 landed.", "Theresa May resigned.",
        "He is 48.", "Room 1815 was empty.", "1,500 soldiers and 180 dead.", "He reads the Sunday Times.",
        "They won 3-2.", "ISBN 0-19-852663-6", "Call 555 1968 now-ish.",
    ],
)  # fmt: skip
def test_numbers_and_names_that_are_no_dates(text):
    assert [e.span.of(text) for e in resolved(text, "2000-01-01")] == []


def test_keep_is_never_broken():
    text = "He died c. 1350. It rained."
    assert [p.of(text) for p in sentences.split(text, "en", [Span(8, 15)])] == ["He died c. 1350.", "It rained."]
