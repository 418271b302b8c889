"""What a person does at the desk: add, remove, clear, take back; examples give way to one's own texts."""

import pytest

from timeline.dates.calendars import day_number
from timeline.errors import DateError, SourceError
from timeline.store import examples
from timeline.store.desk import Described, Desk, pasted, uploaded
from timeline.store.edits import Change, seen

TEXT = "The Bastille fell on 14 July 1789. That October the women marched to Versailles."


def without(desk, name):
    desk.describe([Described(d.id, d.title, d.date, d.language) for d in desk.documents if d.id != name])


def test_the_first_start_shows_an_example_already_built():
    desk = Desk()
    assert [d.source for d in desk.timeline.documents] == ["example"]
    years = {e.dated.when.earliest is not None and e.dated.when.earliest < 0 for e in desk.timeline.events if e.dated}
    assert years == {True, False}, "the example speaks of times before and after Christ"
    assert {x.kind for x in desk.timeline.links} >= {"parallel", "cause"}
    assert {"planned", "negated"} & {e.status for e in desk.timeline.events}


def test_a_new_project_file_starts_empty(tmp_path):
    assert Desk(tmp_path / "a.timeline").timeline.documents == ()


def test_ones_own_text_takes_the_place_of_the_example_and_undo_brings_it_back():
    desk = Desk()
    example = desk.timeline
    assert desk.add([pasted(TEXT)]) == 1
    assert [d.source for d in desk.timeline.documents] == ["pasted"]
    desk.undo()
    assert desk.timeline == example


def test_the_same_text_is_not_added_twice_and_ids_stay_unique():
    desk = Desk()
    desk.add([pasted(TEXT)])
    assert desk.add([pasted(TEXT)]) == 0
    assert desk.add([pasted(TEXT, date=examples.written("1790"))]) == 1
    ids = [d.id for d in desk.timeline.documents]
    assert len(ids) == len(set(ids)) == 2


def test_remove_and_clear_can_be_taken_back():
    desk = Desk()
    desk.add([pasted(TEXT), pasted("Rome fell in 476.")])
    both = desk.timeline
    without(desk, both.documents[0].id)
    assert [d.title for d in desk.timeline.documents] == ["Rome fell in 476."]
    desk.clear()
    assert desk.timeline.documents == ()
    desk.undo()
    desk.undo()
    assert desk.timeline == both


def test_a_date_that_we_inferred_is_inferred_anew_with_the_next_change():
    desk = Desk()
    desk.add([pasted("The Wagner rebellion last month humiliated Putin. The minister gave a speech on Wednesday.")])
    assert desk.timeline.documents[0].date.basis == "inferred"
    assert desk.documents[0].date is None


def test_work_goes_on_after_a_restart(tmp_path):
    first = Desk(tmp_path / "a.timeline")
    first.add([pasted(TEXT)])
    first.project.close()
    again = Desk(tmp_path / "a.timeline")
    assert again.timeline == first.timeline
    again.add([pasted("Rome fell in 476.")])
    assert len(again.timeline.documents) == 2


def test_a_bad_file_says_why_and_the_rest_goes_on():
    found, failed = uploaded([("broken.pdf", b"%PDF-1.4 no"), ("good.txt", TEXT.encode()), ("empty.txt", b"")])
    assert [d.text.strip() for d in found] == [TEXT]
    assert len(failed) == 2
    assert "broken.pdf" in failed[0]
    assert "empty.txt" in failed[1]


def test_a_date_for_all_files_is_given_to_each():
    found, _ = uploaded([("a.txt", TEXT.encode())], examples.written("1790-01"))
    assert found[0].date == examples.written("1790-01")


def test_no_text_and_no_date_are_said_plainly():
    with pytest.raises(SourceError, match="paste an article"):
        pasted(" \n")
    with pytest.raises(DateError, match="is not a date with a year"):
        examples.written("yesterdayish")


@pytest.mark.parametrize("name", examples.names())
def test_every_example_has_a_title_and_a_text(name):
    document = examples.load(name)
    assert document.title
    assert len(document.text) > 800
    assert document.title not in document.text


def changed(desk, title):
    event = next(e for e in desk.timeline.events if e.dated)
    desk.edit(f"called it {title}", [Change(seen(event), title=title)])
    return event.id


def titles(desk):
    return {e.title for e in desk.timeline.events}


def test_a_decision_stays_when_texts_are_added_taken_out_and_read_anew(tmp_path):
    desk = Desk(tmp_path / "a.timeline")
    desk.add([pasted(TEXT)])
    changed(desk, "Fall of a prison")
    desk.add([pasted("The Bastille fell on 14 July 1789, says another book. Rome fell in 476.")])
    assert "Fall of a prison" in titles(desk)
    desk.rebuild()
    assert "Fall of a prison" in titles(desk)
    without(desk, desk.documents[0].id)
    desk.undo()
    assert "Fall of a prison" in titles(desk)
    assert "Fall of a prison" in titles(Desk(tmp_path / "a.timeline"))


def test_steps_are_taken_back_and_done_again_over_a_restart(tmp_path):
    desk = Desk(tmp_path / "a.timeline")
    desk.add([pasted(TEXT)])
    changed(desk, "One")
    changed(desk, "Two")
    desk.undo()
    again = Desk(tmp_path / "a.timeline")
    assert (again.last_step, again.next_step) == ("called it One", "called it Two")
    again.redo()
    assert "Two" in titles(again)
    again.undo()
    changed(again, "Three")
    assert again.next_step == "", "what is new takes the place of what was taken back"


def test_what_is_known_of_a_text_is_corrected_and_its_events_are_read_anew():
    desk = Desk()
    desk.add([pasted("Last month the dam broke.", date=examples.written("2020-05"))])
    (document,) = desk.documents
    desk.describe([Described(document.id, "The dam", examples.written("2021-05"), "en")])
    assert desk.documents[0].title == "The dam"
    assert {e.dated.when.earliest for e in desk.timeline.events if e.dated} == {day_number(2021, 4)}
    desk.describe([])
    assert desk.documents == ()
    desk.undo()
    assert desk.documents[0].title == "The dam"


def test_an_old_result_is_shown_until_a_person_asks_for_a_new_one(tmp_path, monkeypatch):
    path = tmp_path / "a.timeline"
    monkeypatch.setattr("timeline.store.desk.fingerprint", lambda: "an old version")
    Desk(path).add([pasted(TEXT)])
    monkeypatch.undo()
    desk = Desk(path)
    assert desk.is_old
    desk.rebuild()
    assert not desk.is_old
    assert not Desk(path).is_old


def test_another_window_s_changes_are_taken_in(tmp_path):
    path = tmp_path / "a.timeline"
    one = Desk(path)
    other = Desk(path)
    other.add([pasted(TEXT)])
    assert one.documents == ()
    one.refresh()
    assert len(one.documents) == 1
    version = one.version
    one.refresh()
    assert one.version == version
