"""Mentions in languages that we do not tag: references, and the clauses that have a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.extract.bounds import dated, when_of
from timeline.extract.statements import is_ahead
from timeline.extract.titles import title_of
from timeline.model import Dated, Document, Evidence, Expression, Mention, Reference, Span, Status


def plain(
    document: Document, span: Span, times: Sequence[Expression], references: Sequence[Reference]
) -> Iterator[Mention]:
    """Languages that we do not tag: references, and the clauses that have a date."""
    for r in references:
        date = Dated(r.when, "gazetteer", (Evidence(document.id, r.span, r.rule),))
        head = last_word(document.text, r.span)
        yield Mention(
            document.id, r.span, head, head.of(document.text).lower(), r.named.name, r.kind, f"gazetteer:{r.rule}",
            "happened", 0.9 if r.kind != "period" else 0.3, r.named.confidence, date, r.named,
        )  # fmt: skip
    for part in _parts(document.text, span, times):
        inside = [e for e in times if part.covers(e.span)]
        when, used = when_of(document.text, inside, part.start)
        if when is None:
            continue
        trigger = _verb_like(document.text, part, inside)
        title = title_of(document.text, part, [e.span for e in inside])
        status: Status = "planned" if is_ahead(document, dated(document, when, used)) else "happened"
        yield Mention(
            document.id, part, trigger, trigger.of(document.text).lower(), title, "event", "dated-clause", status,
            0.6, 0.5, dated(document, when, used),
        )  # fmt: skip


def _parts(text: str, span: Span, times: Sequence[Expression]) -> Iterator[Span]:
    """A sentence at its semicolons, and at the commas between two dates."""
    begin = span.start
    for found in re.finditer(r";\s|:\s|,\s(?=(?:und|et|y|e|i|та|и|a)\s)", text[span.start : span.end]):
        at = span.start + found.start()
        left, right = Span(begin, at), Span(at + 1, span.end)
        if any(left.covers(e.span) for e in times) and any(right.covers(e.span) for e in times):
            yield left
            begin = at + 1
    yield Span(begin, span.end)


def _verb_like(text: str, part: Span, times: Sequence[Expression]) -> Span:
    """The first small word behind the date that is long enough to be a verb or a noun, else the first word at all."""
    words = [Span(part.start + m.start(), part.start + m.end()) for m in re.finditer(r"[^\W\d_]+", part.of(text))]
    free = [w for w in words if not any(e.span.overlaps(w) for e in times)] or words or [part]
    long = [w for w in free if len(w.of(text)) > 4 and w.of(text)[0].islower()]
    return (long or free)[0]


def last_word(text: str, span: Span) -> Span:
    words = list(re.finditer(r"[^\W\d_][\w’'-]*", span.of(text)))
    return Span(span.start + words[-1].start(), span.start + words[-1].end()) if words else span
