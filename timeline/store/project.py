"""A project: one SQLite file with documents, the log of what a person did, and the results built from the documents.

Every change is one transaction: after a crash the file holds all of it or nothing. A project without a path lives in
memory; one that cannot be written to is opened to be read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import ProjectError
from timeline.model import Annotation, Document, Timeline
from timeline.store import records
from timeline.store.log import Step

APPLICATION = 0x74696D65
VERSION = 2
KEPT_RESULTS = 3
_TABLES = """
CREATE TABLE documents (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE);
CREATE TABLE log (number INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
CREATE TABLE annotations (document INTEGER PRIMARY KEY, maker TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE results (id INTEGER PRIMARY KEY, documents TEXT NOT NULL UNIQUE, maker TEXT NOT NULL);
CREATE TABLE parts (result INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX parts_of ON parts (result);
"""


class Project:
    """An open project; raises ProjectError where the file is none of ours or damaged."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.read_only = False
        self._file = self._open()

    def steps(self) -> list[Step]:
        """The whole log."""
        with self._transaction() as cursor:
            return [records.read(Step, body) for (body,) in cursor.execute("SELECT body FROM log ORDER BY number")]

    def append(self, step: Step) -> None:
        """Add a step to the log; it is on the disk when this returns."""
        with self._transaction(writes=True) as cursor:
            cursor.execute("INSERT INTO log (body) VALUES (?)", (records.written(Step, step),))

    def put(self, documents: Sequence[Document]) -> tuple[int, ...]:
        """The numbers under which the documents stand in the file; each is kept once."""
        with self._transaction(writes=True) as cursor:
            return tuple(_put(cursor, d) for d in documents)

    def get(self, numbers: Sequence[int]) -> tuple[Document, ...]:
        """The documents of these numbers."""
        with self._transaction() as cursor:
            return tuple(records.read(Document, _body(cursor, n)) for n in numbers)

    def annotation(self, number: int, maker: str) -> Annotation | None:
        """What `maker` (a version of the program) found in a document, where that was kept."""
        with self._transaction() as cursor:
            found = cursor.execute("SELECT body FROM annotations WHERE document = ? AND maker = ?", (number, maker))
            row = found.fetchone()
            kept: Annotation | None = records.unpacked(Annotation, row[0]) if row else None
            return kept

    def keep_annotation(self, number: int, maker: str, annotation: Annotation) -> None:
        """Keep what was found in a document for the next build."""
        with self._transaction(writes=True) as cursor:
            row = (number, maker, records.packed(Annotation, annotation))
            cursor.execute("INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)", row)

    def result(self, numbers: Sequence[int]) -> tuple[Timeline, str] | None:
        """The timeline built last from these documents, and by which version of the program."""
        with self._transaction() as cursor:
            found = cursor.execute("SELECT id, maker FROM results WHERE documents = ?", (json.dumps(list(numbers)),))
            row = found.fetchone()
            if row is None:
                return None
            parts = cursor.execute("SELECT kind, body FROM parts WHERE result = ? ORDER BY rowid", (row[0],))
            return records.timeline(parts), row[1]

    def keep_result(self, numbers: Sequence[int], maker: str, timeline: Timeline) -> None:
        """Keep what was built; the oldest results are forgotten, since they can be built again."""
        documents = json.dumps(list(numbers))
        with self._transaction(writes=True) as cursor:
            cursor.execute("DELETE FROM results WHERE documents = ?", (documents,))
            cursor.execute("INSERT INTO results (documents, maker) VALUES (?, ?)", (documents, maker))
            number = cursor.lastrowid
            rows = ((number, kind, body) for kind, body in records.parts(timeline))
            cursor.executemany("INSERT INTO parts VALUES (?, ?, ?)", rows)
            cursor.execute("DELETE FROM results WHERE id <= (SELECT max(id) FROM results) - ?", (KEPT_RESULTS,))
            cursor.execute("DELETE FROM parts WHERE result NOT IN (SELECT id FROM results)")

    def stamp(self) -> int:
        """A number that changes when another program writes to the file."""
        with self._explained():
            return int(self._file.execute("PRAGMA data_version").fetchone()[0])

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
        if kind == APPLICATION and version > VERSION:
            raise ProjectError(f"{self.path}: made by a newer version; update this program")
        if kind != APPLICATION and (kind or file.execute("SELECT 1 FROM sqlite_master").fetchone()):
            raise ProjectError(f"{self.path}: not a timeline project; choose another file")
        pragmas = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        if kind != APPLICATION:
            file.executescript(f"BEGIN IMMEDIATE; {_TABLES} {pragmas} COMMIT;")
        elif version < VERSION:
            _renew(file, pragmas)
        else:
            self.read_only = not _can_write(file)

    @contextmanager
    def _transaction(self, writes: bool = False) -> Iterator[sqlite3.Cursor]:
        if writes and self.read_only:
            raise ProjectError(f"{self.path}: can only be read; copy it to a place where you may write")
        with self._explained():
            cursor = self._file.cursor()
            cursor.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
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


def _can_write(file: sqlite3.Connection) -> bool:
    """Whether a change would go through, its journal too; nothing is changed."""
    try:
        file.execute("BEGIN IMMEDIATE")
        file.execute(f"PRAGMA user_version = {VERSION}")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    finally:
        if file.in_transaction:
            file.execute("ROLLBACK")
    return True


def _renew(file: sqlite3.Connection, pragmas: str) -> None:
    """A project of the first version, which kept whole states: its texts are kept, the rest is built anew."""
    last = file.execute("SELECT documents FROM steps ORDER BY number DESC LIMIT 1").fetchone()
    step = Step("opened a project of an earlier version", tuple(json.loads(last[0])) if last else ())
    tables = _TABLES.replace("CREATE TABLE documents", "CREATE TABLE IF NOT EXISTS documents")
    for statement in f"BEGIN IMMEDIATE; DROP TABLE steps; {tables} {pragmas}".split(";"):
        file.execute(statement)
    file.execute("INSERT INTO log (body) VALUES (?)", (records.written(Step, step),))
    file.execute("COMMIT")


def _put(cursor: sqlite3.Cursor, document: Document) -> int:
    body = records.written(Document, document)
    cursor.execute("INSERT OR IGNORE INTO documents (body) VALUES (?)", (body,))
    return int(cursor.execute("SELECT id FROM documents WHERE body = ?", (body,)).fetchone()[0])


def _body(cursor: sqlite3.Cursor, number: int) -> str:
    return str(cursor.execute("SELECT body FROM documents WHERE id = ?", (number,)).fetchone()[0])
