"""A Wikidata JSON dump read as a stream: events, classes and places into a working file, so that a run can go on later.

The dump is one JSON array with an entity a line (Wikibase documentation, "JSON"). An event's class may stand behind it
in the dump, so what could be an event is kept until the end, when all classes are known.
"""

from __future__ import annotations

import bz2
import gzip
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from timeline.errors import GazetteerError
from timeline.gazetteer import wikidata
from timeline.gazetteer.wikidata import CAUSES, COORDINATES, END, INSTANCE, PART_OF, PLACES, POINT, START, SUBCLASS

LONGEST_LINE = 16 * 1024 * 1024
STEP = 10_000  # entities between two savings
KNOWN_PLACE = 10  # sitelinks of a place whose name helps to tell events apart
_TABLES = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS done (dump, entities);
CREATE TABLE IF NOT EXISTS candidate (qid PRIMARY KEY, classes, facts);
CREATE TABLE IF NOT EXISTS subclass (child, parent);
CREATE TABLE IF NOT EXISTS place (qid PRIMARY KEY, name);
"""
Note = Callable[[int], None]
Facts = dict[str, Any]


def rows(
    dump: Path, work: Path, languages: Sequence[str] = (), sitelinks: int = 5, note: Note = lambda count: None
) -> Iterator[dict[str, str]]:
    """The named events of a dump (json, json.gz or json.bz2) with English names, and names in more languages.

    Keeps entities of an event class or one below it that have a date and at least so many sitelinks. `work` is a
    working file beside the result: a run that was stopped goes on from there. `note` is told how many entities were
    read. Raises GazetteerError naming the line where the dump is damaged.
    """
    codes = ("en", *(code for code in languages if code != "en"))
    mark = f"{_size(dump)} {','.join(codes)} {sitelinks}"
    file = _work(work)
    try:
        _read(dump, file, mark, codes, sitelinks, note)
        yield from _chosen(file)
    except sqlite3.Error as error:
        raise GazetteerError(f"{work}: cannot be used ({error}); delete it and begin again") from error
    finally:
        file.close()


def _work(path: Path) -> sqlite3.Connection:
    try:
        file = sqlite3.connect(path, isolation_level=None)
        file.executescript(_TABLES)
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: cannot be used ({error}); delete it or choose another place with -o") from error
    return file


def _read(
    dump: Path, file: sqlite3.Connection, mark: str, languages: Sequence[str], sitelinks: int, note: Note
) -> None:
    """Read on from where the last run saved, if it was one of the same `mark`."""
    known = file.execute("SELECT dump, entities FROM done").fetchone()
    if known is None or known[0] != mark:
        file.executescript("DELETE FROM done; DELETE FROM candidate; DELETE FROM subclass; DELETE FROM place;")
        file.execute("INSERT INTO done VALUES (?, 0)", (mark,))
    done = known[1] if known and known[0] == mark else 0
    with _open(dump) as stream:
        lines = enumerate(_lines(dump, stream), 1)
        for _ in islice(lines, done):
            pass  # packed bytes have no way to jump; without parsing it is quick
        while some := list(islice(lines, STEP)):
            file.execute("BEGIN")
            for number, line in some:
                _keep(file, _entity(dump, number, line), languages, sitelinks)
            file.execute("UPDATE done SET entities = ?", (some[-1][0],))
            file.execute("COMMIT")
            note(some[-1][0])


def _size(dump: Path) -> str:
    try:
        return f"{dump.name} {dump.stat().st_size}"
    except OSError as error:
        raise GazetteerError(f"{dump}: cannot be read ({error.strerror}); name a Wikidata JSON dump") from error


def _open(dump: Path) -> IO[bytes] | gzip.GzipFile | bz2.BZ2File:
    try:
        match dump.suffix:
            case ".gz":
                return gzip.open(dump, "rb")
            case ".bz2":
                return bz2.open(dump, "rb")
            case _:
                return dump.open("rb")
    except OSError as error:
        raise GazetteerError(f"{dump}: cannot be read ({error.strerror}); name a Wikidata JSON dump") from error


def _lines(dump: Path, stream: IO[bytes] | gzip.GzipFile | bz2.BZ2File) -> Iterator[bytes]:
    """The lines with an entity; a dump that does not end as one is cut off."""
    number, last = 0, b""
    try:
        while line := stream.readline(LONGEST_LINE):
            number += 1
            last = line.strip()
            if last.rstrip(b",") not in (b"[", b"]", b""):
                yield last.rstrip(b",")
    except (OSError, EOFError, zlib.error) as error:
        raise GazetteerError(f"{dump}: damaged after line {number} ({error}); download it again") from error
    if last != b"]":
        raise GazetteerError(f"{dump}: ends after line {number} without its last bracket; download it again")


def _entity(dump: Path, number: int, line: bytes) -> Facts:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise GazetteerError(f"{dump}: entity {number} is not JSON; is this a Wikidata JSON dump?") from error
    if not isinstance(entity, dict) or not isinstance(entity.get("id"), str):
        raise GazetteerError(f"{dump}: entity {number} has no id; is this a Wikidata JSON dump?")
    return entity


def _keep(file: sqlite3.Connection, entity: Facts, languages: Sequence[str], sitelinks: int) -> None:
    """Save what an entity may be needed for: as a class, as a place, as an event."""
    parents, classes = _items(entity, SUBCLASS), _items(entity, INSTANCE)
    if parents:
        file.executemany("INSERT INTO subclass VALUES (?, ?)", [(entity["id"], parent) for parent in parents])
    name, fame = _label(entity, "en"), len(_map(entity, "sitelinks"))
    if not name:
        return
    if fame >= KNOWN_PLACE and COORDINATES in _map(entity, "claims"):
        file.execute("INSERT OR REPLACE INTO place VALUES (?, ?)", (entity["id"], name))
    when = wikidata.interval(*(_time(entity, property_) for property_ in (POINT, START, END)))
    if classes and when and fame >= sitelinks:
        names = {code: found for code in languages if (found := _names(entity, code))}
        facts = {
            "names": names, "when": when, "fame": fame, "part_of": _items(entity, PART_OF),
            "causes": [item for cause in CAUSES for item in _items(entity, cause)],
            "places": [item for place in PLACES for item in _items(entity, place)],
        }  # fmt: skip
        values = (entity["id"], " ".join(classes), json.dumps(facts, ensure_ascii=False))
        file.execute("INSERT OR REPLACE INTO candidate VALUES (?, ?, ?)", values)


def _chosen(file: sqlite3.Connection) -> Iterator[dict[str, str]]:
    """The candidates of an event class, in the order of their numbers."""
    kinds = _kinds(file)
    order = "ORDER BY length(qid), qid"
    for qid, classes, text in file.execute(f"SELECT qid, classes, facts FROM candidate {order}"):
        kind = min(((kinds[c], c) for c in classes.split() if c in kinds), default=None)
        if kind:
            facts = json.loads(text)
            places = [name for place in facts["places"] for name in _place(file, place)]
            yield wikidata.row(
                qid, facts["names"], facts["when"], list(wikidata.CLASSES.values())[kind[0][1]], facts["fame"],
                part_of=facts["part_of"], causes=facts["causes"], places=places,
            )  # fmt: skip


def _place(file: sqlite3.Connection, qid: str) -> list[str]:
    return [name for (name,) in file.execute("SELECT name FROM place WHERE qid = ?", (qid,))]


def _kinds(file: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Each class at or below ours, with how far below and which of ours that is: the nearest."""
    file.execute("CREATE INDEX IF NOT EXISTS by_parent ON subclass (parent)")
    found = {qid: (0, n) for n, qid in enumerate(wikidata.CLASSES)}
    edge = list(found)
    while edge:
        below = []
        for parent in edge:
            depth, own = found[parent]
            for (child,) in file.execute("SELECT child FROM subclass WHERE parent = ? ORDER BY child", (parent,)):
                if child not in found:
                    found[child] = (depth + 1, own)
                    below.append(child)
        edge = below
    return found


