"""Parts of a timeline: what a filter leaves, with the links and conflicts that still have their events."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from timeline.model import SHOWN, Event, Timeline

# No longer word may hold the name; "777" is a name too, so \b is not enough.
_NAME = r"(?<!\w){}(?!\w)"
_BEFORE = r"([A-Z][\w.]*)\s+{}(?!\w)"
_TITLES = {"Mr", "Mrs", "Ms", "Dr", "Sir", "Lord", "Lady", "President", "General", "Senator", "The", "And", "But", "In"}


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
    """The timeline of one person, place, organisation or thing: by its name and, where safe, its last word.

    >>> about(Timeline(), "Richard Moore").events
    ()
    """
    wanted = re.compile("|".join(_NAME.format(form) for form in _forms(timeline, entity)), re.IGNORECASE)
    texts = {d.id: d.text for d in timeline.documents}

    def speaks_of(event: Event) -> bool:
        names = (event.title, *event.participants, *event.places)
        wordings = (m.span.of(texts[m.document]) for m in event.mentions)
        return any(wanted.search(x) for x in (*names, *wordings))

    return where(timeline, speaks_of)


def _forms(timeline: Timeline, entity: str) -> list[str]:
    """Patterns of the name, and of its last word where no other name of the texts ends in it."""
    words = entity.split()
    forms = [r"\s+".join(map(re.escape, words))]
    if len(words) > 1:
        last = re.escape(words[-1])
        others = {m[1] for d in timeline.documents for m in re.finditer(_BEFORE.format(last), d.text)}
        if not others - _TITLES - {*words}:
            forms.append(last)
    return forms
