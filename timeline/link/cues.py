"""Links that the wording of a text makes between events: rows of `cues.toml` with an event on each side.

Where it is not sure which events a cue stands between, there is no link. Negated and merely feared causes are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from timeline.gazetteer.nouns import ARTICLES
from timeline.language.lexicon import read
from timeline.language.needed import needed_words
from timeline.link import distances, scripts, sequence
from timeline.link.ends import Cue, ends
from timeline.link.scene import LEFT, Scene, scene
from timeline.link.weak_order import settled
from timeline.link.wording import WORD, is_own_date
from timeline.model import Annotation, Constraint, Event, Evidence, Link, Span

_PIECE = re.compile(r"\w+")  # words as `needed_words` gives them, without their apostrophes
_DENIABLE = ("cause", "part_of", "parallel", "same_as")


def find(annotation: Annotation, events: Sequence[Event]) -> tuple[tuple[Link, ...], tuple[Constraint, ...]]:
    """Links between the events of a document that its wording makes, and distances in time that it states.

    `events` are those of the timeline; only those with a mention in this document take part.

    >>> from timeline.model import Document, Mention
    >>> text = "The embargo led to rationing."
    >>> both = [Mention("a", s, s, s.of(text), s.of(text), "", "") for s in (Span(4, 11), Span(19, 28))]
    >>> made = [Event(m.lemma, m.lemma, "", "happened", 1, 1, (m,)) for m in both]
    >>> links, constraints = find(Annotation(Document("a", text)), made)
    >>> [(x.source, x.kind, x.target, x.evidence[0].span.of(text)) for x in links]
    [('embargo', 'cause', 'rationing', 'embargo led to rationing')]
    """
    here = scene(annotation, events)
    if not here.told:
        return (), ()
    found = list(_cued(here))
    stated, ordered = distances.find(here)
    told = [*found, *ordered, *_known(here)]
    return _best([*told, *settled(told, [*sequence.find(here), *scripts.find(here)])]), tuple(stated)


def _best(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each link once, the surest of its like, in the order of the text."""
    best: dict[tuple[str, str, str], Link] = {}
    for link in links:
        key = (link.source, link.target, link.kind)
        if link.kind in ("parallel", "same_as") and (link.target, link.source, link.kind) in best:
            key = (link.target, link.source, link.kind)
        if key not in best or best[key].confidence < link.confidence:
            best[key] = link
    return tuple(sorted(best.values(), key=lambda x: (x.evidence[0].span, x.source, x.target, x.kind)))


def rows(language: str) -> Sequence[dict[str, Any]]:
    """The rows of a language as they stand in its `cues.toml`; none where it has none."""
    return read(language, "cues.toml").get("cue", ())  # type: ignore[no-any-return]


def likely(text: str, language: str) -> list[int]:
    """The numbers of the rows that can fit in a text by its words: few in most sentences, which spares the others.

    >>> [rows("en")[number]["name"] for number in likely("The defeat led to riots.", "en")]
    ['led-to', 'forced-to']
    """
    index = _by_word(language)
    said = index.keys() & {"", *_PIECE.findall(text.casefold())}
    return sorted({number for word in said for number in index[word]})


@lru_cache
def _by_word(language: str) -> dict[str, list[int]]:
    """The numbers of the rows by the words of which they need one, "" for none."""
    index: dict[str, list[int]] = {}
    for number, row in enumerate(rows(language)):
        for word in needed_words(row["pattern"], row.get("behind", "")) or ("",):
            index.setdefault(word, []).append(number)
    return index


@cache
def cue(language: str, number: int) -> Cue:
    """A row, compiled."""
    return _compiled(rows(language)[number])


def _compiled(row: dict[str, Any]) -> Cue:
    ahead = _ahead(row)
    unless = f"(?!{row['unless_before']})" if "unless_before" in row else ""
    never = r"(?!)"
    return Cue(
        row["name"],
        row["kind"],
        row.get("form", "between"),
        re.compile(rf"(?<!\w)(?:{_gaps(row['pattern'])})(?!\w){ahead}{unless}", re.IGNORECASE),
        row["first"],
        row["second"],
        row["source"] == "first",
        row["confidence"],
        row.get("named", False),
        row.get("known", False),
        row.get("near", False),
        row.get("years", False),
        row.get("told", False),
        re.compile(rf"(?<!\w)(?:{row.get('joiner', never)})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{row.get('unless_after', never)})$", re.IGNORECASE),
    )


