"""Mentions of events that the gazetteer knows: the text may date them more finely."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates.when import intersect
from timeline.extract.placing import span_date
from timeline.extract.telling import Sentence
from timeline.model import Dated, Document, Evidence, Mention, Reference, Span, Status


def reference(document: Document, r: Reference, date: Dated, status: Status) -> Mention:
    """The mention of a known event, under the name that the gazetteer has for it."""
    head = last_word(document.text, r.span)
    return Mention(
        document.id, r.span, head, head.of(document.text).lower(), r.named.name, r.kind, f"gazetteer:{r.rule}", status,
        0.9 if r.kind != "period" else 0.3, r.named.confidence, date, r.named,
    )  # fmt: skip


def last_word(text: str, span: Span) -> Span:
    """The last word that begins with a letter; the whole where there is none."""
    end = span.end
    while end > span.start and not text[end - 1].isalnum():
        end -= 1
    begin = end
    while begin > span.start and (text[begin - 1].isalnum() or text[begin - 1] in "'’-"):
        begin -= 1
    return Span(begin, end) if begin < end else span


def named(s: Sentence) -> Iterator[Mention]:
    """A reference is a mention; the text may date it more finely than the gazetteer."""
    for r in s.references:
        evidence = (Evidence(s.document.id, r.span, r.rule),)
        when, used = span_date(s, r.span)
        finer = intersect(r.when, when) if when is not None else None
        places = tuple(Evidence(s.document.id, e.span, e.rule) for e in used) if finer else ()
        date = Dated(finer or r.when, "gazetteer", evidence + places)
        yield reference(s.document, r, date, _known_status(s.document, date))


def _known_status(document: Document, date: Dated) -> Status:
    """Of a known event, whatever the sentence denies or fears of it: what lasts up to the day of writing goes on."""
    written, when = document.date.when if document.date else None, date.when
    lasts = when.extent == "throughout" and when.earliest != when.latest
    return "ongoing" if written and lasts and when.latest == written.latest else "happened"
