"""A project: one SQLite file with documents, the timeline built from them, and the steps that can be taken back.

Every change is one transaction: a reader sees the old state or the new one. A project without a path lives in memory.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import ProjectError
from timeline.model import Document, Timeline

if TYPE_CHECKING:
    from pydantic import TypeAdapter

APPLICATION = 0x74696D65
VERSION = 1
KEPT_STEPS = 50
_TABLES = """
CREATE TABLE documents (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE);
CREATE TABLE steps (number INTEGER PRIMARY KEY, words TEXT NOT NULL, documents TEXT NOT NULL, timeline TEXT NOT NULL);
"""


class Project:
    """An open project; raises ProjectError where the file is none of ours or cannot be written."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._file = self._open()

    def current(self) -> Timeline:
        """The timeline as it stands, with its documents; empty in a new project."""
        with self._transaction() as cursor:
            row = cursor.execute("SELECT documents, timeline FROM steps ORDER BY number DESC LIMIT 1").fetchone()
            return _read(cursor, *row) if row else Timeline()

    def is_new(self) -> bool:
        """Whether nothing was ever put in."""
        with self._transaction() as cursor:
            return cursor.execute("SELECT 1 FROM steps").fetchone() is None

    def change(self, words: str, timeline: Timeline) -> None:
        """Keep a new state; `words` say what was done, for the one who wants to take it back."""
        with self._transaction() as cursor:
            ids = [_put(cursor, d) for d in timeline.documents]
            cursor.execute(
                "INSERT INTO steps (words, documents, timeline) VALUES (?, ?, ?)",
                (words, json.dumps(ids), _write(timeline)),
            )
            _tidy(cursor)

    def last_step(self) -> str | None:
        """What `undo` would take back; `None` where there is nothing before it."""
        with self._transaction() as cursor:
            rows = cursor.execute("SELECT words FROM steps ORDER BY number DESC LIMIT 2").fetchall()
            return rows[0][0] if len(rows) == 2 else None

    def undo(self) -> None:
        """Go back to the state before the last step; does nothing at the first."""
        with self._transaction() as cursor:
            if cursor.execute("SELECT count(*) FROM steps").fetchone()[0] > 1:
                cursor.execute("DELETE FROM steps WHERE number = (SELECT max(number) FROM steps)")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _open(self) -> sqlite3.Connection:
        try:
            file = sqlite3.connect(self.path or ":memory:", isolation_level=None, check_same_thread=False, timeout=10)
            with self._explained():
                self._check(file)
            return file
        except sqlite3.Error as error:
            raise ProjectError(f"{self.path}: cannot be opened ({error}); choose another place") from error

    def _check(self, file: sqlite3.Connection) -> None:
        kind, version = (file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if kind == APPLICATION and version <= VERSION:
            return
        if kind == APPLICATION:
            raise ProjectError(f"{self.path}: made by a newer version; update this program")
        if kind or file.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise ProjectError(f"{self.path}: not a timeline project; choose another file")
        pragmas = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        file.executescript(f"BEGIN IMMEDIATE; {_TABLES} {pragmas} COMMIT;")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Cursor]:
        with self._explained():
            cursor = self._file.cursor()
            cursor.execute("BEGIN")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            what = "is locked by another program" if "locked" in str(error) else f"cannot be used ({error})"
            raise ProjectError(f"{self.path or 'project'}: {what}") from error


def _put(cursor: sqlite3.Cursor, document: Document) -> int:
    body = _dumps(_adapter(Document).dump_python(document, mode="json"))
    cursor.execute("INSERT OR IGNORE INTO documents (body) VALUES (?)", (body,))
    return int(cursor.execute("SELECT id FROM documents WHERE body = ?", (body,)).fetchone()[0])


def _read(cursor: sqlite3.Cursor, ids: str, timeline: str) -> Timeline:
    bodies = (cursor.execute("SELECT body FROM documents WHERE id = ?", (n,)).fetchone()[0] for n in json.loads(ids))
    documents = [json.loads(body) for body in bodies]
    read: Timeline = _adapter(Timeline).validate_python(json.loads(timeline) | {"documents": documents})
    return read


def _write(timeline: Timeline) -> str:
    return _dumps(_adapter(Timeline).dump_python(timeline, mode="json", exclude={"documents"}))


def _tidy(cursor: sqlite3.Cursor) -> None:
    """Forget steps long past, and documents that no step speaks of."""
    cursor.execute("DELETE FROM steps WHERE number <= (SELECT max(number) FROM steps) - ?", (KEPT_STEPS,))
    cursor.execute(
        "DELETE FROM documents WHERE id NOT IN (SELECT each.value FROM steps, json_each(steps.documents) AS each)"
    )


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
