"""The command line of the contract: formats, exit codes, one-line messages, nothing half-written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "timeline-1.schema.json").read_text(encoding="utf-8"))
ARTICLE = """The Bastille fell on 14 July 1789. Three weeks later, on 4 August, the Assembly abolished feudal dues.
"""


def run(*words, stdin="", cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "timeline", *map(str, words)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bastille.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_build_writes_json_that_the_published_schema_accepts(article, tmp_path):
    out = tmp_path / "out.json"
    done = run("build", article, "-o", out, "--with-text")
    assert done.returncode == 0, done.stderr
    export = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(export, SCHEMA)
    assert export["documents"][0]["text"] == ARTICLE
    for event in export["events"]:
        for mention in event["mentions"]:
            assert ARTICLE[mention["start"] : mention["end"]] == mention["text"]


def test_two_processes_with_other_hash_seeds_write_the_same_bytes(article):
    one = run("build", article, "-f", "json", PYTHONHASHSEED="1")
    two = run("build", article, "-f", "json", PYTHONHASHSEED="2")
    assert one.stdout == two.stdout != ""


def test_annotate_writes_a_line_a_document_with_every_mention(article, tmp_path):
    out = tmp_path / "out.jsonl"
    done = run("annotate", article, article, "-o", out)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2
    assert {"id", "date", "expressions", "events"} == set(lines[0])
    for found in (*lines[0]["expressions"], *lines[0]["events"]):
        assert ARTICLE[found["start"] : found["end"]] == found["text"]


def test_without_a_file_a_table_goes_to_the_terminal(article):
    done = run("build", article)
    assert done.returncode == 0
    assert "14 July 1789" in done.stdout
    assert "Storming of the Bastille" in done.stdout


def test_standard_input_is_a_source():
    done = run("build", "-", "-f", "csv", stdin=ARTICLE)
    assert done.returncode == 0, done.stderr
    assert "1789-07-14" in done.stdout


def test_a_bad_source_is_said_in_a_line_and_the_others_are_done(article, tmp_path):
    out = tmp_path / "out.json"
    done = run("build", tmp_path / "none.txt", article, "-o", out)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "none.txt" in done.stderr
    assert json.loads(out.read_text(encoding="utf-8"))["events"]


def test_when_nothing_could_be_read_nothing_is_written(tmp_path):
    out = tmp_path / "out.json"
    done = run("build", tmp_path / "none.txt", "-o", out)
    assert done.returncode == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "say"),
    [
        (["build"], "SOURCE"),
        (["build", "-", "--date", "yesterday"], "yesterday"),
        (["build", "-", "-o", "out.xyz"], "xyz is not a format"),
        (["build", "-", "-f", "pdf"], "pdf is not a format"),
        (["build", "-", "--gazetteer", "none.csv"], "none.csv"),
        (["gazetteer", "import", "none.json", "-o", "x.sqlite"], "none.json"),
        (["sing"], "sing"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_to_do(words, say, tmp_path):
    done = run(*words, stdin=ARTICLE, cwd=tmp_path)
    assert done.returncode == 2
    assert say in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_a_wrong_call(article, tmp_path):
    done = run("build", article, "-o", tmp_path / "no" / "such" / "folder.json")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_about_leaves_the_events_of_one_entity(tmp_path):
    text = "Napoleon was crowned on 2 December 1804. Nelson died at Trafalgar on 21 October 1805."
    done = run("build", "-", "-f", "json", "--about", "Nelson", stdin=text)
    titles = [e["title"] for e in json.loads(done.stdout)["events"]]
    assert titles
    assert not [t for t in titles if "Napoleon" in t]


def test_explain_names_the_rule_and_the_bounds():
    done = run("explain", "The Wagner rebellion happened last month.", "--date", "2023-07-20")
    assert done.returncode == 0, done.stderr
    assert "2023-06" in done.stdout
    assert "rule" in done.stdout


def test_gazetteer_search_and_check():
    assert "Prague Spring" in run("gazetteer", "search", "Prague Spring").stdout
    done = run("gazetteer", "check")
    assert done.returncode == 0, done.stdout


def test_hostile_text_cannot_steer_the_terminal():
    text = "On 3 May 1990 the \x1b[31mred \u202egroup\u202c won the election in Ruritania."
    shown = run("build", "-", stdin=text).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
