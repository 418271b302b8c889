"""A project keeps what was put in and done, and never leaves half a change."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest

from benchmarks import kill_project
from timeline.errors import ProjectError
from timeline.model import Annotation, Document
from timeline.store import records
from timeline.store.edits import Add, Change, Check, Connect, Edit, Merge, Reject, Restore, Settle, Split
from timeline.store.log import Step
from timeline.store.project import APPLICATION, KEPT_RESULTS, Project

AS_READER = """
import os, sys, pathlib, sqlite3, pydantic
from benchmarks import kill_project
from timeline.errors import ProjectError
from timeline.store.project import Project, Step
Project().append(Step("all modules are loaded"))
if os.geteuid() == 0:
    os.setuid(65534)
project = Project(pathlib.Path(sys.argv[1]))
timeline, maker = project.result([int(sys.argv[2])])
try:
    project.append(Step("x"))
except ProjectError as error:
    print(len(timeline.events), "can only be read" if project.read_only and "can only be read" in str(error) else error)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "my.timeline"


def keep(project, timeline, words="added"):
    numbers = project.put(timeline.documents)
    project.keep_result(numbers, "maker", timeline)
    project.append(Step(words, numbers))
    return numbers


def test_a_timeline_comes_back_as_it_was(path, made):
    numbers = keep(Project(path), made)
    assert Project(path).result(numbers) == (made, "maker")
    assert Project(path).get(numbers) == made.documents


def test_lone_surrogates_and_null_characters_come_back_too(path, made):
    document = replace(made.documents[0], text=made.documents[0].text + "\ud800\x00\U0001f3db")
    odd = replace(made, documents=(document,))
    numbers = keep(Project(path), odd)
    assert Project(path).result(numbers) == (odd, "maker")


def test_every_kind_of_edit_comes_back_as_it_was(path, made):
    a, b, *_ = made.events
    edits = (
        Check((a,)), Reject((a,)), Restore((a,)), Change(a, title="x", redated=True, dated=a.dated), Add(a),
        Merge((a, b)), Split(a, b), Connect(a, b, "cause"), Settle((a, b)),
    )  # fmt: skip
    assert {type(e) for e in edits} == set(get_args(get_args(Edit)[0]))
    Project(path).append(Step("many", edits=edits))
    assert Project(path).steps() == [Step("many", edits=edits)]


def test_an_annotation_is_kept_for_one_version_of_the_program(path, made):
    project = Project(path)
    (number,) = project.put(made.documents)
    annotation = Annotation(made.documents[0], mentions=tuple(m for e in made.events for m in e.mentions))
    project.keep_annotation(number, "one", annotation)
    assert Project(path).annotation(number, "one") == annotation
    assert project.annotation(number, "two") is None


def test_a_change_that_fails_half_way_leaves_the_old_state(path, made, monkeypatch):
    project = Project(path)
    numbers = keep(project, made)
    whole = records.parts(made)
    broken = chain(islice(whole, 4), (next(iter(())) for _ in (1,)))
    monkeypatch.setattr("timeline.store.project.records.parts", lambda timeline: broken)
    with pytest.raises(RuntimeError):
        project.keep_result(numbers, "later", made)
    monkeypatch.undo()
    assert Project(path).result(numbers) == (made, "maker")
    assert project.result(numbers) == (made, "maker")


def test_old_results_are_forgotten_and_the_log_is_not(path, made):
    project = Project(path)
    for number in range(KEPT_RESULTS + 5):
        document = replace(made.documents[0], text=made.documents[0].text + str(number))
        keep(project, replace(made, documents=(document,)))
    file = sqlite3.connect(path)
    counts = [file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("results", "log", "documents")]
    orphans = file.execute("SELECT count(*) FROM parts WHERE result NOT IN (SELECT id FROM results)").fetchone()[0]
    file.close()
    assert counts == [KEPT_RESULTS, KEPT_RESULTS + 5, KEPT_RESULTS + 5]
    assert orphans == 0


def test_a_project_without_a_path_lives_in_memory(made):
    project = Project()
    assert project.steps() == []
    numbers = keep(project, made)
    assert project.result(numbers) == (made, "maker")


def test_a_project_of_the_first_version_keeps_its_texts(path, made):
    file = sqlite3.connect(path)
    body = records.written(Document, made.documents[0])
    file.executescript(
        "CREATE TABLE documents (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE);"
        "CREATE TABLE steps (number INTEGER PRIMARY KEY, words TEXT, documents TEXT, timeline TEXT);"
        f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 1;"
    )
    file.execute("INSERT INTO documents VALUES (7, ?)", (body,))
    file.execute("INSERT INTO steps VALUES (1, 'added', '[7]', '{}')")
    file.commit()
    file.close()
    project = Project(path)
    assert [s.documents for s in project.steps()] == [(7,)]
    assert project.get([7]) == made.documents


def test_what_another_window_writes_is_noticed(path):
    one, other = Project(path), Project(path)
    before = one.stamp()
    other.append(Step("x", ()))
    assert one.stamp() != before


@pytest.mark.skipif(sys.platform == "win32", reason="rights work in another way there")
def test_a_file_that_may_only_be_read_is_opened_to_be_read(made):
    """As a user without rights, since nothing is forbidden to root."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "my.timeline"
        numbers = keep(Project(path), made)
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        command = [sys.executable, "-c", AS_READER, str(path), str(numbers[0])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        Path(folder).chmod(0o755)
    assert done.stdout == "13 can only be read\n", done.stderr


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


def test_a_program_that_is_killed_loses_nothing_that_was_confirmed():
    """A few kills here; benchmarks/kill_project.py makes a hundred."""
    assert kill_project.main(3) == 0
