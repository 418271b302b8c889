"""The steps in order, on one page: documents in, a linked timeline out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from timeline.extract import anchors, chronicle, events, expressions, sentences
from timeline.gazetteer import matcher, table
from timeline.language.identify import identify
from timeline.link import chronology, coreference, cues, dating, references, salience
from timeline.model import Annotation, Constraint, Document, Event, Link, Timeline


@contextmanager
def _without_collecting() -> Iterator[None]:
    """The collector of garbage rests: records hold no cycles, and to walk all of them again and again takes long."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_without_collecting()
def annotate(document: Document, gazetteer: table.Gazetteer | None = None) -> Annotation:
    """What one document says: its time expressions, references to known events, and every mention of an event.

    A document without a date is dated from its own references where they allow it.

    >>> from timeline.model import Document
    >>> found = annotate(Document("a", "The Bastille fell on 14 July 1789."))
    >>> [e.value for e in found.expressions], [r.named.name for r in found.references]
    (['1789-07-14'], ['Storming of the Bastille'])
    """
    gazetteer = gazetteer or table.load()
    text = document.text
    document = document if document.language else replace(document, language=identify(text))
    times = expressions.find(text, document.language)
    breaks = [entry.start for entry in chronicle.entries(text, times)]
    parts = sentences.split(text, document.language, [e.span for e in times], breaks)
    matches = matcher.find(text, document.language, gazetteer)
    known = references.resolve(document, matches, times, parts, gazetteer)
    if document.date is None:
        document = replace(document, date=dating.date_document(document, times, known, parts))
        if document.date is not None:
            known = references.resolve(document, matches, times, parts, gazetteer)
    times = anchors.resolve(document, times, parts, known)
    mentions = events.find(document, parts, times, known)
    return Annotation(document, parts, times, known, mentions)


def build(
    documents: Iterable[Document],
    gazetteer: table.Gazetteer | None = None,
    progress: Callable[[Document], None] = lambda document: None,
) -> Timeline:
    """The linked timeline of some documents. `progress` is told of each document after its extract steps."""
    annotations: list[Annotation] = []
    for document in documents:
        annotations.append(annotate(document, gazetteer))
        progress(document)
    return link(annotations)


@_without_collecting()
def link(annotations: Sequence[Annotation]) -> Timeline:
    """Annotated documents to a timeline: one event for many mentions, links, and bounds as tight as they allow."""
    found, links = coreference.merge(annotations)
    constraints: list[Constraint] = []
    all_links: list[Link] = list(links)
    spoken_of = _by_document(found)
    for annotation in annotations:
        cued, stated = cues.find(annotation, spoken_of.get(annotation.document.id, ()))
        all_links += cued
        constraints += stated
    documents = tuple(a.document for a in annotations)
    found, conflicts = chronology.tighten(found, all_links, constraints, documents)
    found = salience.raised(found, all_links)
    times = {a.document.id: a.expressions for a in annotations}
    return Timeline(documents, times, tuple(sorted(found, key=in_time)), tuple(all_links), conflicts)


def _by_document(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events that each document speaks of."""
    found: dict[str, list[Event]] = {}
    for event in events:
        for document in dict.fromkeys(m.document for m in event.mentions):
            found.setdefault(document, []).append(event)
    return found


def in_time(event: Event) -> tuple[bool, int, int]:
    """A key that sorts events in the order of time, undated ones last in the order of the texts."""
    when = event.dated.when if event.dated else None
    known = [n for n in (*when.start, *when.end) if n is not None] if when else []
    return (not known, min(known, default=0), max(known, default=0))
