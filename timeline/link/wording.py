"""Words around a mention: whether it is a noun, and what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection

from timeline.model import Annotation, Mention, Span

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def is_noun(mention: Mention, text: str, verbal: Collection[str]) -> bool:
    """Whether the trigger is a noun: its lemma as it stands or with a plural ending, and not after "to" or "will".

    `verbal` are the words after which such a form is a verb.

    >>> text = "they attack the fort"
    >>> is_noun(Mention("a", Span(0, 20), Span(5, 11), "attack", "", "", ""), text, {"they"})
    False
    """
    if mention.rule == "event-noun":
        return True
    if mention.rule == "clause" and mention.span.start < mention.trigger.start:
        return mention.named is not None
    said, lemma = mention.trigger.of(text).lower(), mention.lemma.lower()
    if said not in (lemma, lemma + "s", lemma + "es", lemma[:-1] + "ies"):
        return mention.named is not None
    before = WORD.findall(text[max(0, mention.trigger.start - 12) : mention.trigger.start].lower())
    return not before or before[-1] not in verbal


def is_own_date(mention: Mention, text: str) -> bool:
    """Whether the date of a mention stands in its own words or right beside them, and is not carried over.

    >>> from timeline.dates.when import year
    >>> from timeline.model import Dated, Evidence
    >>> text = "It burned in 1341, and was sacked."
    >>> dated = Dated(year(1341), "stated", (Evidence("a", Span(13, 17)),))
    >>> burned, sacked = (Mention("a", s, s, "", "", "", "", dated=dated) for s in (Span(0, 17), Span(23, 33)))
    >>> is_own_date(burned, text), is_own_date(sacked, text)
    (True, False)
    """
    if mention.dated is None or mention.dated.basis not in ("stated", "anchored"):
        return True
    places = [e.span for e in mention.dated.evidence if e.document == mention.document]
    span = mention.span

    def is_beside(place: Span) -> bool:
        start, end = (place.end, span.start) if place.end <= span.start else (span.end, place.start)
        return end - start < 8 and WORD.search(text, start, max(start, end)) is None

    return not places or any(p.overlaps(span) or is_beside(p) for p in places)


def sentence_of(mention: Mention, annotation: Annotation) -> Span:
    """The sentence that a mention stands in; its own words where the text was not split.

    >>> from timeline.model import Document
    >>> text = Annotation(Document("a", "It fell. It rose."), (Span(0, 8), Span(9, 17)))
    >>> sentence_of(Mention("a", Span(9, 16), Span(12, 16), "rise", "", "", ""), text)
    Span(start=9, end=17)
    """
    n = bisect_right(annotation.sentences, Span(mention.trigger.start, 1 << 60)) - 1
    return annotation.sentences[max(0, n)] if annotation.sentences else mention.span
