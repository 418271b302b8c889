"""A timeline as one HTML file that works from disk: the dashboard's viewer, the sentences, a list without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from timeline.model import Event, Timeline
from timeline.show.listing import heading
from timeline.show.passages import Passage, mentions, passages
from timeline.show.selection import foremost
from timeline.show.table import STATUS_SIGNS, clean, event_date, link_lines
from timeline.show.viewer import graph, memory
from timeline.show.viewer.scene import clean_piece, scene, script, style

TOGETHER = 60
DRAWN = 10_000


def write(timeline: Timeline) -> str:
    """The whole page. It asks nothing of the network, and no text of a document can become markup or script."""
    title, subtitle = heading(timeline)
    return _page().substitute(
        title=escape(title),
        subtitle=escape(subtitle),
        style=style(),
        script=script("standalone"),
        scene=data_script(scenes(timeline)),
        events=_events(timeline) or "<p>No events were found.</p>",
        links=_section("How they hang together", link_lines(timeline)),
        conflicts=_section("Statements that collide", (clean(c.message) for c in timeline.conflicts)),
    )


def scenes(timeline: Timeline) -> dict[str, Any]:
    """What the views draw of the `DRAWN` weightiest events; the memory view takes its events from the timeline."""
    shown = foremost(timeline, DRAWN)
    left_out = len(timeline.events) - len(shown.events)
    return {
        "timeline": scene(shown) | {"left_out": left_out},
        "links": graph.scene(timeline),
        "memory": {"rows": memory.rows(shown)},
    }


def data_script(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins a comment.

    >>> data_script("</script><!--")
    '"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def quotes(places: Iterable[Passage]) -> str:
    """Sentences with their wording marked and their source, as safe HTML."""
    return "".join(f"<blockquote>{_quote(p)}<small>{escape(clean(p.document))}</small></blockquote>" for p in places)


def _quote(passage: Passage) -> str:
    before, wording, after = (escape(clean_piece(x)) for x in (passage.before, passage.wording, passage.after))
    return f'<q dir="auto">{before}<mark>{wording}</mark>{after}</q>'


@cache
def _page() -> Template:
    return Template(files("timeline.show.exports").joinpath("page.html").read_text(encoding="utf-8"))


def _events(timeline: Timeline) -> str:
    """The list in pieces: a browser lays out those that are seen."""
    items = [_event(timeline, e) for e in timeline.events]
    pieces = (items[n : n + TOGETHER] for n in range(0, len(items), TOGETHER))
    return "\n".join("<ol>" + "\n".join(piece) + "</ol>" for piece in pieces)


def _event(timeline: Timeline, event: Event) -> str:
    date = event_date(event)
    sign = STATUS_SIGNS.get(event.status)
    places = passages(timeline, mentions(event))
    quotes = "".join(f"<p>{_quote(p)} <small>{escape(clean(p.document))}</small></p>" for p in places)
    about = f"{escape(date)}{f' · {sign}' if sign else ''}"
    show = ' <button type="button" class="show">show above</button>' if event.dated else ""
    note = f'<p dir="auto">Note: {escape(clean(event.note))}</p>' if event.note else ""
    return (
        f'<li id="event-{escape(event.id)}" tabindex="-1"><h3 dir="auto">{escape(clean(event.title))}</h3>'
        f'<p class="date">{about}{show}</p>{quotes}{note}</li>'
    )


def _section(heading: str, lines: Any) -> str:
    items = "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)
    return f"<section><h2>{heading}</h2><ul>{items}</ul></section>" if items else ""
