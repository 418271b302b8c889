"""What a person decided about a timeline, as records: small, frozen, and readable after any update.

An edit holds the event as it was when the person saw it. A rebuild finds the event again by its id or by where it is
spoken of; one that a later version no longer finds is kept as the person saw it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha1
from typing import Annotated, Literal

from pydantic import Field

from timeline.model import Dated, Event, LinkKind, Status

PLACES_KEPT = 3  # mentions by which an event is found again


@dataclass(frozen=True, slots=True)
class Check:
    """These events are right (or, with `checked` false, open again)."""

    events: tuple[Event, ...]
    checked: bool = True
    act: Literal["check"] = "check"


@dataclass(frozen=True, slots=True)
class Reject:
    """These events do not belong here."""

    events: tuple[Event, ...]
    act: Literal["reject"] = "reject"


@dataclass(frozen=True, slots=True)
class Restore:
    """These rejected events belong here after all."""

    events: tuple[Event, ...]
    act: Literal["restore"] = "restore"


@dataclass(frozen=True, slots=True)
class Change:
    """What an event says of itself; `None` leaves a field as it is. `redated` with no `dated` takes the date away."""

    event: Event
    title: str | None = None
    status: Status | None = None
    note: str | None = None
    redated: bool = False
    dated: Dated | None = None
    act: Literal["change"] = "change"


@dataclass(frozen=True, slots=True)
class Add:
    """An event by hand."""

    event: Event
    act: Literal["add"] = "add"


@dataclass(frozen=True, slots=True)
class Merge:
    """These are one event; the first gives title, date and id."""

    events: tuple[Event, ...]
    act: Literal["merge"] = "merge"


@dataclass(frozen=True, slots=True)
class Split:
    """The mentions of `part` are an event of their own."""

    event: Event
    part: Event
    act: Literal["split"] = "split"


@dataclass(frozen=True, slots=True)
class Connect:
    """A link by hand, or one taken away."""

    source: Event
    target: Event
    kind: LinkKind
    there: bool = True
    act: Literal["connect"] = "connect"


@dataclass(frozen=True, slots=True)
class Settle:
    """These events do not collide, whatever the statements seem to say."""

    events: tuple[Event, ...]
    act: Literal["settle"] = "settle"


Edit = Annotated[
    Check | Reject | Restore | Change | Add | Merge | Split | Connect | Settle, Field(discriminator="act")
]


def seen(event: Event) -> Event:
    """The event as an edit keeps it: with the few mentions that find it again."""
    return event if len(event.mentions) <= PLACES_KEPT else replace(event, mentions=event.mentions[:PLACES_KEPT])


def named_after(kind: str, *content: str) -> str:
    """An id for an event that a person made, from what it is.

    >>> named_after("hand", "Founding of the abbey", "1121")
    'hand-3a8340c8a8ac'
    """
    content_bytes = "\0".join(content).encode("utf-8", "surrogatepass")
    return f"{kind}-{sha1(content_bytes, usedforsecurity=False).hexdigest()[:12]}"
