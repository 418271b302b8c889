"""Chronology: what all dates, links and distances together allow for each event, and which of them contradict.

Every event has two time points, its start and its end, and everything said about them goes into one temporal
constraint network (`network.py`). Bounds only get tighter. Contradictions of a text with itself are found and told; a
reading of ours that does not fit (a guessed date, a link) gives way without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from timeline.dates import edtf
from timeline.dates.calendars import year_month_day
from timeline.dates.when import When, contains, within, years
from timeline.link.network import Collision, Solution, Statement, solve
from timeline.link.weak_order import WEAK
from timeline.link.wording import is_own_date
from timeline.model import Basis, Conflict, Constraint, Dated, Document, Event, Evidence, Link, Mention, Status

TRUST: dict[Basis, float] = {"gazetteer": 0.95, "stated": 0.9, "given": 0.9, "metadata": 0.85, "anchored": 0.75}
GUESS = 0.5
CUE = 0.7
DOCUMENT = 0.3
SPOKEN_DISTANCE = 0.65
SPOKEN_ORDER = 0.8
REASONS = 12
VERBS = {"before": "comes before", "cause": "brought about", "part_of": "is part of", "during": "happened during"}

Bounded = list[tuple[int, int | None]]


class _Said(NamedTuple):
    """A statement of the network with what it rests on; `spoken` where a text says it in so many words.

    `carried`: a date that an event has from the words of another clause.
    """

    statement: Statement
    about: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    spoken: bool = False
    source: Dated | Link | Constraint | None = None
    carried: bool = False

    @property
    def dated(self) -> Dated | None:
        """The date that it states."""
        return self.source if isinstance(self.source, Dated) else None


def tighten(
    events: Sequence[Event], links: Sequence[Link], constraints: Sequence[Constraint], documents: Sequence[Document]
) -> tuple[tuple[Event, ...], tuple[Conflict, ...]]:
    """Events with bounds as tight as all statements allow, and the contradictions among what the texts say.

    A bound that came from other statements makes the date `inferred`, with their evidence added to its own. Where a
    text contradicts itself the least trusted statement is set aside, and the event in doubt is dated to cover both.

    >>> from timeline.dates.when import year
    >>> flood, bridge = (Event(n, n, "event", "happened", 1, 1, ()) for n in ("flood", "bridge"))
    >>> flood = replace(flood, dated=Dated(year(1342), "stated"))
    >>> found, conflicts = tighten([flood, bridge], [Link("flood", "bridge", "before", 1, "after")], [], [])
    >>> edtf.write(found[1].dated.when), found[1].dated.basis, conflicts
    ('[1342..]', 'inferred', ())
    """
    ordered = sorted(events, key=lambda e: e.id)
    points = {e.id: 2 * n for n, e in enumerate(ordered)}
    said = _everything(ordered, points, links, constraints, documents)
    solution = solve(2 * len(ordered), [s.statement for s in said])
    named = {e.id for e in ordered if e.named}
    told = [c for c in solution.collisions if _is_told(c, said, named)]
    aside = {c.aside for c in solution.collisions}
    refuted = {s.about[0] for n, s in enumerate(said) if n in aside and s.carried}
    tight = {e.id: _tightened(e, points[e.id], solution, said, e.id in refuted) for e in ordered}
    for collision in told:
        for event, dated in _doubted(collision, said):
            tight[event] = replace(tight[event], dated=dated)
    return tuple(tight[e.id] for e in events), _conflicts(told, said, {e.id: e.title for e in ordered})


def _everything(
    events: Sequence[Event],
    points: dict[str, int],
    links: Sequence[Link],
    constraints: Sequence[Constraint],
    documents: Sequence[Document],
) -> list[_Said]:
    """All statements in an order that does not depend on the order in which they came."""
    written = {d.id: d.date for d in documents if d.date is not None}
    texts = {d.id: d.text for d in documents}
    order = Statement(tuple((points[e.id] + 1, points[e.id], 0) for e in events), trust=2.0)
    found = [_Said(order)]
    for event in events:
        found += _dates(event, points[event.id], written, texts)
    for link in sorted(set(links), key=_link_key):
        if link.source in points and link.target in points and link.source != link.target:
            found += _linked(link, points)
    for constraint in sorted(set(constraints), key=_constraint_key):
        if constraint.source[0] in points and constraint.target[0] in points:
            found.append(_distance(constraint, points))
    return found


def _link_key(link: Link) -> tuple[object, ...]:
    return (link.source, link.target, link.kind, -link.confidence, link.rule, _places(link.evidence))


def _constraint_key(c: Constraint) -> tuple[object, ...]:
    low, high = (c.low is None, c.low or 0), (c.high is None, c.high or 0)
    return (c.source, c.target, low, high, -c.trust, _places(c.evidence))


def _places(evidence: Iterable[Evidence]) -> tuple[tuple[str, int, int, str], ...]:
    return tuple((e.document, e.span.start, e.span.end, e.rule) for e in evidence)


def _dates(event: Event, point: int, written: dict[str, Dated], texts: dict[str, str]) -> list[_Said]:
    """What the mentions of an event say of its date, and the documents that speak of it: it began before they did."""
    horizon = _horizon(event, written)
    own: dict[tuple[When, Basis], tuple[Dated, bool]] = {}
    for mention in event.mentions:
        dated, is_own = _of(mention), is_own_date(mention, texts.get(mention.document, ""))
        if dated is not None and not own.get((dated.when, dated.basis), (dated, False))[1]:
            own[dated.when, dated.basis] = (dated, is_own)
    if event.dated is not None:
        own.setdefault((event.dated.when, event.dated.basis), (event.dated, True))
    found = [_date(event, point, _until(dated, horizon), is_own) for dated, is_own in own.values()]
    return [*found, *_tense(event, point, written, horizon)] if own else found


def _of(mention: Mention) -> Dated | None:
    dated = mention.dated
    if dated is None or dated.evidence:
        return dated
    return replace(dated, evidence=(Evidence(mention.document, mention.span, mention.rule),))


def _horizon(event: Event, written: dict[str, Dated]) -> Dated | None:
    """The date of the newest document that speaks of an event, where all that do are dated."""
    dates = [written.get(m.document) for m in event.mentions]
    known = [d for d in dates if d is not None and d.when.latest is not None]
    if event.status not in ("happened", "ongoing") or not known or len(known) < len(dates):
        return None
    return max(known, key=_latest)


def _until(dated: Dated, horizon: Dated | None) -> Dated:
    """What lasts is known up to the time of writing: a letter of 1915 does not say when the war ended."""
    last = horizon.when.latest if horizon else None
    when = dated.when
    if horizon is None or last is None or when.extent == "within" or (when.latest is not None and when.latest <= last):
        return dated
    if max(day for day in (*when.start, last) if day is not None) > last:
        return dated
    begin = (when.start[0], last if when.start[1] is None else when.start[1])
    end = (when.end[0] if when.end[0] is None else min(when.end[0], last), last)
    clipped = replace(when, start=begin, end=end, grain="interval", qualifier="")
    return Dated(clipped, "inferred", _merged(dated.evidence, horizon.evidence))


def _date(event: Event, point: int, dated: Dated, is_own: bool) -> _Said:
    """An event at some time within bounds has no more than these; one that lasted throughout has four."""
    when = dated.when
    lasting = when.extent == "throughout"
    upper: Bounded = [(point + 1, when.end[1]), *([(point, when.start[1])] if lasting else [])]
    lower: Bounded = [(point, when.start[0]), *([(point + 1, when.end[0])] if lasting else [])]
    trust = (TRUST.get(dated.basis, GUESS) if is_own else GUESS) - (0.1 if when.qualifier else 0.0)
    spoken = is_own and dated.basis == "stated" and not when.qualifier
    statement = Statement((), _closed(upper), _closed(lower), trust)
    return _Said(statement, (event.id,), dated.evidence, spoken, dated, not is_own)


def _closed(bounds: Bounded) -> tuple[tuple[int, int], ...]:
    return tuple([(point, day) for point, day in bounds if day is not None])


def _tense(event: Event, point: int, written: dict[str, Dated], last: Dated | None) -> list[_Said]:
    """What is told as past began before the writing ended; what is planned begins after the writing began."""

    def said(upper: Bounded, lower: Bounded, dated: Dated) -> _Said:
        statement = Statement((), _closed(upper), _closed(lower), DOCUMENT)
        return _Said(statement, (event.id,), dated.evidence)

    if event.status == "planned":
        plan = _oldest(event, written, ("planned",))
        return [said([], [(point, plan.when.earliest)], plan)] if plan else []
    if event.status not in ("happened", "ongoing"):
        return []
    first = _oldest(event, written, ("happened", "ongoing"))
    found = [said([(point, first.when.latest)], [], first)] if first else []
    if last is not None and event.dated is not None and event.dated.when.extent == "within":
        found.append(said([(point + 1, last.when.latest)], [], last))
    return found


def _oldest(event: Event, written: dict[str, Dated], statuses: tuple[Status, ...]) -> Dated | None:
    """The date of the oldest document that speaks so of an event."""
    dates = [written.get(m.document) for m in event.mentions if m.status in statuses]
    return min((d for d in dates if d is not None and d.when.latest is not None), key=_latest, default=None)


def _latest(dated: Dated) -> int:
    return dated.when.latest or 0


def _linked(link: Link, points: dict[str, int]) -> list[_Said]:
    """What a link says about end points, after Allen: a part lies within its whole, a cause does not begin later.

    Of an order that is read and not told, only the beginnings are sure.
    """
    one, other = points[link.source], points[link.target]
    match link.kind:
        case "before" if link.confidence >= WEAK:
            edges: tuple[tuple[int, int, int], ...] = ((other, one + 1, 0),)
        case "before" | "cause":
            edges = ((other, one, 0),)
        case "part_of" | "during":
            edges = ((one, other, 0), (other + 1, one + 1, 0))
        case _:
            return []
    spoken = link.kind == "before" and link.confidence >= SPOKEN_ORDER
    statement = Statement(edges, trust=CUE * link.confidence)
    return [_Said(statement, (link.source, link.target), link.evidence, spoken, link)]


def _distance(c: Constraint, points: dict[str, int]) -> _Said:
    source, target = (points[name] + (side == "end") for name, side in (c.source, c.target))
    edges = [(source, target, c.high)] if c.high is not None else []
    edges += [(target, source, -c.low)] if c.low is not None else []
    about = tuple(dict.fromkeys((c.source[0], c.target[0])))
    spoken = c.trust >= SPOKEN_DISTANCE and bool(c.evidence)
    return _Said(Statement(tuple(edges), trust=CUE * c.trust), about, c.evidence, spoken, c)


def _words(said: _Said, titles: dict[str, str]) -> str:
    one, other = (f"“{titles[name]}”" for name in (said.about[0], said.about[-1]))
    match said.source:
        case Dated(when=when):
            return f"{one} is dated {edtf.write(when)}"
        case Constraint(low=low, high=high) if one == other:
            return f"{one} lasted {_span(low, high).removesuffix(' after')}"
        case Constraint(low=low, high=high):
            return f"{other} comes {_span(low, high)} {one}"
        case Link(kind=kind):
            return f"{one} {VERBS[kind]} {other}"
    return one


def _span(low: int | None, high: int | None) -> str:
    """A distance in days in words, to the nearest unit."""
    if low is None or high is None:
        return "after" if low is not None else "before"
    middle = (low + high) / 2
    size = abs(middle)
    for days, unit in ((365.2425, "year"), (30.437, "month"), (7, "week"), (1, "day")):
        count = round(size / days)
        if count >= 1 and (days > 7 or size % days == 0 or days == 1):
            return f"{count} {unit}{'s' if count > 1 else ''} {'after' if middle > 0 else 'before'}"
    return "on the day of"


def _is_told(collision: Collision, said: Sequence[_Said], named: set[str]) -> bool:
    """Whether a contradiction is one of the texts, and not of our readings.

    Two dates for a known event are none: a part of it, or what it is compared with, may be what the second dates.
    """
    parts = [said[n] for n in collision.statements if said[n].about]
    if {e for p in parts for e in p.about} <= named and all(p.dated for p in parts):
        return False
    return len(parts) > 1 and all(p.spoken for p in parts) and sum(p.dated is not None for p in parts) > 0


def _tightened(event: Event, point: int, solution: Solution, said: Sequence[_Said], refuted: bool) -> Event:
    """An event with the bounds of the network; where a date carried over to it was `refuted`, it may lie elsewhere."""
    start = (solution.low(point), solution.high(point))
    end = (solution.low(point + 1), solution.high(point + 1))
    outer, base = (start[0], end[1]), event.dated
    if outer == (None, None):
        return event
    if base is None:
        when = within(*outer)
    elif base.when.extent == "throughout":
        when = replace(base.when, start=start, end=end)
    else:
        when = replace(base.when, start=outer, end=outer)
    if base is not None and not contains(base.when, when):
        if not refuted or base.basis == "gazetteer":
            return event
        when = within(*outer)
    elif base is not None and when == base.when:
        return event
    reasons = _reasons(point, solution)
    evidence = _merged(base.evidence if base else (), *(said[n].evidence for n in reasons))
    when = _whole(_restored(when, said, reasons), [said[n].source for n in reasons])
    return replace(event, dated=Dated(when, "inferred", evidence))


def _restored(when: When, said: Sequence[_Said], reasons: Sequence[int]) -> When:
    """The wording of a statement that says just this, where there is one ("1342", not the days of its ends)."""
    for n in reasons:
        dated = said[n].dated
        if dated is not None and (dated.when.start, dated.when.end) == (when.start, when.end):
            return dated.when
    return replace(when, grain="interval", qualifier="")


def _whole(when: When, sources: Sequence[object]) -> When:
    """Whole years that a count of years from whole years means, up to the day that leap years make."""
    counted = any(isinstance(s, Constraint) and s.low is not None and abs(s.low) > 300 for s in sources)
    if not counted or when.extent != "within" or when.earliest is None or when.latest is None:
        return when
    first, last = year_month_day(when.earliest + 1)[0], year_month_day(when.latest - 1)[0]
    if first > last:
        return when
    whole = years(first, last, "year" if first == last else "interval")
    near = whole.earliest in (when.earliest, when.earliest + 1) and whole.latest in (when.latest, when.latest - 1)
    return whole if near else when


def _reasons(point: int, solution: Solution) -> list[int]:
    """The statements behind the outer bounds, those nearest to the event, in a fixed order."""
    found = [*solution.reasons(point, "low")[:REASONS], *solution.reasons(point + 1, "high")[:REASONS]]
    return sorted(set(found) - {0})


def _merged(*groups: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """All evidence once: its own first, then by place."""
    own, *others = groups
    more = {e for group in others for e in group} - set(own)
    return (*own, *sorted(more, key=lambda e: (e.document, e.span, e.rule)))


def _doubted(collision: Collision, said: Sequence[_Said]) -> list[tuple[str, Dated]]:
    """The event that two statements date differently, with bounds that cover both."""
    aside, evidence = said[collision.aside], _evidence(collision, said)
    dates = [said[n] for n in collision.statements if said[n].dated is not None]
    if aside.dated is not None:
        event = aside.about[0]
        readings = [s.dated.when for s in dates if s.dated and s.about[0] == event]
        return [(event, _both(readings, evidence))] if len(readings) > 1 else []
    if not isinstance(aside.source, Constraint):
        return []
    near = [s for s in dates if s.about[0] in aside.about]
    if len({s.about[0] for s in near}) < 2:
        return []
    far = max(near, key=lambda s: (_gap(s.evidence, aside.evidence), s.about))
    sure = next(s for s in near if s.about != far.about)
    moved = _moved(sure, aside.source)
    return [(far.about[0], _both([far.dated.when, moved], evidence))] if far.dated and moved else []


def _moved(known: _Said, distance: Constraint) -> When | None:
    """Where the other event of a distance lies, seen from the known one."""
    if known.dated is None or distance.low is None or distance.high is None:
        return None
    low, high = distance.low, distance.high
    if known.about[0] == distance.target[0]:
        low, high = -high, -low
    when = known.dated.when
    if when.earliest is None or when.latest is None:
        return None
    return _whole(within(when.earliest + low, when.latest + high), [distance])


def _both(readings: Sequence[When], evidence: tuple[Evidence, ...]) -> Dated:
    def outer(days: Sequence[int | None], least: bool) -> int | None:
        known = [d for d in days if d is not None]
        return None if len(known) < len(days) else (min(known) if least else max(known))

    hull = within(outer([r.earliest for r in readings], True), outer([r.latest for r in readings], False))
    return Dated(hull, "inferred", evidence)


def _gap(one: Sequence[Evidence], other: Sequence[Evidence]) -> int:
    """Characters between two places of a document, the nearest ones; far away where they share none."""
    gaps = [
        max(a.span.start - b.span.end, b.span.start - a.span.end, 0)
        for a in one
        for b in other
        if a.document == b.document
    ]
    return min(gaps, default=1 << 40)


def _evidence(collision: Collision, said: Sequence[_Said]) -> tuple[Evidence, ...]:
    return _merged((), *(said[n].evidence for n in collision.statements))


def _conflicts(told: Sequence[Collision], said: Sequence[_Said], titles: dict[str, str]) -> tuple[Conflict, ...]:
    """One finding for each set of events, in the order of the text."""
    found: dict[tuple[str, ...], Conflict] = {}
    for collision in told:
        parts = [said[n] for n in collision.statements if said[n].about]
        about = tuple(sorted({e for p in parts for e in p.about}))
        message = "These statements cannot all be true: " + "; ".join(_words(p, titles) for p in parts) + "."
        found.setdefault(about, Conflict(about, message, _evidence(collision, said)))
    return tuple(sorted(found.values(), key=lambda c: (_places(c.evidence), c.events)))