def _ahead(row: dict[str, Any]) -> str:
    return f"(?={_gaps(row['behind'])})" if "behind" in row else ""


def _gaps(pattern: str) -> str:
    """A pattern whose spaces are any white space."""
    return pattern.replace(" ", r"\s")


def _cued(here: Scene) -> Iterator[Link]:
    language = here.annotation.document.language or "en"
    for sentence in here.sentences:
        for number in likely(sentence.of(here.text), language):
            row = cue(language, number)
            for match in row.pattern.finditer(here.text, sentence.start, sentence.end):
                link = _link(here, row, Span(*match.span()), sentence)
                if link:
                    yield link


def _link(here: Scene, cue: Cue, at: Span, sentence: Span) -> Link | None:
    before = here.text[max(sentence.start, at.start - 60) : at.start]
    if cue.unless_after.search(before) or (cue.kind in _DENIABLE and _is_denied(here, before, cue, at)):
        return None
    first, second = ends(here, cue, at, sentence)
    if first is None or second is None or first.id == second.id:
        return None
    if not _is_known(here, cue, first if cue.form == "opening" else second):
        return None
    source, target = (first, second) if cue.from_first else (second, first)
    if cue.kind == "cause" and cue.first == "main" and cue.form == "between" and first.status == "hypothetical":
        return None
    if cue.kind == "parallel" and (first if cue.form == "opening" else second).status == "ongoing":
        return None
    if "negated" in (source.status, target.status) or (cue.kind == "cause" and source.status == "hypothetical"):
        return None
    if cue.kind == "cause" and cue.form == "between" and _led_to_none(here, at, sentence, second):
        return None
    near = [s for s in (_place(here, first, at, sentence), _place(here, second, at, sentence)) if s]
    evidence = here.evidence(cue.name, at, *near)
    return Link(source.id, target.id, cue.kind, cue.confidence, cue.name, evidence)


def _is_known(here: Scene, cue: Cue, event: Event) -> bool:
    """Whether an event is one that others are measured by: known by name or, for some cues, by a date of its own."""
    if event.named or not (cue.named or cue.known):
        return True
    if cue.named and cue.kind == "part_of" and event.mentions[0].lemma in here.words.wholes:
        return True
    return cue.known and any(m.dated and is_own_date(m, here.text) for m in event.mentions)


def _place(here: Scene, event: Event, at: Span, sentence: Span) -> Span | None:
    """Where the sentence speaks of an event, nearest to the cue."""
    window = Span(max(sentence.start, at.start - LEFT), min(sentence.end, at.end + 2 * LEFT))
    spoken = [t.at for t in here.told_in(window) if t.event.id == event.id]
    return min(spoken, key=lambda s: (abs(s.start - at.start), s), default=None)


def _led_to_none(here: Scene, at: Span, sentence: Span, second: Event) -> bool:
    """ "Led to no war"."""
    place = _place(here, second, at, sentence)
    return place is not None and here.words.negation.search(here.text, at.end, max(at.end, place.start)) is not None


def _is_denied(here: Scene, before: str, cue: Cue, at: Span) -> bool:
    """ "Never led to", "could have led to", "historians no longer think that A caused B"."""
    clause = re.split(r"[,;:]", before)[-1]
    said = clause if cue.kind == "parallel" else clause + at.of(here.text)
    if here.words.negation.search(here.words.affirmed.sub("", said)):
        return True
    return cue.kind == "cause" and here.words.hedge.search(before) is not None


def _known(here: Scene) -> Iterator[Link]:
    """What the gazetteer knows to be part of another event that the text names, be it no more than "the civil war"."""
    named = {t.event.named.id: t for t in here.told if t.event.named}
    document = here.annotation.document.id
    for reference in here.annotation.references:
        for whole in reference.part_of:
            part, other = named.get(reference.named.id), named.get(whole)
            if part and other and part.event.id != other.event.id and _is_called(here, other.event):
                spans = (part.mention.span, other.mention.span)
                evidence = tuple(Evidence(document, span, "gazetteer") for span in spans)
                yield Link(part.event.id, other.event.id, "part_of", 0.9, "gazetteer", evidence)


def _is_called(here: Scene, event: Event) -> bool:
    """Whether a text calls an event by a name or two words: what is only "the war" says nothing of its parts."""
    spoken = (m.span.of(here.text) for m in event.mentions if m.document == here.annotation.document.id)
    said = ([w for w in WORD.findall(words) if w.lower() not in ARTICLES] for words in spoken)
    return any(len(words) > 1 or not all(w.islower() for w in words) for words in said)
