"""A timeline as the viewer draws it: events with their four bounds as day numbers, links by number, plain words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.model import Event, Timeline
from timeline.show.passages import mentions, passages
from timeline.show.table import clean, event_date

Scene = dict[str, Any]
TITLE_ROOM = 200
_MODULES = ("axis.js", "layout.js", "draw.js", "arcs.js", "ticks.js", "control.js", "viewer.js")


def scene(timeline: Timeline) -> Scene:
    """What the viewer is given: `events`, `links` [from, to, kind] between their numbers, and `written`.

    Events stand in the order of the timeline; those without a date have no bounds. `written` is the last day on which a
    document was written.
    """
    number = {e.id: n for n, e in enumerate(timeline.events)}
    disputed = {e for c in timeline.conflicts for e in c.events}
    written = [d.date.when.latest for d in timeline.documents if d.date and d.date.when.latest is not None]
    return {
        "events": [_event(timeline, e, e.id in disputed) for e in timeline.events],
        "links": [
            [number[x.source], number[x.target], x.kind]
            for x in timeline.links
            if x.source in number and x.target in number
        ],
        "written": max(written, default=None),
    }


@cache
def script() -> str:
    """The viewer as one ES module without imports. It begins with a comment, else Streamlit takes it for a path."""
    parts = (files("timeline.show.viewer").joinpath(name).read_text(encoding="utf-8") for name in _MODULES)
    return "\n".join(re.sub(r"^import .*\n", "", part, flags=re.MULTILINE) for part in parts)


@cache
def style(name: str = "viewer") -> str:
    """A style sheet: of the viewer, or of the page around it ("page")."""
    return files("timeline.show.viewer").joinpath(f"{name}.css").read_text(encoding="utf-8")


@cache
def icon() -> str:
    """The sign of the dashboard, as SVG."""
    return files("timeline.show.viewer").joinpath("icon.svg").read_text(encoding="utf-8")


def _event(timeline: Timeline, event: Event, disputed: bool) -> Scene:
    when = event.dated.when if event.dated else None
    places = passages(timeline, mentions(event)[:1])
    quote = (places[0].before, places[0].wording, places[0].after) if places else ("", "", "")
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
        "source": clean(places[0].document) if places else "",
    }


def clean_piece(text: str) -> str:
    """Like `clean`, but a space at either end stays: the pieces are put together again.

    >>> clean_piece(" in  476. ")
    ' in 476. '
    """
    inner = clean(text)
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() and inner else ''}"