def _map(entity: Facts, name: str) -> Facts:
    """A part of an entity; PHP writes an empty one as a list."""
    found = entity.get(name)
    return found if isinstance(found, dict) else {}


def _label(entity: Facts, code: str) -> str:
    found = _map(entity, "labels").get(code)
    return str(found.get("value", "")).strip() if isinstance(found, dict) else ""


def _names(entity: Facts, code: str) -> list[str]:
    aliases = _map(entity, "aliases").get(code)
    others = [str(a["value"]) for a in aliases if "value" in a] if isinstance(aliases, list) else []
    return [name for name in (_label(entity, code), *others) if name]


def _claims(entity: Facts, property_: str) -> Iterator[Any]:
    claims = _map(entity, "claims").get(property_, [])
    preferred = [c for c in claims if c.get("rank") == "preferred"]
    for claim in preferred or claims:
        snak = claim.get("mainsnak", {})
        if claim.get("rank") != "deprecated" and snak.get("snaktype") == "value":
            yield snak.get("datavalue", {}).get("value")


def _items(entity: Facts, property_: str) -> list[str]:
    return [value["id"] for value in _claims(entity, property_) if isinstance(value, dict) and "id" in value]


def _time(entity: Facts, property_: str) -> str | None:
    dates = (wikidata.date(value) for value in _claims(entity, property_) if isinstance(value, dict))
    return next((d for d in dates if d), None)
