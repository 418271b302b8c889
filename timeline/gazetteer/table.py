"""The gazetteer: named events and periods as rows of CSV, read once into entries that can be looked up."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from timeline.dates import edtf
from timeline.dates.when import When, contains
from timeline.errors import DateError, GazetteerError
from timeline.gazetteer.catalogue import Catalogue, is_catalogue

ROOM = Path(__file__).parent
COLUMNS = (
    "name", "aliases", "edtf", "id", "kind", "places", "participants", "part_of", "languages", "yes", "no", "note",
)  # fmt: skip
LONGEST_CELL = 20_000
CHECKED = 10_000  # the fame of a row that a person wrote


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A named event, equal only to itself, so that it is a quick key.

    `fame` is the number of Wikipedias that know an imported event; a row that a person wrote is above them all.

    `aliases` hold the name too; `languages` are pairs of an ISO 639-1 code and a name in it.
    `notes` explain what `check` and the comparison with a reference would find: "shared Bloody Sunday", "dated by ...".
    """

    id: str
    name: str
    when: When
    kind: str
    aliases: tuple[str, ...]
    places: tuple[str, ...]
    participants: tuple[str, ...]
    part_of: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    yes: str
    no: str
    notes: tuple[str, ...]
    where: str
    fame: int = CHECKED


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Entries by identifier, in the order of the rows; where an identifier stands twice the first row wins.

    Catalogues stand behind the rows: what a row says wins.
    """

    entries: tuple[Entry, ...]
    by_id: dict[str, Entry]
    catalogues: tuple[Catalogue, ...] = ()


def load(extra: Sequence[Path] = ()) -> Gazetteer:
    """The core with a user's own rows behind it; raises GazetteerError naming the file and the line of a bad row.

    >>> load().by_id["wikidata:Q162401"].name
    'Prague Spring'
    """
    core = _core()
    if not extra:
        return core
    catalogues = tuple(Catalogue(path) for path in extra if is_catalogue(path))
    own = [entry for path in extra if not is_catalogue(path) for entry in read(path)]
    by_id = {e.id: e for e in reversed(own)} | core.by_id
    return Gazetteer((*core.entries, *(e for e in own if e.id not in core.by_id)), by_id, catalogues)


@lru_cache
def _core() -> Gazetteer:
    entries = (*read(ROOM / "events.csv"), *read(ROOM / "periods.csv"))
    return Gazetteer(entries, {e.id: e for e in reversed(entries)})


def read(path: Path) -> Iterator[Entry]:
    """The entries of a CSV file with our columns (the last ones may be absent)."""
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, strict=True)
            missing = {"name", "edtf", "id"} - set(table.fieldnames or ())
            if missing:
                raise GazetteerError(f"{path}: no column {', '.join(sorted(missing))}; see docs/extending.md")
            for row in table:
                line = table.line_num
                yield entry_of(row, f"{path.name}, line {table.line_num}")
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror}); name a CSV file") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: after line {line} no CSV in UTF-8 ({error})") from error


def entry_of(row: Mapping[str, str], where: str) -> Entry:
    """The entry of one row; raises GazetteerError that says where a wrong one stands."""
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if None in row or any(len(cell) > LONGEST_CELL for cell in cells.values()):
        raise GazetteerError(f"{where}: more cells than columns, or a cell too long")
    if not cells["name"] or not cells["id"]:
        raise GazetteerError(f"{where}: a row needs a name and an id")
    try:
        when = edtf.read(cells["edtf"])
    except DateError as error:
        raise GazetteerError(f"{where}: {error}") from error
    languages = tuple((code, name) for part in _list(cells["languages"]) for code, _, name in [part.partition(":")])
    return Entry(
        cells["id"], cells["name"], when, cells["kind"] or "event", (cells["name"], *_list(cells["aliases"])),
        _list(cells["places"]), _list(cells["participants"]), _list(cells["part_of"]), languages,
        cells["yes"], cells["no"], _list(cells["note"]), where, int(row.get("fame") or CHECKED),
    )  # fmt: skip


def _list(cell: str) -> tuple[str, ...]:
    return tuple([part.strip() for part in cell.split("|") if part.strip()]) if cell else ()


def search(gazetteer: Gazetteer, text: str) -> list[Entry]:
    """Entries whose name or alias holds all the words of a query; whole names first, catalogues last, at most 50.

    >>> [e.name for e in search(load(), "prague spring")][:1]
    ['Prague Spring']
    """
    words = re.findall(r"\w+", text.casefold())
    if not words:
        return []
    rows = [e for c in gazetteer.catalogues for e in (entry_of(r, c.path.name) for r in c.search(words))]
    imported = {e.id: e for e in rows if e.id not in gazetteer.by_id}
    found = []
    for n, entry in enumerate((*gazetteer.entries, *imported.values())):
        names = [name.casefold() for name in (*entry.aliases, *(name for _, name in entry.languages))]
        fitting = [name for name in names if all(word in name for word in words)]
        if fitting:
            exact = " ".join(words) in (" ".join(re.findall(r"\w+", name)) for name in fitting)
            found.append((entry.fame < CHECKED, not exact, min(map(len, fitting)), n, entry))
    return [entry for *_, entry in sorted(found, key=lambda f: f[:4])][:50]


def check(gazetteer: Gazetteer) -> list[str]:
    """What is wrong with the rows, a line each: identifiers and aliases that stand twice, wholes missing or short."""
    findings, seen = [], dict[str, Entry]()
    for entry in gazetteer.entries:
        if entry.id in seen:
            findings.append(f"{entry.where}: {entry.id} stands in {seen[entry.id].where} already")
        seen.setdefault(entry.id, entry)
        for whole in entry.part_of:
            if whole not in gazetteer.by_id:
                findings.append(f"{entry.where}: part of {whole}, which is not there")
            elif not contains(gazetteer.by_id[whole].when, entry.when):
                findings.append(f"{entry.where}: {entry.name} lies outside of {gazetteer.by_id[whole].name}")
    return findings + _clashes(gazetteer)


def _clashes(gazetteer: Gazetteer) -> list[str]:
    """Aliases of several rows, where a row has no note "shared ALIAS"; hints (with a question mark) may be shared."""
    rows: dict[str, dict[str, Entry]] = {}
    for entry in gazetteer.entries:
        for alias in entry.aliases:
            if not alias.endswith("?"):
                rows.setdefault(alias.casefold().removeprefix("the "), {})[entry.id] = entry
    return [
        f"{entry.where}: {alias} is also {', '.join(e.name for e in found.values() if e is not entry)}; "
        f"if that is so, note: shared {alias}"
        for alias, found in rows.items() if len(found) > 1
        for entry in found.values() if f"shared {alias}" not in (note.casefold() for note in entry.notes)
    ]  # fmt: skip
