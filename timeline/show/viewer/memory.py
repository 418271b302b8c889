"""The memory view: when the texts were written against the times that they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from timeline.dates.calendars import year_month_day
from timeline.dates.when import When
from timeline.model import Document, Event, Timeline
from timeline.show.table import document_date, year_words
from timeline.show.viewer.scene import Scene, drawn, title_of

MOST = 24
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
YEAR = 365.2425


def scene(timeline: Timeline) -> Scene:
    """What the memory view is given: `events` as the timeline view has them, and `rows`."""
    return {"events": drawn(timeline), "rows": rows(timeline)}


def rows(timeline: Timeline) -> list[Scene]:
    """The rows of the memory view.

    A row is a text, the earliest written first: {label, words, written: [first day, last day] or null, events: their
    numbers}. Where there are more than `MOST` texts, a row is a stretch of years with the texts written in it.

    >>> rows(Timeline())
    []
    """
    spoken_of: dict[str, list[int]] = {d.id: [] for d in timeline.documents}
    for number, event in enumerate(timeline.events):
        for document in dict.fromkeys(m.document for m in event.mentions):
            if document in spoken_of:
                spoken_of[document].append(number)
    texts = sorted(timeline.documents, key=lambda d: (_written(d) is None, _written(d) or 0))
    groups = [[d] for d in texts] if len(texts) <= MOST else _periods(texts)
    found = [_row(timeline.events, group, spoken_of) for group in groups]
    return [row for row in found if row["events"]]


def _row(events: Sequence[Event], texts: Sequence[Document], spoken_of: dict[str, list[int]]) -> Scene:
    back = _look_back(events, texts, spoken_of)
    label, words = _names(texts)
    whens = [text.date.when for text in texts if text.date]
    known = [n for w in whens for n in (w.earliest, w.latest) if n is not None]
    return {
        "label": label,
        "words": f"{words} · {back}" if back else words,
        "written": [min(known), max(known)] if known else None,
        "events": [n for text in texts for n in spoken_of[text.id]],
    }


def _names(texts: Sequence[Document]) -> tuple[str, str]:
    if len(texts) == 1:
        return title_of(texts[0]), document_date(texts[0].date)
    found = [d for text in texts if (d := _written(text)) is not None]
    label = f"Written {year_words(min(found), max(found))}" if found else "Date of writing not known"
    return label, f"{len(texts)} texts"


def _look_back(events: Sequence[Event], texts: Sequence[Document], spoken_of: dict[str, list[int]]) -> str:
    """How far back the texts usually look: the middle of the distances in time."""
    distances = []
    for text in texts:
        written = _written(text)
        for number in spoken_of[text.id] if written is not None else ():
            dated = events[number].dated
            told = _middle(dated.when) if dated else None
            if told is not None:
                distances.append((written or 0) - told)
    if not distances:
        return ""
    far = median(distances) / YEAR
    if abs(far) < 2:
        return "mostly of its own time" if len(texts) == 1 else "mostly of their own time"
    verb = "looks" if len(texts) == 1 else "look"
    return f"usually {verb} {'back' if far > 0 else 'ahead'} {abs(round(far)):,} years"


def _periods(texts: Sequence[Document]) -> list[list[Document]]:
    """The texts by stretches of years of writing, few enough to be rows; those without a date last."""
    found = {d.id: year_month_day(day)[0] for d in texts if (day := _written(d)) is not None}
    span = max(found.values()) - min(found.values()) + 1 if found else 1
    step = next((s for s in STEPS if span / s <= MOST), STEPS[-1])
    groups: dict[int | None, list[Document]] = {}
    for text in texts:
        groups.setdefault(found[text.id] // step if text.id in found else None, []).append(text)
    return list(groups.values())


def _written(document: Document) -> int | None:
    return _middle(document.date.when) if document.date else None


def _middle(when: When) -> int | None:
    known = [n for n in (when.earliest, when.latest) if n is not None]
    return sum(known) // len(known) if known else None
