"""A project keeps what was put in, takes steps back after a restart, and never leaves half a change."""

import sqlite3
from dataclasses import replace

import pytest

from timeline.errors import ProjectError
from timeline.model import Timeline
from timeline.store.project import KEPT_STEPS, Project


@pytest.fixture
def path(tmp_path):
    return tmp_path / "my.timeline"


def test_a_timeline_comes_back_as_it_was(path, made):
    Project(path).change("added", made)
    assert Project(path).current() == made


def test_lone_surrogates_and_null_characters_come_back_too(path, made):
    document = replace(made.documents[0], text=made.documents[0].text + "\ud800\x00\U0001f3db")
    odd = replace(made, documents=(document,))
    Project(path).change("added", odd)
    assert Project(path).current() == odd


def test_a_step_is_taken_back_after_a_restart(path, made):
    first = Project(path)
    first.change("made the project", Timeline())
    first.change("added an essay", made)
    first.close()
    again = Project(path)
    assert again.last_step() == "added an essay"
    again.undo()
    assert again.current() == Timeline()
    assert again.last_step() is None
    again.undo()
    assert again.current() == Timeline()


def test_a_change_that_fails_half_way_leaves_the_old_state(path, made, monkeypatch):
    project = Project(path)
    project.change("added", made)
    monkeypatch.setattr("timeline.store.project._tidy", lambda cursor: cursor.execute("broken"))
    with pytest.raises(ProjectError, match="cannot be used"):
        project.change("removed", Timeline())
    monkeypatch.undo()
    assert Project(path).current() == made
    assert project.current() == made


def test_old_steps_and_their_texts_are_forgotten(path, made):
    project = Project(path)
    for number in range(KEPT_STEPS + 5):
        document = replace(made.documents[0], text=made.documents[0].text + str(number))
        project.change("changed", replace(made, documents=(document,)))
    file = sqlite3.connect(path)
    counts = [file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("steps", "documents")]
    file.close()
    assert counts == [KEPT_STEPS, KEPT_STEPS]


def test_a_project_without_a_path_lives_in_memory(made):
    project = Project()
    assert project.is_new()
    project.change("added", made)
    assert not project.is_new()
    assert project.current() == made


@pytest.mark.parametrize("content", [b"Not a database, but a diary.", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_of_another_kind_is_refused_and_left_alone(path, content):
    path.write_bytes(content)
    with pytest.raises(ProjectError, match=r"my\.timeline"):
        Project(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="not a timeline project"):
        Project(path)
    assert path.read_bytes() == before


def test_a_newer_project_is_not_touched(path):
    Project(path).close()
    file = sqlite3.connect(path)
    file.execute("PRAGMA user_version = 99")
    file.close()
    with pytest.raises(ProjectError, match="newer version"):
        Project(path)


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path):
    with pytest.raises(ProjectError, match="cannot be opened") as caught:
        Project(tmp_path / "nowhere" / "my.timeline")
    assert "\n" not in str(caught.value)
