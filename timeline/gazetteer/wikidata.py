"""What Wikidata says of an event, as a row: its classes, dates, names, and the two ways in which it writes dates.

The JSON dump has no year 0 ("-0044" is 44 BC) and keeps Julian days as they are. The query service gives astronomical
years ("-0043" is 44 BC) and has turned Julian days into Gregorian ones, although it still calls them Julian.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from timeline.dates import edtf
from timeline.dates.calendars import day_number, is_date, iso
from timeline.errors import DateError

# Classes, with all classes below them, and the kind that they are here; the wide ones last.
CLASSES = {
    "Q198": "war", "Q8465": "war", "Q103495": "war", "Q178561": "battle", "Q1261499": "battle", "Q188055": "siege",
    "Q645883": "campaign", "Q831663": "campaign", "Q45382": "coup", "Q25906438": "coup", "Q10931": "revolution",
    "Q124734": "uprising", "Q6107280": "uprising", "Q124757": "riot", "Q273120": "protest", "Q49776": "strike",
    "Q131569": "treaty", "Q625298": "treaty", "Q3882219": "assassination", "Q3199915": "massacre",
    "Q41397": "genocide", "Q2223653": "attack", "Q3002772": "crisis", "Q290178": "crisis", "Q114380": "crisis",
    "Q7944": "disaster", "Q3839081": "disaster", "Q168247": "famine", "Q44512": "epidemic", "Q12184": "epidemic",
    "Q43109": "referendum", "Q2401485": "expedition", "Q180684": "conflict", "Q13418847": "event",
}  # fmt: skip
POINT, START, END, INSTANCE, SUBCLASS, PART_OF = "P585", "P580", "P582", "P31", "P279", "P361"
PLACES, CAUSES, COORDINATES = ("P276", "P17"), ("P828", "P1478"), "P625"
JULIAN = "http://www.wikidata.org/entity/Q1985786"
_TIME = re.compile(r"([+-]?)(\d{1,16})-(\d\d)-(\d\d)T")
Facts = Mapping[str, Any]


def date(value: Facts) -> str | None:
    """EDTF of a time value of the dump, `None` where it is coarser than a century or no date.

    >>> date({"time": "-0044-03-15T00:00:00Z", "precision": 11, "calendarmodel": JULIAN})
    '-0043-03-13'
    >>> date({"time": "+1960-00-00T00:00:00Z", "precision": 8, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"})
    '196X'
    """
    found = _TIME.match(str(value.get("time")))
    if not found:
        return None
    written, month, day = (int(part) for part in found.groups()[1:])
    year = 1 - written if found.group(1) == "-" else written
    return _edtf(year, month, day, value.get("precision"), value.get("calendarmodel") == JULIAN)


def date_of_query(time: str, precision: int) -> str | None:
    """EDTF of a time value of the query service: astronomical years, Gregorian days whatever it calls them.

    >>> date_of_query("-0043-03-13T00:00:00Z", 11)
    '-0043-03-13'
    >>> date_of_query("0000-01-01T00:00:00Z", 9)
    '0000'
    """
    found = _TIME.match(time)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups()[1:])
    return _edtf(-year if found.group(1) == "-" else year, month, day, precision, False)


def _edtf(year: int, month: int, day: int, precision: object, julian: bool) -> str | None:
    if abs(year) > 9999 or not isinstance(precision, int):
        return None
    stem = f"{'-' if year < 0 else ''}{abs(year):04d}"
    calendar = "julian" if julian else "gregorian"
    if precision >= 11 and is_date(year, month, day, calendar):
        return iso(day_number(year, month, day, calendar))
    if precision >= 10 and 1 <= month <= 12:
        return f"{stem}-{month:02d}"
    if precision >= 9:
        return stem
    if year < 0 or precision not in (7, 8):
        return None
    hundreds = (year - 1) // 100
    return f"{stem[:3]}X" if precision == 8 else f"[{100 * hundreds + 1:04d}..{100 * hundreds + 100:04d}]"


def interval(point: str | None, start: str | None, end: str | None) -> str | None:
    """The date of an event from what is known of it; an end before the beginning is passed over.

    >>> interval(None, "1914-07-28", "1918-11-11"), interval("1968", None, None), interval(None, "1990", "1980")
    ('1914-07-28/1918-11-11', '1968', '1990')
    """
    if start and end and start != end:
        try:
            return edtf.write(edtf.read(f"{start}/{end}")) and f"{start}/{end}"
        except DateError:
            return start
    return point or start or end


def row(
    qid: str, names: Mapping[str, Sequence[str]], when: str, kind: str, fame: int, *, part_of: Iterable[str] = (),
    causes: Iterable[str] = (), places: Iterable[str] = (),
) -> dict[str, str]:  # fmt: skip
    """A row of a catalogue; `names` are those of each language, the label first."""
    english = names["en"]
    others = (f"{code}:{name}" for code, found in names.items() if code != "en" for name in found)
    return {
        "id": f"wikidata:{qid}", "name": english[0].strip(), "aliases": _joined(english[1:]), "edtf": when,
        "kind": kind, "places": _joined(places), "participants": "", "languages": _joined(others), "fame": str(fame),
        "part_of": _joined(f"wikidata:{q}" for q in part_of), "causes": _joined(f"wikidata:{q}" for q in causes),
    }  # fmt: skip


def _joined(parts: Iterable[str]) -> str:
    """Parts with bars between, each once; as many as a cell holds."""
    found, size = dict[str, None](), 0
    for part in (p.replace("|", " ").strip() for p in parts):
        size += len(part) + 1
        if part and size < 20_000:
            found[part] = None
    return "|".join(found)
