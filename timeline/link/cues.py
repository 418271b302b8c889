"""Links that the wording of a text makes between events: rows of `cues.toml` with an event on each side.

Where it is not sure which events a cue stands between, there is no link. Negated and merely feared causes are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, Literal

from timeline.dates.when import contains
from timeline.language.lexicon import read
from timeline.link import distances
from timeline.link.scene import (
    FAR,
    LEFT,
    Scene,
    Told,
    about,
    after_opening,
    before_pronoun,
    first_verb,
    following,
    is_participle,
    main,
    nearest,
    scene,
    subject,
    topic,
)
from timeline.link.wording import WORD, is_own_date
from timeline.model import Annotation, Constraint, Event, Evidence, Link, LinkKind, Span

Choice = Literal["subject", "main", "near", "next", "noun", "verb", "own", "like", "topic", "clause"]
REACH = 120
_SUBORDINATE = re.compile(r"\W+(?:when|while|as|if|after|although|though|once|until)\b", re.IGNORECASE)
_DENIABLE = ("cause", "part_of", "parallel", "same_as")


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled row of `cues.toml`."""

    name: str
    kind: LinkKind
    form: Literal["between", "opening", "pair", "linking"]
    pattern: re.Pattern[str]
    first: Choice
    second: Choice
    from_first: bool
    confidence: float
    named: bool
    known: bool
    near: bool
    years: bool
    joiner: re.Pattern[str]
    unless_after: re.Pattern[str]


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
    return _best([*found, *ordered, *_known(here)]), tuple(stated)


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


@lru_cache
def cues(language: str) -> tuple[Cue, ...]:
    """The rows of a language, compiled; none where it has none."""
    return tuple(_compiled(row) for row in read(language, "cues.toml").get("cue", ()))


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
        re.compile(rf"(?<!\w)(?:{row.get('joiner', never)})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{row.get('unless_after', never)})$", re.IGNORECASE),
    )


def _ahead(row: dict[str, Any]) -> str:
    return f"(?={_gaps(row['behind'])})" if "behind" in row else ""


def _gaps(pattern: str) -> str:
    """A pattern whose spaces are any white space."""
    return pattern.replace(" ", r"\s")


@lru_cache
def _any(language: str) -> re.Pattern[str]:
    """All cues in one pattern, so that a sentence without any costs one look; without the words that may open them."""
    rows = read(language, "cues.toml").get("cue", ())
    patterns = [f"(?:{_without_options(_gaps(row['pattern']))})(?!\\w){_ahead(row)}" for row in rows]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})", re.IGNORECASE)


def _without_options(pattern: str) -> str:
    r"""A pattern without the optional groups at its beginning that end with a space.

    >>> _without_options(_gaps(r"(?:(?:has|had) )?(?:\w+ly )?led to"))
    'led\\sto'
    """
    while pattern.startswith("(?:"):
        depths = accumulate((char == "(") - (char == ")") for char in pattern)
        end = next((n for n, depth in enumerate(depths) if not depth), 0)
        if not (pattern[:end].endswith(r"\s") and pattern[end + 1 :].startswith("?")):
            break
        pattern = pattern[end + 2 :]
    return pattern


def _cued(here: Scene) -> Iterator[Link]:
    language = here.annotation.document.language or "en"
    for sentence in here.sentences:
        if _any(language).search(here.text, sentence.start, sentence.end):
            for cue in cues(language):
                for match in cue.pattern.finditer(here.text, sentence.start, sentence.end):
                    link = _link(here, cue, Span(*match.span()), sentence)
                    if link:
                        yield link


def _link(here: Scene, cue: Cue, at: Span, sentence: Span) -> Link | None:
    before = here.text[max(sentence.start, at.start - 60) : at.start]
    if cue.unless_after.search(before) or (cue.kind in _DENIABLE and _is_denied(here, before, cue, at)):
        return None
    first, second = _ends(here, cue, at, sentence)
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
    """"Never led to", "could have led to", "historians no longer think that A caused B"."""
    clause = re.split(r"[,;:]", before)[-1]
    said = clause if cue.kind == "parallel" else clause + at.of(here.text)
    if here.words.negation.search(here.words.affirmed.sub("", said)):
        return True
    return cue.kind == "cause" and here.words.hedge.search(before) is not None


