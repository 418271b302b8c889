"""What a person decided stands: in order, undone exactly, and after a rebuild with other ids, events and documents."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import made_timeline
from timeline.dates.when import year
from timeline.model import Dated, Document, Timeline
from timeline.pipeline import in_time
from timeline.store.curation import BY_HAND, apply
from timeline.store.edits import Add, Change, Check, Connect, Merge, Reject, Restore, Settle, Split, seen

MADE = replace(made_timeline(), events=tuple(sorted(made_timeline().events, key=in_time)))
E = {e.id: e for e in MADE.events}


def after(*edits, built=MADE):
    return apply(built, edits).timeline


def event(timeline, name):
    return next(e for e in timeline.events if e.id == name)


def test_without_edits_nothing_changes():
    assert after() is MADE


def test_a_rejected_event_goes_with_its_links_and_conflicts_and_can_come_back():
    gone = apply(MADE, [Reject((E["e5"],))])
    assert "e5" not in {e.id for e in gone.timeline.events}
    assert not [x for x in gone.timeline.links if "e5" in (x.source, x.target)]
    assert gone.timeline.conflicts == ()
    assert gone.rejected == (E["e5"],)
    back = after(Reject((E["e5"],)), Restore((E["e5"],)))
    assert set(back.events) == set(MADE.events)
    assert set(back.links) == set(MADE.links)
    assert back.conflicts == MADE.conflicts


def test_a_checked_event_is_shown_however_small_it_is():
    small = replace(E["e3"], salience=0.1)
    built = replace(MADE, events=tuple(small if e.id == "e3" else e for e in MADE.events))
    found = event(after(Check((small,)), built=built), "e3")
    assert found.checked
    assert found.salience >= 0.5


def test_a_change_sets_what_it_names_and_leaves_the_rest():
    dated = Dated(year(1349), "given")
    found = event(after(Change(E["e3"], title="Plague", note="see the roll", redated=True, dated=dated)), "e3")
    assert (found.title, found.note, found.dated, found.status) == ("Plague", "see the roll", dated, E["e3"].status)
    assert event(after(Change(E["e3"], redated=True)), "e3").dated is None
    assert event(after(Change(E["e3"], title="Plague")), "e3").dated == E["e3"].dated


def test_events_stay_in_the_order_of_time_after_a_new_date():
    first = after(Change(E["e12"], redated=True, dated=Dated(year(-99), "given"))).events[0]
    assert first.id == "e12"


def test_a_date_by_hand_ends_the_collision_it_was_part_of():
    assert MADE.conflicts
    assert after(Change(E["e5"], redated=True, dated=E["e6"].dated)).conflicts == ()
    assert after(Change(E["e0"], redated=True, dated=E["e6"].dated)).conflicts == MADE.conflicts
    assert after(Settle((E["e5"], E["e6"]))).conflicts == ()


def test_merged_events_share_mentions_and_links_and_lose_the_link_between_them():
    found = after(Merge((E["e5"], E["e6"])))
    assert set(event(found, "e5").mentions) == {*E["e5"].mentions, *E["e6"].mentions}
    assert "e6" not in {e.id for e in found.events}
    assert not [x for x in found.links if x.kind == "same_as"]
    assert [x for x in found.links if (x.source, x.target, x.kind) == ("e5", "e7", "cause")]
    assert found.conflicts == ()


def test_a_split_event_leaves_its_mentions_and_can_be_changed_further():
    whole = after(Merge((E["e5"], E["e6"])))
    both = event(whole, "e5")
    part = replace(both, id="part", title="Second account", mentions=E["e6"].mentions)
    edits = [Merge((E["e5"], E["e6"])), Split(both, part), Change(part, note="from the diary")]
    found = after(*edits)
    assert event(found, "part").mentions == E["e6"].mentions
    assert event(found, "part").note == "from the diary"
    assert event(found, "e5").mentions == E["e5"].mentions


def test_a_split_that_would_leave_nothing_does_nothing():
    assert after(Split(E["e5"], replace(E["e5"], id="part"))).events == MADE.events


def test_links_are_made_and_taken_away_by_hand():
    found = after(Connect(E["e0"], E["e1"], "cause"), Connect(E["e5"], E["e7"], "cause", there=False))
    made = {(x.source, x.target, x.kind): x.rule for x in found.links}
    assert made["e0", "e1", "cause"] == BY_HAND
    assert ("e5", "e7", "cause") not in made


def test_an_event_by_hand_is_there_and_can_be_changed_and_rejected():
    own = replace(E["e0"], id="hand-1", title="Rubicon", mentions=())
    assert event(after(Add(own), Change(own, status="planned")), "hand-1").status == "planned"
    assert "hand-1" not in {e.id for e in after(Add(own), Reject((own,))).events}


def renamed(timeline):
    """The same build by another version: other ids."""
    events = tuple(replace(e, id=f"new-{e.id}") for e in timeline.events)
    links = tuple(replace(x, source=f"new-{x.source}", target=f"new-{x.target}") for x in timeline.links)
    return replace(timeline, events=events, links=links, conflicts=())


def test_decisions_find_their_events_again_by_where_they_are_spoken_of():
    found = after(Change(E["e3"], title="Plague"), Reject((E["e5"],)), built=renamed(MADE))
    assert event(found, "new-e3").title == "Plague"
    assert "new-e5" not in {e.id for e in found.events}


def test_an_event_that_a_later_version_no_longer_finds_is_kept_as_the_person_saw_it():
    less = replace(MADE, events=tuple(e for e in MADE.events if e.id not in ("e3", "e4")))
    found = after(Check((E["e3"],)), Reject((E["e4"],)), built=less)
    assert event(found, "e3") == replace(E["e3"], checked=True)
    assert "e4" not in {e.id for e in found.events}


def test_a_decision_about_a_document_that_is_gone_waits_for_it():
    other = Timeline((Document("other", "Nothing."),))
    assert after(Check((E["e3"],)), Merge((E["e5"], E["e6"])), built=other).events == ()


@pytest.mark.parametrize("edit", [Merge((E["e5"],)), Connect(E["e5"], E["e5"], "cause"), Restore((E["e5"],))])
def test_edits_that_say_nothing_change_nothing(edit):
    assert after(edit) == MADE


pairs = st.lists(st.sampled_from(sorted(E)), min_size=2, max_size=2, unique=True).map(lambda n: tuple(E[x] for x in n))
anything = st.one_of(
    pairs.map(Merge), pairs.map(Reject), pairs.map(Restore), pairs.map(Check), pairs.map(Settle),
    pairs.map(lambda p: Connect(*p, "before")), pairs.map(lambda p: Connect(*p, "cause", there=False)),
    pairs.map(lambda p: Split(p[0], replace(p[0], id="part", mentions=p[1].mentions))),
    pairs.map(lambda p: Change(p[0], title=p[1].title, redated=True, dated=p[1].dated)),
)  # fmt: skip


@given(st.lists(anything, max_size=8))
@settings(max_examples=200)
def test_whatever_is_done_no_mention_is_lost_or_doubled_and_every_link_has_its_ends(edits):
    found = apply(MADE, edits)
    events = [*found.timeline.events, *found.rejected]
    told = [m for e in events for m in e.mentions]
    assert len(told) == len(set(told))
    assert set(told) == {m for e in MADE.events for m in e.mentions}
    ids = {e.id for e in found.timeline.events}
    assert all(x.source in ids and x.target in ids for x in found.timeline.links)
    assert all(ids.issuperset(c.events) for c in found.timeline.conflicts)
    assert apply(MADE, edits) == found


def test_an_edit_keeps_only_the_mentions_that_find_the_event_again():
    many = replace(E["e0"], mentions=E["e0"].mentions * 9)
    assert len(seen(many).mentions) == 3
    assert seen(E["e0"]) is E["e0"]
