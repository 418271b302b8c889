"""Where an event stands in its sources: the wording with the sentence around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.model import Event, Evidence, Span, Timeline

ROOM = 240
_END_BEFORE = re.compile(r"[.!?][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n\s*\n|\n(?=\s*[•*-] )")


@dataclass(frozen=True, slots=True)
class Passage:
    """A wording with what stands before and after it in its sentence; `document` is the title, `rule` who read it."""

    document: str
    before: str
    wording: str
    after: str
    rule: str


def around(text: str, span: Span, room: int = ROOM) -> tuple[str, str, str]:
    """The sentence around a span, cut after `room` characters on either side: before, wording, after.

    >>> around("It rained. Rome fell in 476. Nobody noticed.", Span(11, 20))
    ('', 'Rome fell', ' in 476.')
    """
    start, end = max(span.start - room, 0), min(span.end + room, len(text))
    left, right = text[start : span.start], text[span.end : end]
    borders = [m.end() for m in _END_BEFORE.finditer(text[start : span.end + 1]) if m.end() <= len(left)]
    if borders:
        left = left[borders[-1] :]
    elif start:
        left = "… " + left.partition(" ")[2]
    close = _END_BEFORE.search(right)
    if close:
        right = right[: close.end()].rstrip()
    elif end < len(text):
        right = right.rpartition(" ")[0] + " …"
    return left.lstrip(), span.of(text), right


def passages(timeline: Timeline, places: tuple[Evidence, ...]) -> tuple[Passage, ...]:
    """The places in the order of the documents, each once."""
    documents = {d.id: d for d in timeline.documents}
    found = dict.fromkeys((e.document, e.span, e.rule) for e in places if e.document in documents)
    return tuple(
        Passage(documents[d].title or documents[d].source or d, *around(documents[d].text, span), rule)
        for d, span, rule in found
    )


def mentions(event: Event) -> tuple[Evidence, ...]:
    """The places where an event is spoken of, the one that dates it best first."""
    return tuple(Evidence(m.document, m.span, m.rule) for m in event.mentions)
