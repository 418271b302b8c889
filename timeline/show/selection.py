"""Parts of a timeline: what a filter leaves, with the links and conflicts that still have their events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.model import SHOWN, Event, Timeline
from timeline.show import entities


def where(timeline: Timeline, keep: Callable[[Event], bool]) -> Timeline:
    """The timeline of the events that `keep` accepts."""
    events = tuple(e for e in timeline.events if keep(e))
    ids = {e.id for e in events}
    return replace(
        timeline,
        events=events,
        links=tuple(x for x in timeline.links if x.source in ids and x.target in ids),
        conflicts=tuple(c for c in timeline.conflicts if ids.issuperset(c.events)),
    )


def salient(timeline: Timeline, floor: float = SHOWN) -> Timeline:
    """The events that belong on a timeline."""
    return where(timeline, belongs(timeline, floor))


def belongs(timeline: Timeline, floor: float = SHOWN) -> Callable[[Event], bool]:
    """Whether an event belongs on a timeline: of at least this salience (0..1), confirmed, or in a shown conflict."""
    disputed = {e for c in timeline.conflicts for e in c.events}
    return lambda e: e.salience >= floor or e.checked or e.id in disputed


def foremost(timeline: Timeline, most: int) -> Timeline:
    """The events of greatest salience, `most` of them, in the order of time.

    >>> foremost(Timeline(), 10).events
    ()
    """
    if len(timeline.events) <= most:
        return timeline
    kept = {e.id for e in sorted(timeline.events, key=lambda e: -e.salience)[:most]}
    return where(timeline, lambda e: e.id in kept)


def about(timeline: Timeline, entity: str) -> Timeline:
    """The timeline of one person, place, organisation or thing (see `entities`).

    >>> about(Timeline(), "Richard Moore").events
    ()
    """
    ids = entities.about(timeline, entity)
    return where(timeline, lambda e: e.id in ids)
