"""The JSON export, contract "timeline/1"."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from timeline.dates import edtf
from timeline.dates.calendars import iso
from timeline.dates.when import Bounds, When
from timeline.model import Annotation, Dated, Document, Evidence, Expression, Link, Mention, Timeline

Texts = Mapping[str, str]


def to_dict(timeline: Timeline, with_text: bool = False) -> dict[str, Any]:
    """The export as plain values, in the order of the contract; with the documents' texts on request."""
    texts = {d.id: d.text for d in timeline.documents}
    return {
        "format": "timeline/1",
        "documents": [_document(d, texts, with_text) for d in timeline.documents],
        "expressions": [
            expression(e, document, n, texts)
            for document, found in timeline.expressions.items()
            for n, e in enumerate(found)
        ],
        "events": [
            {
                "id": e.id,
                "title": e.title,
                "kind": e.kind,
                "status": e.status,
                "salience": round(e.salience, 3),
                "confidence": round(e.confidence, 3),
                "when": when(e.dated, texts),
                "named": named(e),
                "participants": list(e.participants),
                "places": list(e.places),
                "mentions": [_mention(m, texts) for m in e.mentions],
                "checked": e.checked,
                "note": e.note,
            }
            for e in timeline.events
        ],
        "links": [_link(x, texts) for x in timeline.links],
        "conflicts": [
            {"events": list(c.events), "message": c.message, "evidence": [place(x, texts) for x in c.evidence]}
            for c in timeline.conflicts
        ],
    }


def write(timeline: Timeline, with_text: bool = False) -> str:
    """The export as UTF-8 text: the same timeline gives the same bytes."""
    return json.dumps(to_dict(timeline, with_text), ensure_ascii=False, indent=1) + "\n"


def annotation_line(annotation: Annotation, timeline: Timeline) -> str:
    """One line of `timeline annotate`: every expression and every event mention of a document."""
    document = annotation.document
    texts = {document.id: document.text}
    events = {m: e.id for e in timeline.events for m in e.mentions if m.document == document.id}
    row = {
        "id": document.id,
        "date": _date(document.date, texts),
        "expressions": [expression(e, document.id, n, texts) for n, e in enumerate(annotation.expressions)],
        "events": [_annotated(m, events.get(m), texts) for m in annotation.mentions],
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def when(dated: Dated | None, texts: Texts) -> dict[str, Any] | None:
    """A date of the contract, `None` where nothing is known."""
    return None if dated is None else _when(dated.when, dated.basis, [place(x, texts) for x in dated.evidence])


def expression(found: Expression, document: str, number: int, texts: Texts) -> dict[str, Any]:
    """A time expression of the contract; its id is the document's and its place in the order of the text."""
    return {
        "id": f"{document}#t{number + 1}",
        "document": document,
        "start": found.span.start,
        "end": found.span.end,
        "text": found.span.of(texts[document]),
        "type": found.type,
        "value": found.value,
        "when": None if found.when is None else _when(found.when, found.basis, []),
        "rule": found.rule,
    }


def named(event: Any) -> dict[str, Any] | None:
    """The gazetteer's identity of an event or mention."""
    n = event.named
    return None if n is None else {"id": n.id, "name": n.name, "confidence": round(n.confidence, 3)}


def place(evidence: Evidence, texts: Texts) -> dict[str, Any]:
    """A place of the contract."""
    span = evidence.span
    return {
        "document": evidence.document,
        "start": span.start,
        "end": span.end,
        "text": span.of(texts[evidence.document]),
        "rule": evidence.rule,
    }


def _when(date: When, basis: str, evidence: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "edtf": edtf.write(date),
        "earliest": _day(date.earliest),
        "latest": _day(date.latest),
        "start": _pair(date.start),
        "end": _pair(date.end),
        "grain": date.grain,
        "extent": date.extent,
        "qualifier": date.qualifier,
        "calendar": date.calendar,
        "basis": basis,
        "evidence": evidence,
    }


def _date(dated: Dated | None, texts: Texts) -> dict[str, Any]:
    if dated is None:
        return {"edtf": None, "earliest": None, "latest": None, "basis": "unknown", "confidence": 0.0, "evidence": []}
    full = {**(when(dated, texts) or {}), "confidence": round(dated.confidence, 3)}
    return {key: full[key] for key in ("edtf", "earliest", "latest", "basis", "confidence", "evidence")}


def _document(document: Document, texts: Texts, with_text: bool) -> dict[str, Any]:
    row = {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "language": document.language,
        "date": _date(document.date, texts),
    }
    return row | {"text": document.text} if with_text else row


def _mention(mention: Mention, texts: Texts) -> dict[str, Any]:
    row = place(Evidence(mention.document, mention.span, mention.rule), texts)
    return row | {"trigger": [mention.trigger.start, mention.trigger.end]}


def _annotated(mention: Mention, event: str | None, texts: Texts) -> dict[str, Any]:
    return {
        "start": mention.trigger.start,
        "end": mention.trigger.end,
        "text": mention.trigger.of(texts[mention.document]),
        "span": [mention.span.start, mention.span.end],
        "lemma": mention.lemma,
        "title": mention.title,
        "kind": mention.kind,
        "status": mention.status,
        "salience": round(mention.salience, 3),
        "when": when(mention.dated, texts),
        "named": named(mention),
        "participants": list(mention.participants),
        "places": list(mention.places),
        "rule": mention.rule,
        "event": event,
    }


def _link(link: Link, texts: Texts) -> dict[str, Any]:
    return {
        "source": link.source,
        "target": link.target,
        "kind": link.kind,
        "confidence": round(link.confidence, 3),
        "rule": link.rule,
        "evidence": [place(x, texts) for x in link.evidence],
    }


def _day(number: int | None) -> str | None:
    return None if number is None else iso(number)


def _pair(bounds: Bounds) -> list[str | None]:
    return [_day(bounds[0]), _day(bounds[1])]
