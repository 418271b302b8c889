"""One event told in plain words: when, how exactly, how we know, what it hangs together with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.dates import edtf
from timeline.dates.spoken import spoken
from timeline.dates.when import Bounds, When, within
from timeline.link.reasons import why_one
from timeline.model import Dated, Event, Link, Timeline
from timeline.show.passages import Passage, mentions, passages
from timeline.show.table import LINK_WORDS, STATUS_SIGNS, clean, event_date

BASES = {
    "stated": "The text says so.",
    "anchored": "Counted from another date: the one of writing, or one that the text speaks of.",
    "gazetteer": "A known event, dated by the list of known events.",
    "given": "Set by hand.",
    "inferred": "Worked out from what the texts say about order and distance in time.",
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A linked event: `words` say how, read from the chosen event."""

    event: str
    words: str
    link: Link


@dataclass(frozen=True, slots=True)
class Details:
    """All that the dashboard tells of one event; every field is text for a person, not markup.

    `one` says why its mentions are one event.
    """

    title: str
    date: str
    status: str
    bounds: tuple[str, ...]
    reason: str
    dated_by: tuple[Passage, ...]
    mentions: tuple[Passage, ...]
    one: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]
    conflicts: tuple[str, ...]


def details(timeline: Timeline, event: Event) -> Details:
    """What is known of an event of the timeline, and from where."""
    dated = event.dated
    places = passages(timeline, mentions(event))
    return Details(
        title=clean(event.title),
        date=event_date(event),
        status=STATUS_SIGNS.get(event.status, ""),
        bounds=bounds_words(dated.when) if dated else ("The text gives no date for this.",),
        reason=_reason(event, dated),
        dated_by=_not_in(places, passages(timeline, dated.evidence)) if dated else (),
        mentions=places,
        one=tuple(map(clean, why_one(event, {d.id: d for d in timeline.documents}))),
        neighbours=tuple(_neighbours(timeline, event)),
        conflicts=tuple(clean(c.message) for c in timeline.conflicts if event.id in c.events),
    )


def bounds_words(when: When) -> tuple[str, ...]:
    """How exactly a date is known.

    >>> from timeline.dates.when import day, since
    >>> bounds_words(since(day(2022, 2, 24)))
    ('Began: 24 February 2022', 'Ended: not known', 'As a standard date (EDTF): 2022-02-24/..')
    """
    code = f"As a standard date (EDTF): {edtf.write(when)}"
    if when.extent == "within" and when.start == when.end:
        single = when.start[0] == when.start[1]
        lines = [f"On {_pair(when.start)}" if single else f"At some time: {_pair(when.start)}"]
    else:
        end = "not known" if when.end[1] is None else _pair(when.end)
        lines = [f"Began: {_pair(when.start)}", f"Ended: {end}"]
    return (*lines, code)


def _not_in(shown: tuple[Passage, ...], more: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Passages whose words are not among those shown, whoever read them."""
    seen = {replace(p, rule="") for p in shown}
    return tuple(p for p in more if replace(p, rule="") not in seen)


def _pair(bounds: Bounds) -> str:
    low, high = bounds
    if low is None and high is None:
        return "not known"
    if low is None or high is None:
        known = _day(high if low is None else low)
        return f"not after {known}" if low is None else f"not before {known}"
    return _day(low) if low == high else f"{_day(low)} to {_day(high)}"


def _day(number: int | None) -> str:
    return spoken(within(number, number, "day"))


def _reason(event: Event, dated: Dated | None) -> str:
    if dated is None:
        return ""
    known = f" Known as: {clean(event.named.name)}." if event.named else ""
    rules = ", ".join(dict.fromkeys(e.rule for e in dated.evidence if e.rule))
    return BASES.get(dated.basis, "") + known + (f" Read by: {rules}." if rules else "")


def _neighbours(timeline: Timeline, event: Event) -> list[Neighbour]:
    titles = {e.id: clean(e.title) for e in timeline.events}
    found: dict[tuple[str, str], Neighbour] = {}
    for link in timeline.links:
        if link.source == event.id and link.target in titles:
            near = Neighbour(link.target, f"This {LINK_WORDS[link.kind]}: {titles[link.target]}", link)
        elif link.target == event.id and link.source in titles:
            near = Neighbour(link.source, f"{titles[link.source]} {LINK_WORDS[link.kind]} this", link)
        else:
            continue
        found.setdefault((near.event, near.words), near)
    return list(found.values())
