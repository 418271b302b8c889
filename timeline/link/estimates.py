"""About when a report was written, where nothing in it says so outright.

First what is sure: not before the newest date told as past, the newest known event, the day on which somebody named by
an office took it. Then what a reader takes to be likely, the surest first, as long as it agrees. A history names
presidents and years that are long gone, so only reports are dated like this.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from timeline.dates.calendars import add_months, day_number, weekday, year_month_day
from timeline.dates.when import When, intersect, within
from timeline.gazetteer import offices
from timeline.gazetteer.offices import Holder
from timeline.link import officeholders, told_years
from timeline.link.datelines import Clue, wordings
from timeline.link.told_years import Told
from timeline.model import Document, Expression, Reference, Span

_NEXT = re.compile(r"\s(?:[a-z]+ly\s)?([a-z]+)\b")
WIDEST = 12 * 366  # days: a wider interval says too little
PRESS = day_number(1800)  # before it "the said man" is a court's
SURE = 0.8  # confidence in a known event that can be a bound
LEAD = 600  # characters in which a report names what it reports
BRIEF = 2  # days of an event of which a weekday can speak
MONTH = 30
NOW = ("day", "week", "month")  # what reports count from their own day in
SAME_TIME = 400  # days between the newest year and the first of the holders that an office fits
_QUARTERS = ("the-quarter", "quarter", "latest-quarter", "year-period", "year-quarter")


def estimate(
    document: Document, expressions: Sequence[Expression], references: Sequence[Reference], sentences: Sequence[Span]
) -> list[Clue]:
    """The clues whose intersection is when a report was written, the newest bound first; none where it is not closed.

    >>> text = "President Clinton said on Friday that sales of $3 million in 1996 had not been enough."
    >>> estimate(Document("a", text), [], [], [Span(0, len(text))])[-1].rule
    'office'
    """
    holders = list(offices.find(document.text, document.language))
    if not _is_report(document, expressions, holders):
        return []
    dates = told_years.told(document, expressions, sentences)
    sure = [*told_years.begun(dates), *officeholders.taken(holders), *_known(references)]
    newest = max(sure, key=lambda c: c.when.earliest or 0, default=None)
    first = newest.when.earliest if newest else None
    likely = [*told_years.windows(document, dates, first), *_told_without_year(expressions, references, dates, first)]
    acting = _is_present(document, holders, expressions, sentences, bool(dates.past or _known(references)))
    in_office = officeholders.in_office(holders, first) if acting else []
    if len(in_office) == 1:
        likely += in_office
    kept = _agreeing([newest] if newest else [], sorted(likely, key=lambda c: -c.trust))
    if len(in_office) > 1:
        kept = _agreeing(kept, _one_of(in_office, dates, _meeting(kept)))
    when = _meeting(kept)
    if when is None or when.earliest is None or when.earliest < PRESS or (when.width or WIDEST + 1) > WIDEST:
        return []
    return kept


def _is_report(document: Document, expressions: Sequence[Expression], holders: Sequence[Holder]) -> bool:
    """Whether a text speaks as news do: of "Tuesday" and of what somebody "said", more often than it gives a year."""
    quoted = len(wordings(document.language, "reports").findall(document.text))
    years = sum(e.type in ("DATE", "TIME") and e.when is not None and (e.when.width or 999) <= 366 for e in expressions)
    seen = sum(_is_deictic(e) or e.rule in _QUARTERS for e in expressions)
    seen += sum(map(_is_day, expressions)) if holders and years <= 1 else 0
    speaks = quoted > 0 or any(e.shift and (holders or e.shift.base == "document") for e in expressions)
    return speaks and quoted + seen + len(holders) >= max(2, years)


def _is_deictic(e: Expression) -> bool:
    pick = e.shift.pick if e.shift else None
    return e.shift is not None and (e.shift.base == "document" or bool(pick and pick.weekday is not None))


def _is_day(e: Expression) -> bool:
    """ "March 12", of the running year where no other is told of."""
    pick = e.shift.pick if e.shift and e.shift.base == "either" else None
    return pick is not None and bool(pick.month and pick.day)


def _is_present(
    document: Document, holders: Sequence[Holder], expressions: Sequence[Expression], sentences: Sequence[Span],
    looks_back: bool,
) -> bool:  # fmt: skip
    """Whether one in office does something at the time of writing: "said on Friday", "has vowed".

    A text that does not look back on any year or event can name them otherwise, but for what was theirs.
    """
    starts = [s.start for s in sentences]
    days = {bisect_right(starts, e.span.start) for e in expressions if _is_now(e)}
    acting = wordings(document.language, "acting")
    for holder in holders:
        verb = _NEXT.match(document.text, holder.span.end)
        if bisect_right(starts, holder.span.start) in days:
            return True
        if verb and (verb.group(1).endswith("ed") or acting.fullmatch(verb.group(1))):
            return True
        if not looks_back and document.text[holder.span.end : holder.span.end + 1] not in ("'", "’"):
            return True
    return False


def _is_now(e: Expression) -> bool:
    """ "On Friday", "this week", "in September": near the day of writing; "last year" can lie far from what is told."""
    return e.shift is not None and e.shift.base in ("document", "either") and e.shift.unit in NOW


def _known(references: Sequence[Reference]) -> list[Clue]:
    sure = [r for r in references if r.named.confidence >= SURE and r.when.earliest is not None]
    return [Clue(within(r.when.earliest, None), r.span, "known-event") for r in sure]


def _told_without_year(
    expressions: Sequence[Expression], references: Sequence[Reference], dates: Told, first: int | None
) -> Iterator[Clue]:
    """A known event whose day is given without its year ("the Aug. 7 bombings"), or only by its weekday, is news."""
    picks = [e.shift.pick for e in expressions if e.shift and e.shift.pick and e.shift.base == "either"]
    days, weekdays = {(p.month, p.day) for p in picks if p.month}, {p.weekday for p in picks}
    for r in references:
        day = r.when.earliest
        if day is None or (r.when.width or 1 << 30) > BRIEF or r.named.confidence < SURE or day < (first or day):
            continue
        if year_month_day(day)[1:] in days:
            yield Clue(within(day, add_months(day, 12)), r.span, "known-day", 0.9)
        elif not dates.past and r.span.start < LEAD and weekday(day) in weekdays:
            yield Clue(within(day, day + MONTH), r.span, "known-weekday", 0.75)


def _agreeing(kept: Sequence[Clue], more: Sequence[Clue]) -> list[Clue]:
    """The clues with those of some more that narrow what they have in common."""
    found = list(kept)
    for clue in more:
        when = _meeting(found)
        both = clue.when if when is None else intersect(when, clue.when)
        if both is not None and both != when:
            found.append(clue)
    return found


def _meeting(clues: Sequence[Clue]) -> When | None:
    """What some clues that agree have in common."""
    firsts = [c.when.earliest for c in clues if c.when.earliest is not None]
    lasts = [c.when.latest for c in clues if c.when.latest is not None]
    return within(max(firsts, default=None), min(lasts, default=None)) if clues else None


def _one_of(in_office: Sequence[Clue], dates: Told, when: When | None) -> list[Clue]:
    """Of the times that an office can mean, the only one that fits, or the one that goes on from the newest year."""
    fitting = [c for c in in_office if when is None or intersect(when, c.when)]
    if len(fitting) == 1 and when is not None and when.latest is not None:
        return fitting
    first = min(fitting, key=lambda c: c.when.earliest or 0, default=None)
    newest = max((e.when.latest or 0 for e in dates.past if e.when), default=None)
    if first is None or newest is None or (first.when.earliest or 0) - newest > SAME_TIME:
        return []
    return [first]
