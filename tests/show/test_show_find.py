"""A view shows what passes all of its filters, and nothing it should not; words are found with and without accents."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import made_timeline
from timeline.dates.calendars import day_number
from timeline.model import Span
from timeline.show.find import View, choices, filtered, folded, in_sources

MADE = made_timeline()
ALL = {e.id for e in MADE.events}


def shown(**view):
    return {e.id for e in filtered(MADE, View(**view)).events}


def test_a_view_that_asks_nothing_shows_what_is_important():
    assert shown() == ALL
    small = replace(MADE, events=tuple(replace(e, salience=0.1, checked=e.id == "e0") for e in MADE.events))
    left = {e.id for e in filtered(small, View()).events}
    assert left == {"e0", "e5", "e6"}, "confirmed, or in a conflict"
    assert filtered(small, View(importance=0)) is small


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("caesar", {"e0"}), ("PRAGUE", {"e4", "e5", "e6"}), ("tanks second", {"e6"}), ('"tanks enter"', {"e5", "e6"}),
        ("wagner's", {"e10"}), ("nothing of this", set()), ('"', set()),
    ],
)  # fmt: skip
def test_words_are_found_in_titles_names_and_wordings(words, wanted):
    assert shown(words=words) == wanted


def test_a_time_shows_what_can_lie_in_it_and_open_ends_reach_on():
    first, last = day_number(1968), day_number(1968, 12, 31)
    assert shown(first=first, last=last) == {"e4", "e5", "e6", "e7", "e8"}
    assert "e9" in shown(first=day_number(3000)), "the war goes on"
    assert "e1" not in shown(first=None, last=last), "no date, no time"
    assert shown(last=day_number(-1)) == {"e0", "e3"}, "before 1350 may be long before"


def test_the_other_filters_each_leave_what_they_name():
    assert shown(named=True) == {"e0", "e4", "e9", "e10"}
    assert shown(statuses=frozenset({"planned", "negated"})) == {"e8", "e12"}
    assert shown(kinds=frozenset({"nothing"})) == set()
    assert shown(documents=frozenset({"essay"})) == ALL
    assert shown(confidence=0.95) == set()
    assert shown(unchecked=True) == ALL
    assert shown(participants=frozenset({"Caesar"})) == set()


some_statuses = st.sets(st.sampled_from(["happened", "planned"]), min_size=1)


@given(some_statuses, st.booleans(), st.sampled_from(["", "tanks", "e"]))
def test_what_two_filters_show_each_of_them_shows(statuses, named, words):
    both = shown(statuses=frozenset(statuses), named=named, words=words)
    assert both == shown(statuses=frozenset(statuses)) & shown(named=named) & shown(words=words)
    kept = filtered(MADE, View(statuses=frozenset(statuses), named=named, words=words))
    assert all(x.source in both and x.target in both for x in kept.links)


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(folded(text)) == len(text)


def test_accents_and_case_do_not_hide_a_word():
    document = replace(MADE.documents[0], text="In München sprach Dubček. MUNCHEN schwieg.")
    found = in_sources(replace(MADE, documents=(document,)), "munchen")
    assert [f.span.of(document.text) for f in found] == ["München", "MUNCHEN"]
    assert in_sources(replace(MADE, documents=(document,)), "munchen prag") == []
    assert in_sources(MADE, "") == []


def test_a_search_of_the_sources_ends_at_its_limit():
    document = replace(MADE.documents[0], text="ha " * 1000)
    found = in_sources(replace(MADE, documents=(document,)), "ha", most=7)
    assert len(found) == 7
    assert found[1].span == Span(3, 5)


def test_choices_come_with_their_numbers_the_most_frequent_first():
    events = (replace(MADE.events[0], participants=("Rome", "Gaul")), replace(MADE.events[1], participants=("Rome",)))
    found = choices(replace(MADE, events=events))
    assert found.participants == (("Rome", 2), ("Gaul", 1))
    assert found.statuses == ("happened",)
