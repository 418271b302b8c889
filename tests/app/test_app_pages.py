"""The logic of the pages, without a browser."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from timeline.dashboard import add, many, texts
from timeline.errors import SourceError
from timeline.pipeline import in_time
from timeline.store.desk import Described, Desk, fetched
from timeline.store.edits import Change
from timeline.store.log import Step
from timeline.store.maker import fingerprint
from timeline.store.project import Project

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def app():
    return AppTest.from_file(str(APP), default_timeout=30).run()


def shown(app):
    return app.caption[-1].value


def button(app, label):
    return next(b for b in app.button if b.label == label)


def test_the_first_start_is_built_and_without_complaint(app):
    assert not app.exception
    assert not app.error
    assert [t.label for t in app.tabs][:3] == ["Timeline", "Text", "Table"]
    assert "events shown" in shown(app)


def test_the_importance_slider_lets_more_events_through(app):
    before = int(shown(app).split()[0])
    app.slider(key="importance").set_value(0.0).run()
    assert int(shown(app).split()[0]) > before


def test_only_known_events_leaves_those_with_a_name(app):
    before = int(shown(app).split()[0])
    app.toggle(key="named").set_value(True).run()
    assert 0 < int(shown(app).split()[0]) < before


def test_removing_everything_says_what_to_do_and_can_be_taken_back(app):
    app.session_state.desk.clear()
    app.run()
    assert "Add text" in app.info[0].value
    button(app, "Undo").click().run()
    assert not app.info
    assert "events shown" in shown(app)
    button(app, "Redo").click().run()
    assert "Add text" in app.info[0].value


@pytest.fixture
def file(tmp_path, monkeypatch, made):
    """A project with a timeline made by hand."""
    path = tmp_path / "my.timeline"
    project = Project(path)
    numbers = project.put(made.documents)
    project.append(Step("made the project", ()))
    project.keep_result(numbers, fingerprint(), replace(made, events=tuple(sorted(made.events, key=in_time))))
    project.append(Step("added an essay", numbers))
    project.close()
    monkeypatch.setattr("sys.argv", [str(APP), str(path)])
    return path


def opened(**address):
    app = AppTest.from_file(str(APP), default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def dialog(name):
    """A page that is one dialog, about the event of the address."""

    def page(name):
        from timeline.dashboard import changing, session, texts

        desk = session.desk("app.py")
        event = session.chosen(desk.timeline)
        match name:
            case "change":
                changing.change(event)
            case "by hand":
                changing.by_hand(desk)
            case "join":
                changing.join(desk.timeline, desk.timeline, event)
            case "split":
                changing.split(desk.timeline, event)
            case "texts":
                texts.dialog()

    return AppTest.from_function(page, default_timeout=30, args=[name])


def opened_dialog(name, event=""):
    app = dialog(name)
    app.query_params["event"] = event
    return app.run()


def timeline(path):
    return Desk(path).timeline


def test_a_new_project_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", [str(APP), str(tmp_path / "new.timeline")])
    assert "Nothing here yet" in opened().info[0].value


def test_a_project_file_is_opened_and_keeps_what_was_done(file):
    app = opened()
    assert shown(app).startswith("13 of 13")
    button(app, "Undo").click().run()
    assert "Nothing here yet" in app.info[0].value
    assert "Nothing here yet" in opened().info[0].value


def test_the_address_brings_back_the_event_the_search_and_the_filters(file):
    app = opened(event="e5", words="tanks", importance="0.2", status=["happened"])
    assert button(app, "Close")
    assert app.text_input(key="words").value == "tanks"
    assert app.slider(key="importance").value == 0.2
    button(app, "Close").click().run()
    assert shown(app).startswith("2 of 13")
    button(app, "Show all").click().run()
    assert shown(app).startswith("13 of 13")


def test_an_event_of_the_address_that_is_not_there_is_no_mistake(file):
    app = opened(event="nothing", view="Nowhere", importance="many")
    assert not app.exception
    assert "events shown" in shown(app)


def test_from_and_to_leave_what_can_lie_between(file):
    app = opened(since="1968", until="31 December 1968")
    assert shown(app).startswith("5 of 13")
    app.text_input(key="since").set_value("soon").run()
    assert any("is not a date" in c.value for c in app.caption)


def test_confirming_stays_and_is_taken_back_after_a_restart(file):
    app = opened(event="e5")
    button(app, "Confirm").click().run()
    assert button(app, "Not sure")
    assert next(e for e in timeline(file).events if e.id == "e5").checked
    again = opened(event="e5")
    assert "confirmed Tanks enter Prague" in plain_help(button(again, "Undo"))
    button(again, "Undo").click().run()
    assert button(again, "Confirm")


def plain_help(widget):
    return widget.help.replace("\\", "")


def test_a_date_is_changed_in_plain_words_and_taken_back(file):
    app = opened_dialog("change", "e3")
    field(app, "When").set_value("spring 1349")
    field(app, "What").set_value("Plague comes to the town")
    button(app, "Save").click().run()
    found = next(e for e in timeline(file).events if e.id == "e3")
    assert (found.title, found.dated.basis, found.dated.when.grain) == ("Plague comes to the town", "given", "season")
    button(opened(), "Undo").click().run()
    assert next(e for e in timeline(file).events if e.id == "e3").title == "Plague in the town"


def field(app, label):
    return next(t for t in app.text_input if t.label == label)


def test_what_is_no_date_is_said_and_changes_nothing(file):
    app = opened_dialog("change", "e3")
    field(app, "When").set_value("soon")
    button(app, "Save").click().run()
    assert "is not a date" in app.error[0].value
    assert next(e for e in timeline(file).events if e.id == "e3").dated.basis == "stated"


def test_an_event_is_taken_out_and_put_back(file):
    app = opened(event="e3", view="Table")
    button(app, "Take out").click().run()
    assert "e3" not in {e.id for e in timeline(file).events}
    button(app, "Put back").click().run()
    assert "e3" in {e.id for e in timeline(file).events}


def test_two_events_are_made_one(file):
    app = opened_dialog("join", "e5")
    other = next(s for s in app.selectbox if s.label == "The other event")
    other.select_index(next(n for n, o in enumerate(other.options) if "second account" in o))
    button(app, "Save").click().run()
    found = timeline(file)
    assert "e6" not in {e.id for e in found.events}
    assert len(next(e for e in found.events if e.id == "e5").mentions) == 2
    app = opened_dialog("split", "e5")
    app.checkbox(key="part 1").check().run()
    button(app, "Split").click().run()
    assert [len(e.mentions) for e in timeline(file).events if e.title.startswith("Tanks")] == [1, 1]


def test_a_link_is_made_and_cut(file):
    app = opened_dialog("join", "e0")
    kind = next(s for s in app.selectbox if "…" in s.label)
    kind.select_index(next(n for n, o in enumerate(kind.options) if o == "led to"))
    button(app, "Save").click().run()
    assert [x.rule for x in timeline(file).links if x.source == "e0"] == ["by hand"]
    app = opened(event="e0")
    cut = next(b for b in app.button if b.key and b.key.startswith("cut") and "led to" in b.help)
    cut.click().run()
    assert not [x for x in timeline(file).links if x.source == "e0"]


def test_a_conflict_is_settled_by_keeping_one_or_by_leaving_it(file):
    app = opened(view="Conflicts")
    keep = next(b for b in app.button if b.label.startswith("Keep"))
    keep.click().run()
    assert timeline(file).conflicts == ()
    assert len(timeline(file).events) == 12
    button(app, "Undo").click().run()
    again = opened(view="Conflicts")
    button(again, "Leave all as they are").click().run()
    assert timeline(file).conflicts == ()
    assert len(timeline(file).events) == 13


def test_an_event_is_added_by_hand(file):
    app = opened_dialog("by hand")
    button(app, "Add").click().run()
    assert "few words" in app.error[0].value
    field(app, "What").set_value("Founding of the abbey")
    field(app, "When").set_value("1121")
    button(app, "Add").click().run()
    found = next(e for e in timeline(file).events if e.title == "Founding of the abbey")
    assert found.mentions == ()
    assert found.checked
    assert not app.exception


def test_rows_that_were_written_over_become_edits(made):
    event = next(e for e in made.events if e.id == "e3")
    old = many.row(event)
    assert many.edited(event, old, old) == []
    new = old | {"When": "c. 1350", "Did it happen?": "not certain", "Note": "see the roll", "Confirmed": True}
    check, change = many.edited(event, old, new)
    assert check.checked
    assert (change.title, change.status, change.note) == (None, "hypothetical", "see the roll")
    assert change.dated.when.qualifier == "~"
    assert [e.act for e in many.edited(event, old, new | {"Take out": True})] == ["reject"]
    assert many.edited(event, old, old | {"When": ""})[0] == Change(event, redated=True)


def test_the_dialog_of_texts_takes_all_of_them_out(file):
    app = opened_dialog("texts")
    button(app, "Remove all").click().run()
    assert timeline(file).documents == ()


def test_a_date_of_writing_that_was_found_is_not_taken_for_one_that_was_given(made):
    given = replace(made.documents[0], date=None)
    old = texts.row(given, made.documents[0])
    assert texts.described(given, old, old | {"Title": "Essay"}) == Described("essay", "Essay", None, "en")
    assert texts.described(given, old, old | {"Written": "May 1945"}).date.basis == "given"


def test_a_file_that_is_no_project_is_said_plainly(tmp_path, monkeypatch):
    path = tmp_path / "diary.txt"
    path.write_text("Dear diary, nothing happened today.")
    monkeypatch.setattr("sys.argv", [str(APP), str(path)])
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not app.exception
    assert "diary" in app.error[0].value


def test_there_is_nothing_to_take_back_at_the_start(app):
    assert button(app, "Undo").disabled


ODD = ["x" * 10_000, "<script>alert(1)</script>\u202e![a](http://evil.test) :red[b] $x$ ${y}", ""]


@pytest.mark.parametrize("words", ODD, ids=["long", "markup", "empty"])
@pytest.mark.parametrize("view", ["Timeline", "Text", "Table", "Links", "Memory", "Conflicts"])
def test_odd_titles_break_no_view(tmp_path, monkeypatch, made, make_hostile, words, view):
    path = tmp_path / "odd.timeline"
    odd = make_hostile(made, words)
    project = Project(path)
    numbers = project.put(odd.documents)
    project.append(Step("made the project", ()))
    project.keep_result(numbers, fingerprint(), replace(odd, events=tuple(sorted(odd.events, key=in_time))))
    project.append(Step("added", numbers))
    monkeypatch.setattr("sys.argv", [str(APP), str(path)])
    app = opened(view=view, event="e5")
    assert not app.exception
    assert not app.error
    assert all(len(b.label) < 700 for b in app.button)


def test_an_address_inside_the_own_network_is_not_asked(monkeypatch):
    monkeypatch.setattr("streamlit.session_state", {})
    with pytest.raises(SourceError, match="write a web address"):
        add.of_place(" ", "")
    found, failed = fetched("http://127.0.0.1:1/secret")
    assert found == []
    assert len(failed) == 1
