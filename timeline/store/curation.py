"""A built timeline with a person's edits: the same whether the build is old or new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from timeline.model import SHOWN, Conflict, Event, Link, Mention, Timeline
from timeline.pipeline import in_time
from timeline.store.edits import Add, Change, Check, Connect, Edit, Merge, Reject, Restore, Settle, Split

BY_HAND = "by hand"
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Curated:
    """The timeline as the person left it, and what they took out of it."""

    timeline: Timeline
    rejected: tuple[Event, ...] = ()


def apply(built: Timeline, edits: Sequence[Edit]) -> Curated:
    """The edits in their order; one that speaks of a document that is not there now waits for it.

    >>> apply(Timeline(), []).timeline.events
    ()
    """
    if not edits:
        return Curated(built)
    desk = _Working(built)
    for edit in edits:
        _TAKE[type(edit)](desk, edit)
    return desk.result()


@dataclass
class _Working:
    """The state between two edits; events are found by id, else by a place where they are spoken of."""

    built: Timeline
    events: dict[str, Event] = field(init=False)
    rejected: dict[str, Event] = field(default_factory=dict)
    documents: set[str] = field(init=False)
    links: dict[tuple[str, str, str], Link] = field(init=False)
    conflicts: list[Conflict] = field(init=False)
    at: dict[Place, str] = field(init=False)

    def __post_init__(self) -> None:
        self.events = {e.id: e for e in self.built.events}
        self.links = {(x.source, x.target, x.kind): x for x in self.built.links}
        self.conflicts = list(self.built.conflicts)
        self.documents = {d.id for d in self.built.documents}
        self.at = {place: e.id for e in reversed(self.built.events) for place in _places(e)}

    def check(self, edit: Check) -> None:
        for event in self._found(edit.events):
            salience = max(event.salience, SHOWN) if edit.checked else event.salience
            self._put(replace(event, checked=edit.checked, salience=salience))

    def reject(self, edit: Reject) -> None:
        for event in self._found(edit.events, revive=False):
            self.rejected[event.id] = self.events.pop(event.id)

    def restore(self, edit: Restore) -> None:
        for event in edit.events:
            if event.id in self.rejected:
                self._put(self.rejected.pop(event.id))

    def add(self, edit: Add) -> None:
        self._put(edit.event)

    def settle(self, edit: Settle) -> None:
        settled = {e.id for e in self._found(edit.events, revive=False)}
        self.conflicts = [c for c in self.conflicts if not settled.issuperset(c.events)]

    def result(self) -> Curated:
        events = tuple(sorted(self.events.values(), key=in_time))
        links = tuple(x for x in self.links.values() if x.source in self.events and x.target in self.events)
        conflicts = tuple(c for c in self.conflicts if all(e in self.events for e in c.events))
        timeline = replace(self.built, events=events, links=links, conflicts=conflicts)
        return Curated(timeline, tuple(sorted(self.rejected.values(), key=in_time)))

    def _found(self, seen: Iterable[Event], revive: bool = True) -> Iterator[Event]:
        """The events that a person saw, as they are now."""
        for old in seen:
            name = self._name(old)
            if name is not None:
                yield self.events[name]
            elif revive and self._is_lost(old):
                self._put(old)
                yield old

    def _name(self, old: Event) -> str | None:
        places = set(_places(old))
        same = self.events.get(old.id)
        if same and (not places or not places.isdisjoint(_places(same))):
            return old.id
        return next((self.at[p] for p in _places(old) if self.at.get(p) in self.events), None)

    def _is_lost(self, old: Event) -> bool:
        """Whether its documents are there and this build does not find it at all."""
        here = all(m.document in self.documents and _place(m) not in self.at for m in old.mentions)
        return here and old.id not in self.rejected and old.id not in self.events

    def _put(self, event: Event) -> None:
        self.events[event.id] = event
        self.at.update(dict.fromkeys(_places(event), event.id))

    def change(self, edit: Change) -> None:
        for event in self._found([edit.event]):
            self._change(event, edit)

    def _change(self, event: Event, edit: Change) -> None:
        changed = replace(
            event,
            title=event.title if edit.title is None else edit.title,
            status=event.status if edit.status is None else edit.status,
            note=event.note if edit.note is None else edit.note,
            dated=edit.dated if edit.redated else event.dated,
            salience=max(event.salience, SHOWN),
        )
        self._put(changed)
        if edit.redated:
            self._reconsider({event.id})

    def _reconsider(self, names: set[str]) -> None:
        """A collision is over once a person has dated one of its events."""
        self.conflicts = [c for c in self.conflicts if names.isdisjoint(c.events)]

    def merge(self, edit: Merge) -> None:
        events = list(dict.fromkeys(self._found(edit.events)))
        if len(events) < 2:
            return
        first, *others = events
        gone = {e.id: first.id for e in others}
        self._put(_merged(first, others))
        for name in gone:
            del self.events[name]
        self._relink(gone)
        renamed = (replace(c, events=tuple(dict.fromkeys(gone.get(e, e) for e in c.events))) for c in self.conflicts)
        self.conflicts = [c for c in renamed if len(c.events) > 1]

    def _relink(self, gone: dict[str, str]) -> None:
        links: dict[tuple[str, str, str], Link] = {}
        for x in self.links.values():
            source, target = gone.get(x.source, x.source), gone.get(x.target, x.target)
            if source != target:
                links.setdefault((source, target, x.kind), replace(x, source=source, target=target))
        self.links = links

    def split(self, edit: Split) -> None:
        parts = set(_places(edit.part))
        for event in self._found([edit.event], revive=False):
            own = tuple(m for m in event.mentions if _place(m) in parts)
            rest = tuple(m for m in event.mentions if _place(m) not in parts)
            if own and rest:
                self._put(replace(edit.part, mentions=own))
                self._put(replace(event, mentions=rest))

    def connect(self, edit: Connect) -> None:
        ends = [*self._found([edit.source]), *self._found([edit.target])]
        if len(ends) < 2 or ends[0].id == ends[1].id:
            return
        key = (ends[0].id, ends[1].id, edit.kind)
        if edit.there:
            self.links[key] = Link(*key, 1.0, BY_HAND)
        else:
            self.links.pop(key, None)


_TAKE: dict[type, Callable[[_Working, Any], None]] = {
    Check: _Working.check, Reject: _Working.reject, Restore: _Working.restore, Change: _Working.change,
    Add: _Working.add, Merge: _Working.merge, Split: _Working.split, Connect: _Working.connect,
    Settle: _Working.settle,
}  # fmt: skip


def _merged(first: Event, others: Sequence[Event]) -> Event:
    everyone = [first, *others]
    return replace(
        first,
        mentions=tuple(dict.fromkeys(m for e in everyone for m in e.mentions)),
        dated=next((e.dated for e in everyone if e.dated), None),
        named=next((e.named for e in everyone if e.named), None),
        salience=max(e.salience for e in everyone),
        participants=tuple(dict.fromkeys(p for e in everyone for p in e.participants)),
        places=tuple(dict.fromkeys(p for e in everyone for p in e.places)),
        note="\n".join(dict.fromkeys(e.note for e in everyone if e.note)),
    )


def _place(mention: Mention) -> Place:
    return mention.document, mention.trigger.start


def _places(event: Event) -> Iterator[Place]:
    return map(_place, event.mentions)
