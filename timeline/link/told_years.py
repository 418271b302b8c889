"""When a report was written, from the dates with a year that it looks back on and ahead to.

What is told as past lies before the writing, what is to come after it. How far before or after is a matter of habit:
results of a year come out in the next one, and reports seldom give the month of what is long gone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.dates.calendars import add_months, day_number, year_month_day
from timeline.dates.when import When, within
from timeline.language.tense import direction
from timeline.link.datelines import Clue, wordings
from timeline.model import Document, Expression, Span

YEAR = 366  # days
BEFORE, AROUND, NEAR = 90, 100, 60  # characters around a date in which words say what it is
FRESH = 23  # months, nearly two years: how old a dated month or day of a report is at most
PLAN = 36  # months to what is planned
TARGET = 72  # months to what is promised or ends by a date
CLUSTER = 4  # years between the newest of several near years and the writing
LONG_AGO = -5  # years
_IN_YEARS = {"year": 1, "decade": 10, "century": 100}
_BY = re.compile(r"\bby(?: the| end| of)*\s*$")
_UNTIL = re.compile(r"\b(?:until|till)\s+$")
_AS_OF = re.compile(r"\bas of\s+$")
_MONEY = re.compile(r"[$#£€¥]\S*\d|\d%")
_PERIODS = ("year-period", "year-quarter")  # "the 1988 period"


@dataclass(frozen=True, slots=True)
class Told:
    """The dates with a year, those of the past and those to come, and whether the text counts back many years."""

    past: tuple[Expression, ...]
    ahead: tuple[Expression, ...]
    long_ago: bool


def told(document: Document, expressions: Sequence[Expression], sentences: Sequence[Span]) -> Told:
    """The stated dates of a text, no wider than a year, by the side of the writing on which they lie.

    A year that is to come in one place is so in all ("in 1990 they will ... the 1990 forecast").
    """
    starts = [s.start for s in sentences]
    past, ahead = list[Expression](), list[Expression]()
    for e in expressions:
        is_date = e.type in ("DATE", "TIME") and e.basis == "stated"
        if is_date and e.when and e.when.is_closed and (e.when.width or 0) <= YEAR + 4:
            at = bisect_right(starts, e.span.start) - 1
            side = ahead if _is_ahead(document, e, starts[at] if at >= 0 else 0) else past
            side.append(e)
    older = [e for e in past if e.rule != "year-noun"]  # "the 2014 show" can be still to come
    past = [e for e in past if e.rule != "year-noun" or any(_first(other) >= _first(e) for other in older)]
    newest = max((_first(e) for e in past), default=None)
    coming = {_year(e) for e in ahead if newest is None or _first(e) > newest - YEAR}
    ahead += [e for e in past if _year(e) in coming]
    return Told(tuple(e for e in past if _year(e) not in coming), tuple(ahead), any(map(_is_long_ago, expressions)))


def _is_ahead(document: Document, e: Expression, sentence: int) -> bool:
    left = document.text[max(sentence, e.span.start - BEFORE) : e.span.start].rpartition(";")[2]
    until = _UNTIL.search(left)  # "barred him until April" is over, "will be in force until April" is not
    start = e.span.start - (len(until.group()) if until else 0)
    side = direction(document.text, Span(start, e.span.end), document.language)
    if until or _AS_OF.search(left):
        return until is not None and side >= 0
    return side > 0 or bool(_BY.search(left)) or wordings(document.language, "outlook").search(left) is not None


def _first(e: Expression) -> int:
    return e.when.earliest or 0 if e.when else 0


def _last(e: Expression) -> int:
    return e.when.latest or 0 if e.when else 0


def _year(e: Expression) -> int:
    return year_month_day(_first(e))[0]


def _is_long_ago(e: Expression) -> bool:
    """ "More than four decades ago": the dates beside it are old."""
    shift = e.shift
    if shift is None or shift.base != "document" or shift.up_to or shift.pick or shift.unit not in _IN_YEARS:
        return False
    return shift.count * _IN_YEARS[shift.unit] <= LONG_AGO


def begun(dates: Told) -> list[Clue]:
    """What is told as past has begun."""
    return [Clue(within(_first(e), None), e.span, "told-as-past") for e in dates.past]


def windows(document: Document, dates: Told, first: int | None) -> Iterator[Clue]:
    """What the nearest date to come and the newest past one say of the day of writing, which is not before `first`."""
    coming = [e for e in dates.ahead if first is None or _last(e) > first]
    if coming:
        yield from _to_come(document, min(coming, key=lambda e: (_last(e), e.span)))
    if dates.past:
        newest = max(dates.past, key=lambda e: (_first(e), -_last(e)))
        near = {_year(e) for e in dates.past if 0 < _year(newest) - _year(e) < CLUSTER}
        when, rule, trust = _looked_back(document, newest, dates, bool(near))
        if when is not None:
            yield Clue(when, newest.span, rule, trust)


def _to_come(document: Document, e: Expression) -> Iterator[Clue]:
    """Before its end; in the two years before it where it is an outlook, in the six before it where it is a target."""
    left, last = document.text[max(0, e.span.start - NEAR) : e.span.start], _last(e)
    yield Clue(within(None, last), e.span, "to-come", 0.95)
    if wordings(document.language, "debts").search(left):
        return
    if wordings(document.language, "targets").search(left):
        yield Clue(within(add_months(last, -TARGET), last), e.span, "target", 0.8)
    else:
        months = FRESH if _is_account(document, Span(0, len(document.text))) else PLAN
        yield Clue(within(add_months(last + 1, -months), last), e.span, "outlook", 0.85)


def _is_account(document: Document, span: Span) -> bool:
    """Whether there are sums about a place, and what they are of: the results of a company or a state."""
    around = document.text[max(0, span.start - AROUND) : span.end + AROUND]
    return _MONEY.search(around) is not None and wordings(document.language, "results").search(around) is not None


def _looked_back(document: Document, e: Expression, dates: Told, is_near: bool) -> tuple[When | None, str, float]:
    """The time in which reports look back on their newest date, by the kind of date that it is."""
    first, year, grain = _first(e), _year(e), e.when.grain if e.when else "year"
    following = within(day_number(year, 7), day_number(year + 2, 4, 30))
    text, language = document.text, document.language
    if e.rule in _PERIODS:
        return following, "compared-period", 0.9
    since = wordings(language, "since").search(text[max(0, e.span.start - NEAR) : e.span.start].rpartition(", ")[2])
    if grain == "year":
        if _is_account(document, e.span):
            return following, "results", 0.9
        return within(first, day_number(year + CLUSTER, 12, 31)) if is_near else None, "near-years", 0.65
    if grain in ("season", "quarter") or dates.long_ago or (since and not is_near):
        return None, "", 0.0
    return within(first, add_months(first, FRESH)), "newest-date", 0.8