def _ends(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    if cue.form == "pair":
        return _pair(here, cue, at, sentence)
    if cue.form == "opening":
        return _opening(here, cue, at, sentence)
    if cue.form == "linking":
        return _linking(here, cue, at, sentence)
    return _between(here, cue, at, sentence)


def _between(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    """ "The embargo led to rationing": an event of the clause before the cue, and one after it."""
    if cue.first == "main" and re.search(r"[;:—–]\s*(?:(?:and|but)\s+)?$", here.text[sentence.start : at.start]):
        return None, None
    left = _left(here, cue, at)
    if left is None and cue.near and cue.kind == "parallel":
        left = _measured(here, at, sentence)
    first = left.event if left else None
    if cue.second == "own":
        return first, _own(here, at)
    if cue.second == "verb":
        verb = first_verb(here, at.end, sentence)
        return first, verb.event if verb else None
    return first, _right(here, cue, at)


def _right(here: Scene, cue: Cue, at: Span) -> Event | None:
    """The event that the words after a cue tell first."""
    right = following(here, at.end, cue.second == "noun")
    between = here.text[at.end : right.at.start] if right else ""
    if here.words.parts.search(between) or (cue.kind == "cause" and not cue.from_first and "," in between):
        right = None
    if right is not None and cue.near and len(here.text[at.end : right.mention.span.start].split()) > 2:
        return None
    if right is None and cue.years:
        return _of_year(here, at)
    if right is None and cue.kind == "cause" and cue.second == "next" and cue.from_first:
        return _own(here, at, 3)
    return right.event if right else None


def _left(here: Scene, cue: Cue, at: Span) -> Told | None:
    """The event of the words before a cue; the noun that it hangs on without a comma ("riots causing alarm")."""
    if cue.first == "clause":
        told = nearest(here, at.start)
        beside = told and here.is_noun(told) and not here.text[told.mention.span.end : at.start].strip()
        return told if beside else main(here, at.start)
    return {"subject": subject, "main": main}.get(cue.first, nearest)(here, at.start)


def _measured(here: Scene, at: Span, sentence: Span) -> Told | None:
    """What another event is the measure of where the clause does not say: what was told just before."""
    told = nearest(here, at.start)
    if told is None:
        return topic(here, here.sentence(sentence.start) - 1)
    return told if at.of(here.text).lower().endswith("since") else None


def _own(here: Scene, at: Span, more: int = -REACH) -> Event | None:
    """The effect where the cue is itself the verb of a mention: "triggering unrest in the West"."""
    found = [t for t in here.told_in(at) if at.covers(t.at) and t.mention.span.end > at.end + more]
    return found[-1].event if found else None


def _linking(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    """ "As a result, prices rose": from what the words before tell, in the sentence or in the one before it."""
    lead, number = here.text[sentence.start : at.start], here.sentence(sentence.start)
    if re.search(r"\w\s*$", lead) and not re.search(r"(?:^|\W)(?:and|but)\s+$", lead, re.IGNORECASE):
        return None, None
    if _SUBORDINATE.match(here.text, at.end):
        return None, None
    choose = subject if cue.first == "subject" else main
    told = choose(here, at.start) if here.told_in(Span(sentence.start, at.start)) else topic(here, number - 1)
    verb = first_verb(here, at.end, sentence)
    return told.event if told else None, verb.event if verb else None


def _of_year(here: Scene, at: Span) -> Event | None:
    """The known event that a year stands for: "recalls 1929"."""
    times = here.annotation.expressions
    n = bisect_left(times, at.end, key=lambda e: e.span.start)
    e = times[n] if n < len(times) and times[n].span.start - at.end <= 2 else None
    if e is None or e.when is None or e.when.grain != "year":
        return None
    known = [(t.event, t.event.dated) for t in here.told_in(Span(at.start - FAR, at.end + FAR)) if t.event.named]
    return next((event for event, dated in known if dated and contains(e.when, dated.when)), None)


def _opening(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    """ "After the flood, the bridge was rebuilt": at the beginning of a clause, with a comma between the two."""
    lead = here.text[sentence.start : at.start] if at.start - sentence.start < REACH else "x"
    if re.sub(r"^.*[,;:—–]\s*(?:(?:and|but)\s+)?$|^\W*(?:(?:and|but|yet)\s+)?$", "", lead, flags=re.S):
        return None, None
    if cue.first == "verb":
        first = first_verb(here, at.end, sentence)
    else:
        first = following(here, at.end, cue.second != "main" or cue.first == "noun")
    if first is None or "," in here.text[at.end : first.at.start]:
        return None, None
    if re.search(r",\s*$", lead) and _is_aside(here, first, sentence):
        return None, None
    if cue.second == "subject" and re.search(r"\w,\s*$", lead) and (left := subject(here, at.start)):
        return first.event, left.event
    if cue.second == "like" and (like := _like(here, first, sentence)):
        return first.event, like.event
    if cue.second == "topic":
        told = topic(here, here.sentence(sentence.start) - 1)
        return first.event, told.event if told else None
    return first.event, _opened(here, cue, first, sentence)


def _is_aside(here: Scene, first: Told, sentence: Span) -> bool:
    """Whether the sentence goes on after a comma without it: "it fell, owing to the drought, and the king fled"."""
    comma = here.text.find(",", first.at.end, sentence.end)
    return comma >= 0 and re.match(r",\s*(?:and|but|which|who|while)\b", here.text[comma : comma + 12]) is not None


def _like(here: Scene, first: Told, sentence: Span) -> Told | None:
    """What was told before in the word of what it is measured by: "the earthquake" by that of 1999."""
    words = set(WORD.findall(f"{first.mention.lemma} {first.mention.span.of(here.text)}".lower()))
    near = here.between(max(0, sentence.start - 2 * LEFT), sentence.start)
    found = [t for t in near if t.mention.lemma.lower() in words and t.event.id != first.event.id]
    return max(found, key=lambda t: (t.event.named is not None, t.event.salience, t.at), default=None)


def _opened(here: Scene, cue: Cue, first: Told, sentence: Span) -> Event | None:
    """The event that the opening leads up to; `None` where its clause only says who says so."""
    found = after_opening(here, first, sentence)
    if cue.second == "subject":
        comma = here.text.find(",", first.at.end, sentence.end)
        word = re.match(r"\s*(\w+)\s", here.text[comma + 1 : comma + 30]) if comma >= 0 else None
        if word and here.words.pronoun.search(" " + word.group(1)):
            taken = before_pronoun(here, sentence.start)
            return taken.event if taken else None
        return found[0].event if found and here.is_noun(found[0]) else None
    if not found:
        return None
    skipped = here.told_in(Span(first.at.end, found[0].at.start))
    if any(t.mention.lemma in here.words.never for t in skipped):
        return None
    return next((t for t in found if not here.is_noun(t) and not is_participle(here, t)), found[0]).event


def _pair(here: Scene, cue: Cue, at: Span, sentence: Span) -> tuple[Event | None, Event | None]:
    """ "Parallels between A and B": the first joining word that has an event on either side."""
    last = min(sentence.end, at.end + 2 * REACH)
    for joiner in cue.joiner.finditer(here.text, at.end, last):
        right = following(here, joiner.end(), True)
        if right is None or len(here.text[joiner.end() : right.mention.span.start].split()) > 4:
            continue
        region = Span(at.end, joiner.start())
        left = [t for t in here.between(region.start, region.end) if here.is_noun(t)]
        event = left[0].event if left else about(here, region, right.event)
        if event is not None:
            return event, right.event
    return None, None


def _known(here: Scene) -> Iterator[Link]:
    """What the gazetteer knows to be part of another event that the text speaks of."""
    named = {t.event.named.id: t for t in here.told if t.event.named}
    document = here.annotation.document.id
    for reference in here.annotation.references:
        for whole in reference.part_of:
            part, other = named.get(reference.named.id), named.get(whole)
            if part and other and part.event.id != other.event.id:
                spans = (part.mention.span, other.mention.span)
                evidence = tuple(Evidence(document, span, "gazetteer") for span in spans)
                yield Link(part.event.id, other.event.id, "part_of", 0.9, "gazetteer", evidence)
