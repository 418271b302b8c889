"""A timeline as the viewer draws it: events with their four bounds as day numbers, links by number, plain words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.gazetteer import table
from timeline.gazetteer.table import Entry
from timeline.model import Document, Event, Timeline
from timeline.show.passages import around
from timeline.show.table import clean, event_date

Scene = dict[str, Any]
TITLE_ROOM = 200
_MODULES = (
    "axis", "layout", "lanes", "draw", "camera", "ticks", "arcs", "events", "card", "minimap", "eras", "picture",
    "tools", "steps", "control", "viewer", "graph", "memory",
)  # fmt: skip
MOST_ERAS = 40


def scene(timeline: Timeline) -> Scene:
    """What the viewer is given: `events`, `links` [from, to, kind] between their numbers, `eras`, and `written`.

    Events stand in the order of the timeline; those without a date have no bounds. `eras` are periods to go to: [name,
    first day, last day, whether a text names it]. `written` is the last day on which a document was written.
    """
    number = {e.id: n for n, e in enumerate(timeline.events)}
    written = [d.date.when.latest for d in timeline.documents if d.date and d.date.when.latest is not None]
    return {
        "events": drawn(timeline),
        "links": [
            [number[x.source], number[x.target], x.kind]
            for x in timeline.links
            if x.source in number and x.target in number
        ],
        "eras": [[e.name, e.when.earliest, e.when.latest, said] for e, said in eras(timeline)],
        "written": max(written, default=None),
    }


@cache
def script(entry: str = "component") -> str:
    """The views as one ES module without imports; `entry` is "component" (Streamlit) or "standalone" (a page on disk).

    It begins with a comment, else Streamlit takes it for a path.
    """
    room = files("timeline.show.viewer")
    parts = (room.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in (*_MODULES, entry))
    return "\n".join(re.sub(r"^import .*\n", "", part, flags=re.MULTILINE) for part in parts)


@cache
def style(name: str = "viewer") -> str:
    """A style sheet: of the viewer, or of the page around it ("page")."""
    return files("timeline.show.viewer").joinpath(f"{name}.css").read_text(encoding="utf-8")


@cache
def icon() -> str:
    """The sign of the dashboard, as SVG."""
    return files("timeline.show.viewer").joinpath("icon.svg").read_text(encoding="utf-8")


def eras(timeline: Timeline) -> list[tuple[Entry, bool]]:
    """The known periods in which events of the timeline lie, in the order of time, and whether a text names them.

    >>> eras(Timeline())
    []
    """
    named = {e.named.id for e in timeline.events if e.named}
    days = sorted(e.dated.when.earliest for e in timeline.events if e.dated and e.dated.when.earliest is not None)
    found = []
    for entry in table.load().entries:
        first, last = entry.when.earliest, entry.when.latest
        said = entry.id in named
        if first is None or last is None or (entry.kind != "period" and not (said and entry.kind == "war")):
            continue
        inside = bisect_right(days, last) - bisect_left(days, first)
        if said or inside >= 2:
            found.append((said, inside, entry))
    found.sort(key=lambda x: x[:2], reverse=True)
    shown = sorted(found[:MOST_ERAS], key=lambda x: (x[2].when.earliest or 0, x[2].when.latest or 0, x[2].name))
    return [(entry, said) for said, _, entry in shown]


def drawn(timeline: Timeline, events: Sequence[Event] | None = None) -> list[Scene]:
    """The events (all, or those given) as every view draws them and tells of them in its card."""
    disputed = {e for c in timeline.conflicts for e in c.events}
    titles = {d.id: title_of(d) for d in timeline.documents}
    texts = {d.id: d for d in timeline.documents}
    return [_event(e, e.id in disputed, titles, texts) for e in (timeline.events if events is None else events)]


def title_of(document: Document) -> str:
    """What to call a document, short enough for a drawing.

    >>> title_of(Document("a", "", source="notes.txt"))
    'notes.txt'
    """
    return clean(document.title or document.source or document.id)[:TITLE_ROOM]


def _event(event: Event, disputed: bool, titles: Mapping[str, str], texts: Mapping[str, Document]) -> Scene:
    when = event.dated.when if event.dated else None
    first = next((m for m in event.mentions if m.document in texts), None)
    quote = around(texts[first.document].text, first.span) if first else ("", "", "")
    return {
        "id": event.id,
        "title": clean(event.title)[:TITLE_ROOM] or "Untitled",
        "date": event_date(event),
        "bounds": [*when.start, *when.end] if when else [None] * 4,
        "lasting": bool(when and when.extent == "throughout"),
        "status": event.status,
        "named": clean(event.named.name) if event.named else "",
        "salience": round(event.salience, 3),
        "conflict": disputed,
        "quote": [clean_piece(x) for x in quote],
        "source": titles[first.document] if first else "",
        "documents": list(dict.fromkeys(titles[m.document] for m in event.mentions if m.document in titles)),
        "kinds": [event.kind.replace("_", " ").capitalize()],
        "places": [clean(x) for x in event.places],
        "participants": [clean(x) for x in event.participants],
    }


def clean_piece(text: str) -> str:
    """Like `clean`, but a space at either end stays: the pieces are put together again.

    >>> clean_piece(" in  476. ")
    ' in 476. '
    """
    inner = clean(text)
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() and inner else ''}"
