"""Named events from a Wikidata JSON dump: a stream of entities in, rows in the gazetteer's own columns out.

The dump is one JSON array with an entity a line (Wikibase documentation, "JSON"). Two traps: no year 0 ("-0044" is
44 BC), and a date in the Julian calendar model stays a Julian day.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from timeline.dates.calendars import day_number, is_date, iso
from timeline.errors import GazetteerError

COLUMNS = ("name", "aliases", "edtf", "id", "kind", "places", "participants", "part_of", "languages", "yes", "no")
CLASSES = {
    "Q198": "war", "Q8465": "war", "Q103495": "war", "Q178561": "battle", "Q1261499": "battle", "Q188055": "siege",
    "Q645883": "campaign", "Q831663": "campaign", "Q180684": "conflict", "Q45382": "coup", "Q25906438": "coup",
    "Q10931": "revolution", "Q124734": "uprising", "Q6107280": "uprising", "Q124757": "riot", "Q273120": "protest",
    "Q49776": "strike", "Q131569": "treaty", "Q625298": "treaty", "Q3882219": "assassination", "Q3199915": "massacre",
    "Q41397": "genocide", "Q2223653": "attack", "Q3002772": "crisis", "Q290178": "crisis", "Q114380": "crisis",
    "Q7944": "disaster", "Q3839081": "disaster", "Q168247": "famine", "Q44512": "epidemic", "Q12184": "epidemic",
    "Q43109": "referendum", "Q2401485": "expedition", "Q13418847": "event",
}  # fmt: skip
POINT, START, END, INSTANCE, PART_OF = "P585", "P580", "P582", "P31", "P361"
JULIAN = "http://www.wikidata.org/entity/Q1985786"
LONGEST_LINE = 16 * 1024 * 1024


def rows(
    dump: Path, languages: Iterable[str] = (), sitelinks: int = 5, note: Callable[[int], None] = lambda count: None
) -> Iterator[dict[str, str]]:
    """The named events of a dump (json, json.gz or json.bz2), English names, with names in more languages.

    Keeps entities of an event class (`CLASSES`) that have a date and at least so many sitelinks. `note` is told how
    many entities were read. Raises GazetteerError naming the line where the dump is damaged.
    """
    wanted = tuple(languages)
    with _open(dump) as lines:
        for number, line in enumerate(_lines(dump, lines), 1):
            if number % 10_000 == 0:
                note(number)
            row = _row(_entity(dump, number, line), wanted, sitelinks)
            if row:
                yield row


def write(found: Iterable[dict[str, str]]) -> str:
    """The rows as a gazetteer CSV, one an identifier, in the order of the identifiers."""
    unique = {row["id"]: row for row in found}
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(unique[key] for key in sorted(unique, key=lambda k: (len(k), k)))
    return out.getvalue()


def date(value: dict[str, Any]) -> str | None:
    """EDTF of a Wikidata time value, `None` where it is coarser than a century or no date.

    >>> date({"time": "-0044-03-15T00:00:00Z", "precision": 11, "calendarmodel": JULIAN})
    '-0043-03-13'
    >>> date({"time": "+1960-00-00T00:00:00Z", "precision": 8, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"})
    '196X'
    """
    sign, rest = value["time"][:1], value["time"][1:].split("T")[0]
    written, month, day = (int(part) for part in rest.split("-"))
    year = written if sign == "+" else 1 - written
    stem = f"{'-' if year < 0 else ''}{abs(year):04d}"
    precision = value["precision"]
    if precision == 11:
        calendar = "julian" if value["calendarmodel"] == JULIAN else "gregorian"
        return iso(day_number(year, month, day, calendar)) if is_date(year, month, day, calendar) else stem
    if precision == 10 and 1 <= month <= 12:
        return f"{stem}-{month:02d}"
    if precision in (9, 10):
        return stem
    if year < 0 or precision not in (7, 8):
        return None
    hundreds = (year - 1) // 100
    return f"{stem[:3]}X" if precision == 8 else f"[{100 * hundreds + 1:04d}..{100 * hundreds + 100:04d}]"


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
    number = 0
    try:
        while line := stream.readline(LONGEST_LINE):
            number += 1
            bare = line.strip().rstrip(b",")
            if bare not in (b"[", b"]", b""):
                yield bare
    except (OSError, EOFError) as error:
        raise GazetteerError(f"{dump}: damaged after line {number} ({error}); download it again") from error


def _entity(dump: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        entity = json.loads(line)
    except ValueError as error:
        raise GazetteerError(f"{dump}: entity {number} is not JSON; is this a Wikidata JSON dump?") from error
    if not isinstance(entity, dict) or "id" not in entity:
        raise GazetteerError(f"{dump}: entity {number} has no id; is this a Wikidata JSON dump?")
    return entity


def _row(entity: dict[str, Any], languages: tuple[str, ...], sitelinks: int) -> dict[str, str] | None:
    kinds = [CLASSES[c] for c in _items(entity, INSTANCE) if c in CLASSES]
    name = entity.get("labels", {}).get("en", {}).get("value")
    if not kinds or not name or len(entity.get("sitelinks", {})) < sitelinks:
        return None
    edtf = _interval(entity)
    if not edtf:
        return None
    aliases = [a["value"] for a in entity.get("aliases", {}).get("en", [])]
    labels = entity["labels"]
    row = dict.fromkeys(COLUMNS, "")
    row |= {"name": name, "aliases": _joined(aliases), "edtf": edtf, "id": f"wikidata:{entity['id']}", "kind": kinds[0]}
    row["part_of"] = _joined(f"wikidata:{q}" for q in _items(entity, PART_OF))
    row["languages"] = _joined(f"{code}:{labels[code]['value']}" for code in languages if code in labels)
    return row


def _interval(entity: dict[str, Any]) -> str | None:
    point, start, end = (_time(entity, p) for p in (POINT, START, END))
    if start and end:
        return f"{start}/{end}" if start != end else start
    return point or start


def _joined(parts: Iterable[str]) -> str:
    return "|".join(part.replace("|", " ") for part in parts)


def _claims(entity: dict[str, Any], property_: str) -> Iterator[Any]:
    claims = entity.get("claims", {}).get(property_, [])
    preferred = [c for c in claims if c.get("rank") == "preferred"]
    for claim in preferred or claims:
        snak = claim.get("mainsnak", {})
        if claim.get("rank") != "deprecated" and snak.get("snaktype") == "value":
            yield snak["datavalue"]["value"]


def _items(entity: dict[str, Any], property_: str) -> list[str]:
    return [value["id"] for value in _claims(entity, property_) if "id" in value]


def _time(entity: dict[str, Any], property_: str) -> str | None:
    dates = (date(value) for value in _claims(entity, property_) if "time" in value)
    return next((d for d in dates if d), None)
