"""What links say of weight: an author who names the cause of an event, or its like, puts both on the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.model import SHOWN, Event, Link

_TELLING = frozenset(["cause", "parallel"])
_SURE = 0.7  # confidence of a link from which it counts
_DREAMT = frozenset(["hypothetical", "negated"])


def raised(events: Sequence[Event], links: Iterable[Link]) -> tuple[Event, ...]:
    """The events, with the salience of what is linked to a shown one by cause or comparison raised to `SHOWN`.

    >>> fire = Event("fire", "Great fire", "event", "happened", 0.6, 1, ())
    >>> flight = Event("flight", "Flight to the hills", "event", "happened", 0.25, 1, ())
    >>> [e.salience for e in raised([fire, flight], [Link("fire", "flight", "cause", 0.8, "led-to")])]
    [0.6, 0.5]
    """
    shown = {e.id for e in events if e.salience >= SHOWN}
    lifted: set[str] = set()
    for link in links:
        if link.kind in _TELLING and link.confidence >= _SURE and not shown.isdisjoint((link.source, link.target)):
            lifted |= {link.source, link.target}
    return tuple(_lift(e) if e.id in lifted and e.id not in shown else e for e in events)


def _lift(event: Event) -> Event:
    return event if event.status in _DREAMT else replace(event, salience=SHOWN)
