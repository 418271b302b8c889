"""What was found in a text, by which rule, from which reference time and with which bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.dates import edtf
from timeline.dates.calendars import iso
from timeline.dates.when import When
from timeline.gazetteer.matcher import Match
from timeline.gazetteer.table import Entry
from timeline.link import references
from timeline.link.reasons import why_one
from timeline.model import Annotation, Dated, Expression, Mention, Reference, Span, Timeline
from timeline.show.table import clean, document_date, link_lines

MOST_NAMES = 5
_READ = {"script": "by how such things go:", "order": "by the grammar:"}


def explain(annotation: Annotation, timeline: Timeline, matches: Sequence[Match] = ()) -> str:
    """The whole account as plain text, one finding a block; with `matches` also the names that were left alone."""
    text = annotation.document.text
    lines = [f"Document: {document_date(annotation.document.date)}", *_because(annotation.document.date, text)]
    lines += _section("Time expressions", _expressions(annotation))
    lines += _section("Known events", (_reference(r, text) for r in annotation.references))
    if left := references.undecided(annotation, matches):
        lines += _section("Left alone", (_undecided(text, *each) for each in left))
    lines += _section("Event mentions", (_mention(m, text) for m in annotation.mentions))
    lines += _section("Told more than once", _merges(timeline))
    lines += _section("Links", _links(timeline, text))
    lines += _section("Collisions", (clean(c.message) for c in timeline.conflicts))
    return "\n".join(lines) + "\n"


def bounds(when: When) -> str:
    """The four bounds on one line; `..` is open.

    >>> from timeline.dates.when import day, since
    >>> bounds(since(day(2022, 2, 24)))
    'begins 2022-02-24, ends 2022-02-24 to ..'
    """
    def pair(low: int | None, high: int | None) -> str:
        first, last = (".." if n is None else iso(n) for n in (low, high))
        return first if first == last else f"{first} to {last}"

    if when.extent == "within" and when.start == when.end:
        return f"at some time in {pair(*when.start)}" if when.start[0] != when.start[1] else f"on {pair(*when.start)}"
    return f"begins {pair(*when.start)}, ends {pair(*when.end)}"


def _section(heading: str, findings: Iterator[str]) -> list[str]:
    found = list(findings)
    return ["", f"{heading}:", *(f"  {line}" for line in found)] if found else ["", f"{heading}: none"]


def _expressions(annotation: Annotation) -> Iterator[str]:
    """Each expression with its rule, the rules that lost to it, and the reference time that it was seen from."""
    dates = {r.span: r.when for r in annotation.references}
    dates |= {e.span: e.when for e in annotation.expressions if e.when}
    writing = annotation.document.date.when if annotation.document.date else None
    for e in annotation.expressions:
        yield _expression(e, annotation.document.text, dates.get(e.reference) if e.reference else writing)


def _expression(e: Expression, text: str, reference: When | None) -> str:
    parts = [f"“{clean(e.span.of(text))}” {e.type} {e.value}, rule {e.rule}"]
    if e.when:
        parts.append(f"{edtf.write(e.when)}: {bounds(e.when)}")
    if e.reference or e.basis == "anchored":
        place = f"“{clean(e.reference.of(text))}”" if e.reference else "the document date"
        parts.append(f"seen from {place}" + (f" ({edtf.write(reference)})" if reference else ""))
    if e.rivals:
        parts.append(f"not {', '.join(e.rivals)}")
    return "; ".join(parts)


def _reference(r: Reference, text: str) -> str:
    sure = f"{r.named.confidence:.0%} sure"
    return f"“{clean(r.span.of(text))}” is {r.named.name} ({r.named.id}), {bounds(r.when)}, rule {r.rule}, {sure}"


def _undecided(text: str, span: Span, entries: Sequence[Entry], why: str) -> str:
    names, more = ", ".join(entry.name for entry in entries[:MOST_NAMES]), len(entries) > MOST_NAMES
    return f"“{clean(span.of(text))}” could be {names}{' or others' if more else ''}: {why}"


def _mention(m: Mention, text: str) -> str:
    date = f"{edtf.write(m.dated.when)} ({m.dated.basis}): {bounds(m.dated.when)}" if m.dated else "no date"
    return f"“{clean(m.span.of(text))}” {m.status}, weight {m.salience:.2f}, rule {m.rule}; {date}"


def _merges(timeline: Timeline) -> Iterator[str]:
    """Each event of several mentions, with why they are one."""
    documents = {d.id: d for d in timeline.documents}
    for event in timeline.events:
        if len(event.mentions) > 1:
            yield f"{clean(event.title)}: {clean(' '.join(why_one(event, documents)))}"


def _links(timeline: Timeline, text: str) -> Iterator[str]:
    """Each link with its place, how it was read, and how sure it is."""
    shown = {e.id for e in timeline.events}
    links = [link for link in timeline.links if {link.source, link.target} <= shown]
    for line, link in zip(link_lines(timeline), links, strict=True):
        said = " … ".join(f"“{clean(e.span.of(text))}”" for e in link.evidence)
        kind, _, name = link.rule.rpartition(":")
        yield f"{line}; {said}, {_READ.get(kind, 'rule')} {name}, {link.confidence:.0%} sure"


def _because(dated: Dated | None, text: str) -> list[str]:
    return [f"  because of “{clean(e.span.of(text))}” (rule {e.rule})" for e in dated.evidence] if dated else []
