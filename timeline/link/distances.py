"""Distances in time that a text states: "three years before the fire", "lasted two years", "already stood"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor
from typing import Any, Literal

from timeline.dates.shift import MONTHS, Shift, apply
from timeline.language.lexicon import read
from timeline.link.scene import Scene, Told, after_opening, first_verb, following, main
from timeline.link.wording import WORD
from timeline.model import Constraint, Event, Evidence, Expression, Link, Span

YEAR = 365.2425
UNITS = {"week": 7, "month": YEAR / 12, "quarter": YEAR / 4, "year": YEAR, "decade": 10 * YEAR, "century": 100 * YEAR}
Side = Literal["start", "end"]
SIDES: tuple[Side, ...] = ("start", "end")
_AMOUNT = re.compile(r"P(\d+)([YMWD])$")
_LETTER_DAYS = {"Y": YEAR, "M": YEAR / 12, "W": 7.0, "D": 1.0}
REACH, TAIL = 120, 4


def find(here: Scene) -> tuple[list[Constraint], list[Link]]:
    """The distances, and `before` links where one is counted from an event."""
    constraints: list[Constraint] = []
    links: list[Link] = []
    for e in here.annotation.expressions:
        shift = e.shift
        if shift is None:
            constraints += [*_lasting(here, e), *_within(here, e)]
        elif not shift.count or shift.pick:
            continue
        elif shift.base == "next" and (pair := _waited(here, e)):
            constraints += _offset(here, e, replace(shift, count=-shift.count), *pair)
            links.append(_order(here, e, replace(shift, count=-shift.count), *pair))
        elif shift.base == "next" and (pair := _counted(here, e)):
            constraints += _offset(here, e, shift, *pair)
            links.append(_order(here, e, shift, *pair))
        elif shift.base == "story" and e.when is None and (steps := _steps(here, e)):
            constraints += _offset(here, e, shift, *steps)
    return [*constraints, *_already(here), *_still(here)], links


def _counted(here: Scene, e: Expression) -> tuple[Told, Told] | None:
    """The event that is counted from, which the next words name, and the one that lies so far from it."""
    word = re.match(r"\s+(\w+)\b", here.text[e.span.end : e.span.end + 20])
    if word and here.words.pronoun.search(" " + word.group(1)) and (
        pair := _from_pronoun(here, e, e.span.end + word.end())
    ):
        return pair
    anchor = following(here, e.span.end)
    if anchor is None or len(WORD.findall(here.text[e.span.end : anchor.at.start])) > 6:
        return None
    sentence = here.sentences[here.sentence(e.span.start)]
    lead = here.text[max(sentence.start, e.span.start - REACH) : e.span.start]
    if lead.strip(" ,“\"'‘(—–-"):
        told = _real(here, main(here, e.span.start), sentence)
    else:
        told = next((t for t in after_opening(here, anchor, sentence) if not here.is_noun(t)), None)
    return (anchor, told) if told and told.event.id != anchor.event.id else None


def _waited(here: Scene, e: Expression) -> tuple[Told, Told] | None:
    """ "The battle made him master, but it was three years before he was named shogun": counted from the battle."""
    start = here.sentences[here.sentence(e.span.start)].start
    lead = _row(here, "waiting").get("words", [])
    opening = re.search(rf"\b(?:{'|'.join(lead)})\s$", here.text[start : e.span.start], re.IGNORECASE) if lead else None
    if opening is None or e.shift is None or e.shift.count > 0:
        return None
    before = here.between(start, start + opening.start())
    if not before and (number := here.sentence(e.span.start)):
        before = here.told_in(here.sentences[number - 1])
    told, anchor = following(here, e.span.end), next((t for t in reversed(before) if t.event.dated), None)
    return (anchor, told) if anchor and told and anchor.event.id != told.event.id else None


def _real(here: Scene, told: Told | None, sentence: Span) -> Told | None:
    """What took place: "he said on Wednesday that he would not sign, a day after" counts from what he said."""
    if told is None or told.event.status in ("happened", "ongoing"):
        return told
    before = [t for t in here.between(sentence.start, told.at.start) if not here.is_noun(t)]
    return next((t for t in reversed(before) if t.event.status == "happened" and t.event.dated), told)


def _from_pronoun(here: Scene, e: Expression, start: int) -> tuple[Told, Told] | None:
    """ "Ten weeks after that she was killed": counted from what was told last, where another subject follows."""
    told = first_verb(here, start, here.sentences[here.sentence(e.span.start)])
    anchor = main(here, e.span.start)
    between = here.text[start : told.at.start] if told else ""
    return (anchor, told) if anchor and told and here.words.phrase.search(between) else None


def _steps(here: Scene, e: Expression) -> tuple[Told, Told] | None:
    """What was told last before "two years later", and what comes with it."""
    number = here.sentence(e.span.start)
    sentence = here.sentences[number]
    if here.text[sentence.start : e.span.start].strip(" ,“\"'‘(—–-") or number == 0:
        return None
    previous = here.sentences[number - 1]
    before = [t for t in here.between(max(previous.start, previous.end - 400), previous.end) if not here.is_noun(t)]
    after = [t for t in here.between(e.span.end, min(sentence.end, e.span.end + REACH)) if not here.is_noun(t)]
    return (before[-1], after[0]) if before and after else None


def _offset(here: Scene, e: Expression, shift: Shift, anchor: Told, told: Told) -> Iterator[Constraint]:
    """Both ends lie so far apart; from what lasted, days are counted from its end and years from its beginning."""
    unit = UNITS.get(shift.unit, 1.0)
    days = shift.count * unit + shift.days
    slack = _slack(unit, anchor.event, told.event) if not shift.exact else 1.0
    evidence = here.evidence(e.rule, e.span, anchor.at, told.at)
    low, high = _in_calendar(shift, anchor.event) or (floor(days - slack), ceil(days + slack))
    lasted = anchor.event.dated is not None and anchor.event.dated.when.extent == "throughout"
    side: Side = "end" if shift.count > 0 and shift.unit in ("day", "week") else "start"
    for point in SIDES:
        source = (anchor.event.id, side if lasted else point)
        yield Constraint(source, (told.event.id, point), low, high, 0.9, evidence)


def _in_calendar(shift: Shift, event: Event) -> tuple[int, int] | None:
    """From a day to the month or year that lies so far from it, in days: "ten years later" means that year."""
    when = event.dated.when if event.dated else None
    if when is None or when.width != 1 or when.earliest is None:
        return None
    if shift.unit not in MONTHS or shift.exact or shift.days:
        return None
    there = apply(replace(shift, base="story"), when)
    if there is None or there.earliest is None or there.latest is None:
        return None
    return there.earliest - when.earliest, there.latest - when.earliest


def _slack(unit: float, *events: Event) -> float:
    """Half a unit where an event is known more exactly than the count; a count between years needs none."""
    widths = [e.dated.when.width for e in events if e.dated and e.dated.when.width is not None]
    return unit / 2 if any(width < unit / 2 for width in widths) and unit > 1 else 0.0


def _order(here: Scene, e: Expression, shift: Shift, anchor: Told, told: Told) -> Link:
    source, target = (anchor, told) if shift.count > 0 else (told, anchor)
    evidence = here.evidence(e.rule, e.span, anchor.at, told.at)
    return Link(source.event.id, target.event.id, "before", 0.75, e.rule, evidence)


def _lasting(here: Scene, e: Expression) -> Iterator[Constraint]:
    """ "The siege lasted three years"."""
    amount = _AMOUNT.match(e.value)
    words = _row(here, "lasting").get("words", [])
    before = here.text[max(0, e.span.start - 40) : e.span.start]
    if not amount or not words or not re.search(rf"(?:{'|'.join(words)})\W*(?:\w+\W+)?$", before, re.IGNORECASE):
        return
    first = here.sentences[here.sentence(e.span.start)].start
    nouns = [t for t in here.between(max(first, e.span.start - REACH), e.span.start) if here.is_noun(t)]
    if nouns:
        event, days = nouns[-1].event.id, int(amount[1]) * _LETTER_DAYS[amount[2]]
        evidence = here.evidence("lasting", e.span, nouns[-1].at)
        yield Constraint((event, "start"), (event, "end"), floor(days * 0.9), ceil(days * 1.1), 0.6, evidence)


def _within(here: Scene, e: Expression) -> Iterator[Constraint]:
    """ "The defeat brought down the government within ten days": counted from what the words before tell."""
    amount, number = _AMOUNT.match(e.value), here.sentence(e.span.start)
    sentence = here.sentences[number]
    words = _row(here, "within").get("words", [])
    opening = re.search(rf"\b(?:{'|'.join(words)})\s+$", here.text[sentence.start : e.span.start], re.IGNORECASE)
    if not amount or not words or not opening or re.match(r"\s+(?:of|from|after)\b", here.text[e.span.end :][:8]):
        return
    before = here.between(sentence.start, sentence.start + opening.start())
    told = before[-1] if before else first_verb(here, e.span.end, sentence)
    anchor = before[-2] if before[1:] else main(here, here.sentences[number - 1].end) if number else None
    if anchor and told and anchor.event.id != told.event.id:
        days = ceil(int(amount[1]) * _LETTER_DAYS[amount[2]])
        evidence = here.evidence("within", e.span, anchor.at, told.at)
        for point in SIDES:
            yield Constraint((anchor.event.id, "start"), (told.event.id, point), 0, days, 0.7, evidence)


def _row(here: Scene, name: str) -> dict[str, Any]:
    """The words of one kind of distance in the document's language, `{}` where it has none."""
    return read(here.annotation.document.language or "en", "cues.toml").get(name, {})  # type: ignore[no-any-return]


