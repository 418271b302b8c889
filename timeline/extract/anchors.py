"""Reference times: expressions that are seen from elsewhere get their dates.

Two times run beside each other through a text: the time of writing, and the time of the story, which every date moves that
is told (not one in a parenthesis, a quotation or a comparison). Histories count from the story, news from the day of
writing; which of the two a text is shows in its dates (after Strötgen and Gertz, "HeidelTime", 2010, who set it by hand).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.dates import timex
from timeline.dates.calendars import year_month_day
from timeline.dates.shift import Shift, apply
from timeline.dates.when import When
from timeline.language.lexicon import words
from timeline.model import Basis, Document, Expression, Reference, Span

NEAR_YEARS = 2  # an explicit year this near to the day of writing is news
NEXT_REACH = 80  # how far behind "two days after" the event may be named, in characters
LOOK_BACK = 60  # how far before an expression its tense may stand, in characters
_ASIDE = re.compile(r"\b(?:since|largest|biggest|worst|most|than|like|unlike|recalls?|compared|not seen)\b[^.;]*$", re.I)


@dataclass(slots=True)
class Story:
    """Where the telling stands: its time, the place in the text that says so, and whether an explicit year has been told."""

    when: When | None = None
    span: Span | None = None
    explicit: bool = False


def resolve(
    document: Document, expressions: Sequence[Expression], sentences: Sequence[Span], references: Sequence[Reference]
) -> tuple[Expression, ...]:
    """The expressions with their dates; one that nothing dates keeps its `shift` and has no `when`.

    >>> from timeline.extract.expressions import find
    >>> text = "The Bastille fell on 14 July 1789. That October the women marched."
    >>> [e.value for e in resolve(Document("a", text), find(text), (), ())]
    ['1789-07-14', '1789-10']
    """
    writing = document.date.when if document.date else None
    history = is_history(expressions, writing)
    story, found = Story(), []
    brackets = _brackets(document.text)
    for e in expressions:
        dated = _dated(document, e, story, writing, history, references) if e.shift else e
        found.append(dated)
        if dated.when and dated.type in ("DATE", "TIME") and not _is_aside(document.text, dated, brackets):
            _move(story, dated)
    return _from_next(document, found, references)


def is_history(expressions: Sequence[Expression], writing: When | None) -> bool:
    """Whether a text tells of another time than its own: most of its explicit years lie far from the day of writing."""
    if writing is None or writing.earliest is None:
        return True
    now = year_month_day(writing.earliest)[0]
    years = [year_month_day(e.when.earliest)[0] for e in expressions if e.when and e.when.earliest is not None]
    far = sum(abs(y - now) > NEAR_YEARS for y in years)
    deictic = sum(e.shift is not None and e.shift.base == "document" for e in expressions)
    return far > len(years) - far + 2 * deictic


def _dated(
    document: Document, e: Expression, story: Story, writing: When | None, history: bool, references: Sequence[Reference]
) -> Expression:
    shift = e.shift
    if shift is None or shift.base == "next":
        return e
    use_story = shift.base == "story" or (shift.base == "either" and _follows_story(document, e, story, history))
    if use_story and story.when is not None:
        return _seen_from(e, _forward(shift, story.when), story.when, story.span)
    if writing is None or (use_story and history):
        return _undated(e)
    return _seen_from(e, _in_tense(document, e, shift), writing, None)


def _follows_story(document: Document, e: Expression, story: Story, history: bool) -> bool:
    """Whether an expression without a year belongs to the story: always in a history, in news beside an explicit old year."""
    if history:
        return True
    near = story.span is not None and e.span.start - story.span.end < 250
    between = document.text[story.span.end : e.span.start] if story.span and near else ""
    is_weekday = bool(e.shift and e.shift.pick and e.shift.pick.weekday is not None)
    return story.explicit and near and "\n\n" not in between and not is_weekday


def _forward(shift: Shift, at: When) -> Shift:
    """In a story, what has no direction lies ahead or on the same day, unless the one behind is nearer."""
    pick = shift.pick
    if shift.base == "either" and pick and shift.direction in ("same", "nearest"):
        if pick.weekday is not None:
            return replace(shift, direction="future")
        return replace(shift, direction="onward")
    return shift


def _in_tense(document: Document, e: Expression, shift: Shift) -> Shift:
    """In news, tense says on which side of the day of writing "on Monday" or "in May" lies."""
    if shift.base != "either" or shift.pick is None or shift.direction == "past":
        return shift
    ahead = _is_ahead(document, e)
    if shift.pick.weekday is not None:
        return replace(shift, direction="future" if ahead else "nearest")
    return replace(shift, direction="future" if ahead else "back")


def _is_ahead(document: Document, e: Expression) -> bool:
    pattern = _future(document.language or "en")
    if pattern is None:
        return False
    clause = re.split(r"[.;!?]\s", document.text[max(0, e.span.start - LOOK_BACK) : e.span.start])[-1]
    after = re.split(r"[,.;!?]", document.text[e.span.end : e.span.end + 40])[0]
    return bool(pattern.search(clause) or pattern.search(after))


@lru_cache
def _future(language: str) -> re.Pattern[str] | None:
    table = words(language).get("tense")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(table)))})\b", re.IGNORECASE) if table else None


def _seen_from(e: Expression, shift: Shift, reference: When, span: Span | None) -> Expression:
    when = apply(shift, reference)
    if when is None:
        return _undated(e)
    value = e.value if e.type == "DURATION" else timex.write(when) + e.value
    return replace(e, when=when, value=value, basis="anchored", reference=span)


def _undated(e: Expression) -> Expression:
    """What no reference time dates: the fields that the words have, as TIMEX3 writes them."""
    pick = e.shift.pick if e.shift else None
    if e.type == "DURATION" or pick is None:
        return replace(e, value=e.value or "XXXX")
    if pick.weekday is not None:
        return replace(e, value=f"XXXX-WXX-{pick.weekday + 1}{e.value}")
    if pick.season:
        return replace(e, value=f"XXXX-{timex.SEASON_NAMES[pick.season]}")
    month = f"-{pick.month:02d}" if pick.month else ""
    day = f"-{pick.day:02d}" if pick.day and pick.day > 0 else ""
    return replace(e, value=f"XXXX{month or ('-XX' if day else '')}{day}{e.value}")


def _move(story: Story, e: Expression) -> None:
    """The telling has come to this date; a coarser one that holds the present one leaves it, unless a year was named."""
    if e.when is None or e.when.earliest is None or e.when.latest is None or e.rule.startswith("vague"):
        return
    story.when, story.span = e.when, e.span
    if e.basis == "stated":
        story.explicit = True


def _from_next(document: Document, found: list[Expression], references: Sequence[Reference]) -> tuple[Expression, ...]:
    """"Two days after the invasion": dated from the event or date that the next words name."""
    starts = [r.span.start for r in references]
    out = list(found)
    for n, e in enumerate(found):
        if e.shift is None or e.shift.base != "next":
            continue
        target = _next_named(document, e, references, starts)
        if target is None:
            continue
        when = apply(e.shift, _point(e.shift, target.when))
        if when:
            basis: Basis = "anchored"
            out[n] = replace(e, when=when, value=timex.write(when), basis=basis, reference=target.span)
    return tuple(out)


def _point(shift: Shift, when: When) -> When:
    """After an event counts from its end where days are counted, else from its beginning; before it from its beginning."""
    bound = when.end if shift.count > 0 and shift.unit in ("day", "week") else when.start
    return replace(when, start=bound, end=bound, extent="within")


def _next_named(
    document: Document, e: Expression, references: Sequence[Reference], starts: Sequence[int]
) -> Reference | None:
    at = bisect_right(starts, e.span.end - 1)
    if at >= len(references):
        return None
    between = document.text[e.span.end : references[at].span.start]
    return references[at] if len(between) <= NEXT_REACH and not re.search(r"[.;,!?]", between) else None


def _is_aside(text: str, e: Expression, brackets: Sequence[Span]) -> bool:
    """A date in brackets or in a comparison does not move the story ("the largest since 1813")."""
    at = bisect_right([b.start for b in brackets], e.span.start) - 1 if brackets else -1
    if at >= 0 and brackets[at].covers(e.span):
        return True
    return bool(_ASIDE.search(text[max(0, e.span.start - 40) : e.span.start]))


def _brackets(text: str) -> list[Span]:
    return list(_pairs(text))


def _pairs(text: str) -> Iterator[Span]:
    for found in re.finditer(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]", text):
        yield Span(found.start(), found.end())
