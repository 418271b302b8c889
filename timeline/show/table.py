"""A timeline on the terminal: one line an event, links and conflicts in plain words below."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.dates.calendars import year_month_day
from timeline.dates.spoken import era, spoken
from timeline.dates.when import from_to, year
from timeline.model import Dated, Event, Timeline

LINK_WORDS = {
    "same_as": "is the same event as",
    "part_of": "is part of",
    "before": "came before",
    "during": "happened during",
    "cause": "led to",
    "parallel": "is compared with",
    "refers_to": "looks back to",
}
_UNSEEN = ("Cc", "Cf", "Cs", "Co")
STATUS_SIGNS = {"planned": "planned", "negated": "did not happen", "hypothetical": "not certain", "ongoing": "ongoing"}


def show(timeline: Timeline, console: Console) -> None:
    """Print the timeline; an empty one says so."""
    for document in timeline.documents:
        console.print(Text(f"{clean(document.title or document.id)}: {document_date(document.date)}", style="bold"))
    if not timeline.events:
        console.print("No events were found.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("When", "What", "Known as"):
        table.add_column(heading, overflow="fold")
    for event in timeline.events:
        table.add_row(*map(Text, _cells(event)))
    console.print(table)
    for line in (*link_lines(timeline), *(f"These statements collide: {clean(c.message)}" for c in timeline.conflicts)):
        console.print(Text(line))


def document_date(dated: Dated | None) -> str:
    """When a document was written, in plain words.

    >>> document_date(None)
    'date of writing not known'
    """
    if dated is None:
        return "date of writing not known"
    sure = f", {dated.confidence:.0%} sure" if dated.confidence < 1 else ""
    how = f" (inferred from the text{sure})" if dated.basis == "inferred" else ""
    return f"written {spoken(dated.when)}{how}"


def event_date(event: Event, missing: str = "no date") -> str:
    """When an event was, in plain words; one that still goes on has no end but the day of writing, which is none.

    >>> event_date(Event("a", "Long strike", "event", "happened", 1, 1, ()))
    'no date'
    """
    if event.dated is None:
        return missing
    when = event.dated.when
    goes_on = event.status == "ongoing" and when.extent == "throughout" and when.earliest is not None
    return spoken(replace(when, end=(when.end[0], None)) if goes_on else when)


def year_words(first: int, last: int) -> str:
    """The years between two day numbers, in the reader's era.

    >>> from timeline.dates.calendars import day_number
    >>> year_words(day_number(1700), day_number(1709)), year_words(day_number(-43), day_number(-43))
    ('1700–1709', '44 BC')
    """
    a, b = year_month_day(first)[0], year_month_day(last)[0]
    return era(a) if a == b else spoken(from_to(year(a), year(b)))


def link_lines(timeline: Timeline) -> Iterator[str]:
    """The links as sentences."""
    titles = {e.id: clean(e.title) for e in timeline.events}
    for link in timeline.links:
        if link.source in titles and link.target in titles:
            yield f"{titles[link.source]} {LINK_WORDS[link.kind]} {titles[link.target]}"


def clean(text: str) -> str:
    """Text without control and direction characters, which a terminal would obey, and without what XML cannot hold.

    >>> clean("a\\x1b[31mb\\u202ec")
    'a[31mbc'
    """
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    return "".join(c for c in spaced if c not in "\ufffe\uffff" and unicodedata.category(c) not in _UNSEEN)


def _cells(event: Event) -> tuple[str, str, str]:
    sign = STATUS_SIGNS.get(event.status)
    title = clean(event.title) + (f" ({sign})" if sign else "")
    return event_date(event, ""), title, event.named.name if event.named else ""