def _already(here: Scene) -> Iterator[Constraint]:
    """ "In 1345 the mill already stood beside the finished bridge": the bridge was built by then."""
    rows = _row(here, "already")
    if not rows:
        return
    already, states = "|".join(rows["words"]), "|".join(rows["states"])
    state = re.compile(rf"\b(?:{already})\b[^.;]{{0,80}}?\b(?:{states})\s+(\w+)", re.IGNORECASE)
    said = list(state.finditer(here.text))
    makes = _makings(here, frozenset(rows["makes"])) if said else {}
    starts = [s.start for s in here.sentences]
    for found in said:
        sentence = here.sentences[max(0, bisect_right(starts, found.start()) - 1)]
        thing = found.group(1).lower()
        same = [t for word, t in makes.get(thing[-TAIL:], ()) if word.endswith(thing)]
        made = [t for t in same if t.at.start < sentence.start]
        dated = [t for t in here.told_in(sentence) if t.event.dated and t.event.dated.when.is_closed]
        if made and dated:
            by = min(dated, key=lambda t: (t.event.dated.when.width if t.event.dated else 0, t.at))
            evidence = (Evidence(here.annotation.document.id, sentence, "already"),)
            if by.event.id != made[-1].event.id:
                yield Constraint((made[-1].event.id, "end"), (by.event.id, "end"), 0, None, 0.7, evidence)


