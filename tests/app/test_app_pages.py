"""The logic of the pages, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

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
    button(app, "Remove all").click().run()
    assert "Add text" in app.info[0].value
    button(app, "Undo").click().run()
    assert not app.info
    assert "events shown" in shown(app)


def test_a_project_file_is_opened_and_keeps_what_was_done(tmp_path, monkeypatch, made):
    path = tmp_path / "my.timeline"
    monkeypatch.setattr("sys.argv", [str(APP), str(path)])
    first = AppTest.from_file(str(APP), default_timeout=30).run()
    assert "Nothing here yet" in first.info[0].value
    Project(path).change("added an essay", made)
    again = AppTest.from_file(str(APP), default_timeout=30).run()
    assert shown(again).startswith("13 of 13")
    button(again, "Undo").click().run()
    assert "Nothing here yet" in again.info[0].value


def test_a_file_that_is_no_project_is_said_plainly(tmp_path, monkeypatch):
    path = tmp_path / "diary.txt"
    path.write_text("Dear diary, nothing happened today.")
    monkeypatch.setattr("sys.argv", [str(APP), str(path)])
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not app.exception
    assert "diary" in app.error[0].value


def test_there_is_nothing_to_take_back_at_the_start(app):
    assert button(app, "Undo").disabled
