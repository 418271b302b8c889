"""Why mentions are one event, in plain words: what the rules of `antecedents.py` and `retelling.py` found in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from timeline.dates.when import overlaps
from timeline.link.antecedents import senses_told
from timeline.link.clusters import people, words_for
from timeline.model import Document, Event, Mention

_BACK = 20  # mentions before one that are looked at


def why_one(event: Event, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """A line for each mention after the first: what it has in common with the earlier one that it is most like.

    >>> from timeline.model import Span
    >>> text = "They murdered Caesar. The assassination changed nothing."
    >>> one = Mention("a", Span(0, 20), Span(5, 13), "murder", "", "event", "clause", participants=("Caesar",))
    >>> two = Mention("a", Span(22, 39), Span(26, 39), "assassination", "", "event", "event-noun")
    >>> why_one(Event("e", "", "event", "happened", 1, 1, (one, two)), {"a": Document("a", text)})
    ('“assassination” and “murdered” can tell of the same.',)
    """
    lines: dict[str, None] = {}
    mentions = [m for m in event.mentions if m.document in documents]
    for n, mention in enumerate(mentions[1:], 1):
        near = mentions[max(0, n - _BACK) : n]
        best = min(near, key=lambda other: _likeness(mention, other, documents))
        lines["; ".join(_shared(mention, best, documents)) + "."] = None
    return tuple(lines)


def _likeness(one: Mention, other: Mention, documents: Mapping[str, Document]) -> tuple[int, bool, bool]:
    """The less, the more alike: by word or sense, then by people, then in one text."""
    return _kind(one, other, documents), people(one).isdisjoint(people(other)), one.document != other.document


def _kind(one: Mention, other: Mention, documents: Mapping[str, Document]) -> int:
    """0 for a name in common, 1 for a word, 2 for a sense, 3 for a sense between reports, 4 for none of these."""
    if one.named and other.named and one.named.id == other.named.id:
        return 0
    if one.lemma.lower() == other.lemma.lower():
        return 1
    both = _senses(one, documents) & _senses(other, documents)
    return 2 if any(sense[0] != "+" for sense in both) else 3 if both else 4


def _senses(mention: Mention, documents: Mapping[str, Document]) -> frozenset[str]:
    document = documents[mention.document]
    return senses_told(mention, words_for(document.language or "en"), document.text)


def _shared(one: Mention, other: Mention, documents: Mapping[str, Document]) -> Iterator[str]:
    """What two mentions have in common, most telling first."""
    kind = _kind(one, other, documents)
    mine, its = (f"“{m.trigger.of(documents[m.document].text)}”" for m in (one, other))
    if kind == 0 and one.named:
        yield f"both are known as {one.named.name}"
    elif kind == 1:
        yield f"{mine} stands in both" if mine == its else f"{mine} and {its} are the same word"
    else:
        yield f"{mine} stands for what {its} tells" if kind == 4 else f"{mine} and {its} can tell of the same"
    if one.document != other.document and kind:
        yield "the two texts report on one happening"
    names = [n for n in dict.fromkeys((*one.participants, *one.places)) if people(_only(one, n)) & people(other)]
    if names:
        yield f"both speak of {' and '.join(names)}"
    if one.dated and other.dated and kind and overlaps(one.dated.when, other.dated.when):
        yield "their dates agree"


def _only(mention: Mention, name: str) -> Mention:
    return replace(mention, participants=(name,), places=())