def _still(here: Scene) -> Iterator[Constraint]:
    """ "The ship sank ... She was still afloat in 1615": it sank after that."""
    rows = _row(here, "still")
    if not rows:
        return
    lasts = re.compile(rf"\b(?:was|were|stood)\s+(?:{'|'.join(rows['words'])})\b", re.IGNORECASE)
    ends = frozenset(rows["ends"])
    for found in lasts.finditer(here.text):
        sentence = here.sentences[here.sentence(found.start())]
        subject = WORD.findall(here.text[max(sentence.start, found.start() - 40) : found.start()].lower())[-1:]
        ended = [t for t in here.between(sentence.start - 4 * REACH, sentence.start) if t.mention.lemma in ends]
        dated = [t for t in here.told_in(sentence) if t.event.dated and t.event.dated.when.is_closed]
        if not ended or not dated or not subject:
            continue
        if subject[0] in rows["subjects"] or subject[0] in ended[-1].mention.span.of(here.text).lower():
            evidence = (Evidence(here.annotation.document.id, sentence, "still"),)
            yield Constraint((dated[0].event.id, "start"), (ended[-1].event.id, "start"), 0, None, 0.7, evidence)


def _makings(here: Scene, lemmas: frozenset[str]) -> dict[str, list[tuple[str, Told]]]:
    """Events that made something, with the words of their clause by the end of these ("well" of "stepwell")."""
    found: dict[str, list[tuple[str, Told]]] = {}
    for told in here.told:
        if told.mention.lemma in lemmas:
            span = told.mention.span
            clause = here.text[max(span.start, told.at.start - REACH) : min(span.end, told.at.end + REACH)]
            for word in sorted({w.lower() for w in WORD.findall(clause)}):
                found.setdefault(word[-TAIL:], []).append((word, told))
    return found
