"""Chronology: bounds get tighter and never wider, in any order of the statements, and only contradictions are told."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import edtf
from timeline.dates.when import When, contains, year
from timeline.link.chronology import tighten
from timeline.model import Constraint, Dated, Document, Event, Evidence, Link, Mention, Span


def event(name, date=None, basis="stated", status="happened", document="a", at=0):
    dated = Dated(edtf.read(date), basis, (Evidence(document, Span(at, at + 5)),)) if date else None
    mention = Mention(document, Span(at, at + 5), Span(at, at + 5), name, name, "event", "r", status, dated=dated)
    return Event(name, name, "event", status, 0.5, 1.0, (mention,), dated)


def before(one, other, confidence=0.9, at=0):
    return Link(one, other, "before", confidence, "after", (Evidence("a", Span(at, at + 9)),))


def apart(one, other, low, high, at=0):
    return Constraint((one, "start"), (other, "start"), low, high, 0.9, (Evidence("a", Span(at, at + 9)),))


def dates(events):
    return {e.id: edtf.write(e.dated.when) if e.dated else None for e in events}


def test_what_lies_between_two_floods_is_dated_by_them():
    events = [event("flood", "1342"), event("bridge"), event("mill", "1345", at=80), event("plague", "1349", at=50)]
    links = [before("flood", "bridge"), before("bridge", "plague", at=40), before("bridge", "mill", at=70)]
    found, conflicts = tighten(events, links, [], [])
    bridge = found[1].dated
    assert (bridge.when.earliest, bridge.when.latest) == (year(1342).earliest, year(1345).latest)
    assert bridge.basis == "inferred"
    assert len(bridge.evidence) == 4
    assert conflicts == ()


def test_a_distance_dates_an_undated_event():
    found, conflicts = tighten([event("church", "1132"), event("fire")], [], [apart("church", "fire", 1095, 1096)], [])
    assert found[1].dated.when.earliest == year(1135).earliest - 1
    assert not conflicts


def test_two_statements_of_a_text_that_collide_are_one_conflict_and_both_are_covered():
    events = [event("church", "1132", at=10), event("fire", "1131", at=90)]
    found, conflicts = tighten(events, [], [apart("church", "fire", 1095, 1096, at=20)], [])
    assert len(conflicts) == 1
    assert conflicts[0].events == ("church", "fire")
    assert "1131" in conflicts[0].message
    assert "1132" in conflicts[0].message
    assert "3 years after" in conflicts[0].message
    assert len(conflicts[0].evidence) == 3
    assert dates(found)["church"] == "1132"
    assert found[1].dated.when.earliest == year(1131).earliest
    assert abs(found[1].dated.when.latest - year(1135).latest) <= 1


def test_independent_conflicts_are_each_told_once_and_the_rest_stands():
    events = [event(f"{name}{n}", date) for n in range(5) for name, date in (("a", "1900"), ("b", "1800"), ("c", None))]
    links = [before(f"a{n}", f"b{n}", at=n) for n in range(5)] + [before(f"a{n}", f"c{n}") for n in range(5)]
    found, conflicts = tighten(events, links, [], [])
    assert len(conflicts) == 5
    assert all(d == "[1900..]" for name, d in dates(found).items() if name.startswith("c"))


def test_a_circle_of_befores_without_a_date_does_not_hang_or_lose_the_rest():
    events = [event("a"), event("b"), event("c"), event("d", "1500")]
    later = [Constraint((one, "start"), (other, "start"), 1, None, 0.9) for one, other in ("ab", "ba")]
    found, _ = tighten(events, [before("d", "c")], later, [])
    assert dates(found)["c"] == "[1500..]"


@pytest.mark.parametrize("basis", ["anchored", "gazetteer", "inferred"])
def test_a_reading_of_ours_gives_way_without_a_word(basis):
    events = [event("war", "1939/1945", basis), event("peace", "1919")]
    found, conflicts = tighten(events, [before("war", "peace")], [], [])
    assert conflicts == ()
    assert dates(found) == dates(events)


def test_what_is_told_as_past_lies_before_the_writing_and_a_plan_after():
    written = Document("a", "", date=Dated(edtf.read("2023-07-20"), "given"))
    events = [event("launch", "2023"), event("vote", "2023", status="planned"), event("fair")]
    found, _ = tighten(events, [], [], [written])
    assert dates(found) == {"launch": "[2023-01-01..2023-07-20]", "vote": "[2023-07-20..2023-12-31]", "fair": None}


def test_a_war_that_goes_on_is_known_up_to_the_writing():
    letter = Document("a", "", date=Dated(edtf.read("1915-01-04"), "given"))
    found, conflicts = tighten([event("war", "1914-07-28/1918-11-11", "gazetteer")], [], [], [letter])
    assert dates(found) == {"war": "1914-07-28/1915-01-04"}
    assert not conflicts


def test_an_event_known_only_from_the_date_of_its_document_stays_undated():
    found, _ = tighten([event("speech")], [], [], [Document("a", "", date=Dated(edtf.read("1915"), "given"))])
    assert found[0].dated is None


def test_a_date_carried_over_from_another_clause_is_no_contradiction():
    text = "It burned in 1341, and was sacked after the battle of 1402."
    dated = Dated(year(1341), "stated", (Evidence("a", Span(13, 17)),))
    said = Mention("a", Span(23, 58), Span(27, 33), "sack", "was sacked", "event", "r", dated=dated)
    sacked = Event("sacked", "was sacked", "event", "happened", 0.5, 1.0, (said,), dated)
    events = [sacked, event("battle", "1402")]
    found, conflicts = tighten(events, [before("battle", "sacked")], [], [Document("a", text)])
    assert not conflicts
    assert dates(found)["sacked"] == "[1402..]"


NAMES = "abcdef"
SOME = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(-900, 900)), max_size=8)
DAYS = st.fixed_dictionaries({n: st.none() | st.tuples(st.integers(0, 3000), st.integers(0, 900)) for n in NAMES})


def made(days):
    def one(name, bounds):
        if bounds is None:
            return event(name)
        when = When((bounds[0], bounds[0] + bounds[1]), (bounds[0], bounds[0] + bounds[1]), "within", "interval")
        dated = Dated(when, "stated", (Evidence("a", Span(bounds[0], bounds[0] + 3)),))
        return Event(name, name, "event", "happened", 0.5, 1.0, (), dated)

    return [one(name, bounds) for name, bounds in days.items()]


def stated(rows):
    return [apart(one, other, low, low + 300, at=low + 900) for one, other, low in rows if one != other]


@given(DAYS, SOME)
def test_tightening_never_widens_and_done_twice_is_done_once(days, rows):
    events = made(days)
    found, conflicts = tighten(events, [], stated(rows), [])
    if conflicts:
        return
    assert all(contains(e.dated.when, f.dated.when) for e, f in zip(events, found, strict=True) if e.dated)
    assert tighten(found, [], stated(rows), [])[0] == found


@given(DAYS, SOME, st.randoms())
def test_the_order_of_statements_does_not_matter(days, rows, shuffle):
    events, constraints = made(days), stated(rows)
    found, conflicts = tighten(events, [], constraints, [])
    mixed, shuffled = events[:], constraints[:]
    shuffle.shuffle(mixed)
    shuffle.shuffle(shuffled)
    again, others = tighten(mixed, [], shuffled, [])
    assert sorted(again, key=lambda e: e.id) == sorted(found, key=lambda e: e.id)
    assert others == conflicts


@given(st.lists(st.integers(0, 3000), min_size=6, max_size=6), SOME)
def test_statements_that_are_all_true_never_collide(truth, rows):
    day = dict(zip(NAMES, truth, strict=True))
    events = made({n: (d - 50, 100) for n, d in day.items()})
    constraints = [apart(a, b, day[b] - day[a] - 10, day[b] - day[a] + 10) for a, b, _ in rows if a != b]
    found, conflicts = tighten(events, [], constraints, [])
    assert conflicts == ()
    assert all(f.dated.when.earliest <= day[f.id] <= f.dated.when.latest for f in found)


def test_ten_thousand_events_and_fifty_thousand_statements_take_no_second():
    count = 10_000
    events = [event(f"e{n}", f"{1000 + n // 12}" if n % 3 == 0 else None) for n in range(count)]
    pairs = [(n, (n * 7919 + k * 104_729) % count) for n in range(count) for k in range(5)]
    links = [before(f"e{min(p)}", f"e{max(p)}", at=k) for k, p in enumerate(pairs) if p[0] != p[1]]
    start = time.process_time()
    found, conflicts = tighten(events, links, [], [])
    assert time.process_time() - start < 5
    assert len(found) == count
    assert conflicts == ()
