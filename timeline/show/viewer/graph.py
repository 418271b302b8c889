"""The link view: events that hang together in columns of time, each chain of links in a band of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import networkx as nx

from timeline.dates.calendars import year_month_day
from timeline.dates.spoken import era
from timeline.model import Event, Link, Timeline
from timeline.show.table import event_date, year_words
from timeline.show.viewer.scene import Scene, drawn

MOST = 60
COLUMNS = 6
LONG_DATE = 26


def scene(timeline: Timeline, most: int = MOST) -> Scene:
    """What the link view is given: `events` with `column`, `row` and a `brief` date, `links` between their numbers, and
    `columns` in words.

    Only linked events are shown, `most` of them, the weightiest links first; `linked` is how many there are. Links that
    say no more than the order of time come last.

    >>> scene(Timeline())["events"]
    []
    """
    events = {e.id: e for e in timeline.events}
    links = [x for x in timeline.links if x.source in events and x.target in events and x.source != x.target]
    weight = {x: (x.kind != "before", events[x.source].salience + events[x.target].salience) for x in links}
    shown = _first(sorted(links, key=lambda x: weight[x], reverse=True), most)
    chosen = [e for e in timeline.events if e.id in shown]
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(e.id for e in chosen)
    kept = [x for x in links if shown.issuperset((x.source, x.target))]
    graph.add_edges_from((x.source, x.target) for x in kept)
    columns = _columns(chosen, graph)
    column = {e.id: n for n, members in enumerate(columns) for e in members}
    row = _rows(graph, column)
    number = {e.id: n for n, e in enumerate(chosen)}
    return {
        "events": [
            e | {"column": column[e["id"]], "row": row[e["id"]], "brief": brief(event)}
            for e, event in zip(drawn(timeline, chosen), chosen, strict=True)
        ],
        "links": [[number[x.source], number[x.target], x.kind] for x in kept],
        "columns": [_words(members) for members in columns],
        "linked": len({e for x in links for e in (x.source, x.target)}),
    }


def brief(event: Event) -> str:
    """The date of an event, in years alone where it would be long."""
    words = event_date(event)
    if len(words) <= LONG_DATE or event.dated is None:
        return words
    first, last = event.dated.when.earliest, event.dated.when.latest
    if first is None or last is None:
        known = first if last is None else last
        return words if known is None else f"{'after' if last is None else 'by'} {era(year_month_day(known)[0])}"
    return year_words(first, last)


def _first(links: Sequence[Link], most: int) -> set[str]:
    """The events of the first links, as many as have a place."""
    found: set[str] = set()
    for link in links:
        both = found | {link.source, link.target}
        if len(both) <= most:
            found = both
    return found


def _columns(events: Sequence[Event], graph: nx.Graph) -> list[list[Event]]:
    """At most `COLUMNS` stretches of time, the undated last; where it can be, linked events stand in different ones."""
    days = [d for e in events if (d := _day(e)) is not None]
    pause = (max(days) - min(days)) / COLUMNS if days else 0
    columns: list[list[Event]] = []
    for event in sorted(events, key=lambda e: (_day(e) is None, _day(e) or 0)):
        last = columns[-1] if columns else []
        linked = any(graph.has_edge(event.id, e.id) for e in last)
        if not last or linked or _apart(last[-1], event, pause):
            columns.append([])
        columns[-1].append(event)
    while len(columns) > COLUMNS:
        n = min(range(len(columns) - 1), key=lambda n: _cost(columns[n], columns[n + 1]))
        columns[n : n + 2] = [columns[n] + columns[n + 1]]
    return columns


def _cost(left: Sequence[Event], right: Sequence[Event]) -> tuple[bool, float]:
    """How much is lost where two columns become one: the undated stay apart, crowds and long times join last."""
    first, last = _day(left[0]), _day(right[-1])
    span = 0 if first is None or last is None else last - first
    return (first is None) != (last is None), (len(left) + len(right)) * (span + 365.0)


def _apart(one: Event, other: Event, pause: float) -> bool:
    first, second = _day(one), _day(other)
    if first is None or second is None:
        return first is not second
    return second - first > pause


def _rows(graph: nx.Graph, column: dict[str, int]) -> dict[str, int]:
    """A row for every event: each chain in a block that no other chain runs through, linked events near one another."""
    order = {e: n for n, e in enumerate(graph)}
    chains = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(order[e] for e in c)))
    taken: set[tuple[int, int]] = set()
    rows: dict[str, int] = {}
    for chain in chains:
        block = _block(graph, sorted(chain, key=lambda e: (column[e], order[e])), column)
        height = max(block.values()) + 1
        span = range(min(column[e] for e in chain), max(column[e] for e in chain) + 1)
        top = 0
        while any((c, top + r) in taken for c in span for r in range(height)):
            top += 1
        taken |= {(c, top + r) for c in span for r in range(height)}
        rows |= {e: top + r for e, r in block.items()}
    return rows


def _block(graph: nx.Graph, chain: Iterable[str], column: dict[str, int]) -> dict[str, int]:
    """Rows within a chain: each event as near as can be to those before it that it is linked to."""
    rows: dict[str, int] = {}
    full: set[tuple[int, int]] = set()
    for event in chain:
        near = [rows[e] for e in graph[event] if e in rows]
        wanted = sum(near) / len(near) if near else 0
        row = min((r for r in range(len(graph)) if (column[event], r) not in full), key=lambda r: (abs(r - wanted), r))
        rows[event] = row
        full.add((column[event], row))
    used = {r: n for n, r in enumerate(sorted(set(rows.values())))}
    return {e: used[r] for e, r in rows.items()}


def _words(events: Sequence[Event]) -> str:
    """The years of a column."""
    found = [d for e in events if (d := _day(e)) is not None]
    return year_words(min(found), max(found)) if found else "no date"


def _day(event: Event) -> int | None:
    when = event.dated.when if event.dated else None
    return None if when is None else when.earliest if when.earliest is not None else when.latest
