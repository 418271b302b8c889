"""The events as a table in CSV (RFC 4180), for a spreadsheet."""

from __future__ import annotations

import csv
import io

from timeline.dates import edtf
from timeline.dates.calendars import iso
from timeline.model import Event, Timeline
from timeline.show.table import event_date

COLUMNS = (
    "id", "title", "date", "edtf", "earliest", "latest", "status", "kind", "salience",
    "named", "participants", "places", "document", "evidence", "confirmed", "note",
)  # fmt: skip


def write(timeline: Timeline) -> str:
    """One row an event, in the order of the timeline; no cell can act as a formula."""
    texts = {d.id: d.text for d in timeline.documents}
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for event in timeline.events:
        table.writerow([harmless(cell) for cell in _row(event, texts)])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows instead of running (OWASP, "CSV Injection").

    >>> harmless("=1+1"), harmless("-0043")
    ("'=1+1", '-0043')
    """
    risky = cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell.lstrip("-").replace("-", "").isdigit()
    return f"'{cell}" if risky else cell


def _row(event: Event, texts: dict[str, str]) -> list[str]:
    when = event.dated.when if event.dated else None
    first = next(iter(event.mentions), None)
    return [
        event.id,
        event.title,
        event_date(event, ""),
        edtf.write(when) if when else "",
        "" if when is None or when.earliest is None else iso(when.earliest),
        "" if when is None or when.latest is None else iso(when.latest),
        event.status,
        event.kind,
        f"{event.salience:.2f}",
        event.named.name if event.named else "",
        "; ".join(event.participants),
        "; ".join(event.places),
        first.document if first else "",
        " ".join(first.span.of(texts[first.document]).split()) if first else "",
        "yes" if event.checked else "",
        event.note,
    ]
