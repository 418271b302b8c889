"""A document as the reader shows it: its whole text in pieces, with events and dates marked and explained."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from timeline.dates.spoken import spoken
from timeline.model import Document, Expression, Timeline
from timeline.show.table import clean

Mark = tuple[int, int, str, str, str]  # start, end, kind, event id, note


def pieces(timeline: Timeline, document: Document) -> list[dict[str, Any]]:
    """The text cut at every border of a mark: [{text, kinds, events, note}]; the texts together are the whole document.

    `kinds` are "event" and "date"; `events` are ids, the narrowest mark first; `note` says what was understood.
    """
    marks = sorted(_marks(timeline, document))
    borders = sorted({0, len(document.text), *(n for mark in marks for n in mark[:2])})
    waiting, active = iter([*marks, None]), list[Mark]()
    following = next(waiting)
    found = []
    for start, end in pairwise(borders):
        active = [m for m in active if m[1] > start]
        while following is not None and following[0] <= start:
            active.append(following)
            following = next(waiting)
        found.append(_piece(document.text[start:end], active))
    return found


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
        when = f", {spoken(event.dated.when)}" if event.dated else ""
        for m in event.mentions:
            if m.document == document.id:
                yield m.span.start, m.span.end, "event", event.id, f"{clean(event.title)}{when}"
    for x in timeline.expressions.get(document.id, ()):
        yield x.span.start, x.span.end, "date", "", _understood(x)


def _understood(x: Expression) -> str:
    how = {"anchored": ", counted from another date", "inferred": ", worked out"}.get(x.basis, "")
    return f"Date: {spoken(x.when)}{how} (rule {x.rule})" if x.when else f"{x.type.lower()} {x.value} (rule {x.rule})"


def _piece(text: str, active: list[Mark]) -> dict[str, Any]:
    narrow = sorted(active, key=lambda m: (m[1] - m[0], m))
    return {
        "text": text,
        "kinds": sorted({m[2] for m in active}),
        "events": list(dict.fromkeys(m[3] for m in narrow if m[3])),
        "note": "\n".join(dict.fromkeys(m[4] for m in narrow)),
    }
