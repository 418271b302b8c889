"""A document as the reader shows it: its whole text in pieces, with events and dates marked and explained."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from timeline.dates.spoken import spoken
from timeline.model import Document, Event, Expression, Span, Timeline
from timeline.show.table import STATUS_SIGNS, clean, event_date

PAGE = 60_000  # characters of a page: what a browser lays out at once
Mark = tuple[int, int, str, str, str]  # start, end, kind, event id, note


def pages(document: Document, size: int = PAGE) -> list[Span]:
    """The text in pages of about `size` characters, each ending with a paragraph where there is one.

    >>> pages(Document("a", "One.\\n\\nTwo.\\n\\nThree."), 8)
    [Span(start=0, end=6), Span(start=6, end=12), Span(start=12, end=18)]
    """
    text, found, start = document.text, list[Span](), 0
    while start < len(text):
        end = start + size
        if end < len(text):
            breaks = (text.rfind(sign, start + size // 2, end) + len(sign) for sign in ("\n\n", "\n", " "))
            end = next((b for b in breaks if b > start + size // 2), end)
        found.append(Span(start, min(end, len(text))))
        start = end
    return found or [Span(0, 0)]


def pieces(timeline: Timeline, document: Document, page: Span, words: tuple[Span, ...] = ()) -> list[dict[str, Any]]:
    """A page cut at every border of a mark: [{text, kinds, events, note}]; the texts together are the whole page.

    `kinds` are "event", "known" (a named historical event), "date" and "found" (the `words` of a search); `events` are
    ids, the narrowest mark first; `note` says what was understood, and why.
    """
    found = [(s.start, s.end, "found", "", "") for s in words if s.overlaps(page)]
    marks = sorted([*found, *(m for m in _marks(timeline, document) if m[0] < page.end and page.start < m[1])])
    inside = (min(max(n, page.start), page.end) for mark in marks for n in mark[:2])
    borders = sorted({page.start, page.end, *inside})
    waiting, active = iter([*marks, None]), list[Mark]()
    following = next(waiting)
    cut = []
    for start, end in pairwise(borders):
        while following is not None and following[0] <= start:
            active.append(following)
            following = next(waiting)
        active = [m for m in active if m[1] > start]
        cut.append(_piece(document.text[start:end], active))
    return cut


@cache
def script() -> str:
    """The reader as an ES module; it begins with a comment line, else Streamlit takes it for a path."""
    return files("timeline.show.viewer").joinpath("reader.js").read_text(encoding="utf-8")


@cache
def style() -> str:
    """The reader's style sheet."""
    return files("timeline.show.viewer").joinpath("reader.css").read_text(encoding="utf-8")


def _marks(timeline: Timeline, document: Document) -> Iterator[Mark]:
    for event in timeline.events:
        kind = "known" if event.named else "event"
        for m in event.mentions:
            if m.document == document.id:
                yield m.span.start, m.span.end, kind, event.id, _told(event)
    for x in timeline.expressions.get(document.id, ()):
        yield x.span.start, x.span.end, "date", "", _understood(x, document)


def _told(event: Event) -> str:
    signs = (event_date(event), STATUS_SIGNS.get(event.status), "confirmed" if event.checked else "")
    return f"{clean(event.title)}: {', '.join(filter(None, signs))}"


def _understood(x: Expression, document: Document) -> str:
    if x.when is None:
        kind = {"DURATION": "A length of time", "SET": "Something that comes again"}.get(x.type)
        return f"{kind or 'A time without a date'} (read by: {x.rule})"
    how = {"anchored": ", counted from the date of writing", "inferred": ", worked out"}.get(x.basis, "")
    if x.reference:
        how = f", counted from “{clean(x.reference.of(document.text))}”"
    return f"Date: {spoken(x.when)}{how} (read by: {x.rule})"


def _piece(text: str, active: list[Mark]) -> dict[str, Any]:
    narrow = sorted(active, key=lambda m: (m[1] - m[0], m))
    return {
        "text": text,
        "kinds": sorted({m[2] for m in active}),
        "events": list(dict.fromkeys(m[3] for m in narrow if m[3])),
        "note": "\n".join(dict.fromkeys(m[4] for m in narrow)),
    }
