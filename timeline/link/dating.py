"""The date of writing of an undated text: from its dateline, and else from how far it says known events lie back.

"The Wagner rebellion last month" was written in the month after June 2023. Each such phrase gives an interval; what
they have in common is the answer. A report without such a phrase gets an estimate (`estimates.py`); a text that only
tells of the past ("the Bastille fell") does not say its own date.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from timeline.dates.calendars import add_months, weekday, year_month_day
from timeline.dates.shift import Shift, apply, written
from timeline.dates.when import When, intersect, within, year
from timeline.gazetteer.nouns import kinds_of_words
from timeline.language.tense import direction
from timeline.link import estimates
from timeline.link.anniversaries import counted
from timeline.link.datelines import Clue, dateline, day_of_week, weekday_said, wordings, year_found
from timeline.model import Dated, Document, Evidence, Expression, Reference, Span

GAP_WORDS = 4
MEMORY = 400
GAP = 40  # characters
CLUES = 100
WEEK = 7
MONTH = 30
LONG = 800  # days
_CLAUSE = re.compile(r",?\s+(?:which|that)\s+(?:[\w’']+\s+){0,7}?(\w+)\s+(?:(?:in|on|at|by)\s+)?$")
_APPOSED = re.compile(r"[\s,;:(–—-]*(?:(?:on|in|am|en|le|el|il)\s+)?")


def date_document(
    document: Document, expressions: Sequence[Expression], references: Sequence[Reference], sentences: Sequence[Span]
) -> Dated | None:
    """When a text was written, as far as it says so itself; `None` where nothing does.

    `expressions` are those of the text, not yet seen from any date; `references` its known events. The evidence are the
    sentences that the date follows from, basis `inferred`.

    >>> from timeline.dates.edtf import read, write
    >>> from timeline.dates.shift import Shift
    >>> from timeline.model import Named
    >>> text = "The Wagner rebellion last month humiliated Putin."
    >>> last_month = Expression(Span(21, 31), "DATE", "XXXX", "last-unit", shift=Shift("document", -1, "month"))
    >>> known = Reference(Span(4, 20), Named("w", "Wagner rebellion"), read("2023-06-23/2023-06-24"), "name")
    >>> write(date_document(Document("a", text), [last_month], [known], [Span(0, 49)]).when)
    '2023-07'
    """
    line = dateline(document, expressions, references)
    if line is not None:
        return _dated(document, [line])
    newest = _newest([e for e in expressions if not _is_target(document, e)], references)
    found = islice(_clues(document, expressions, references, sentences), CLUES)
    clues = [c for c in found if c.when.latest is None or newest is None or newest <= c.when.latest + MEMORY]
    if not clues:
        likely = estimates.estimate(document, expressions, references, sentences)
        starts = [s.start for s in sentences]
        told = [replace(c, span=_sentence(c.span, sentences, starts)) for c in likely]
        return _dated(document, told) if told else None
    agreed = _agreed(clues)
    weak = islice(_told_of_day(expressions, references, sentences), CLUES)
    dated = _dated(document, [*agreed, *(c for c in weak if all(intersect(c.when, kept.when) for kept in agreed))])
    when = _after_days_told(document, dated.when, expressions)
    return replace(dated, when=_on_weekday(when, day_of_week(document, expressions)))


def _dated(document: Document, clues: Sequence[Clue]) -> Dated:
    when = clues[0].when
    for clue in clues[1:]:
        when = _narrowed(when, clue.when) or when
    evidence = dict.fromkeys(Evidence(document.id, c.span, c.rule) for c in clues)
    return Dated(when, "inferred", tuple(evidence), min(c.trust for c in clues))


def _on_weekday(when: When, name: int | None) -> When:
    """The day of that name, where the time of writing is known to a week."""
    if name is None or when.earliest is None or when.latest is None or when.latest - when.earliest >= WEEK:
        return when
    days = [n for n in range(when.earliest, when.latest + 1) if weekday(n) == name]
    return within(days[0], days[0], "day") if len(days) == 1 else when


def _after_days_told(document: Document, when: When, expressions: Sequence[Expression]) -> When:
    """ "The vote came on Friday ... On Wednesday the bank stepped in": within its week, not before that Wednesday."""
    at, last = when.earliest, when.latest
    if at is None or last is None or last - at != WEEK - 1:
        return when
    text, language = document.text, document.language or "en"
    told = [e for e in expressions if _weekday(e) is not None and direction(text, e.span, language) <= 0]
    begun = next((n for n, e in enumerate(told) if _weekday(e) == weekday(at)), len(told))
    for e in told[begun:]:
        at = next(n for n in range(at, at + WEEK) if weekday(n) == _weekday(e))
    return within(at, last) if at <= last else when


def _narrowed(one: When, other: When) -> When | None:
    both = intersect(one, other)
    if both is None or (both.start, both.end) in ((one.start, one.end), (other.start, other.end)):
        return both
    return within(both.earliest, both.latest)


def _agreed(clues: Sequence[Clue]) -> list[Clue]:
    """The clues that go together with most others, the narrowest first."""
    def support(clue: Clue) -> tuple[int, int]:
        return sum(intersect(clue.when, other.when) is not None for other in clues), -(clue.when.width or 1 << 40)

    first = max(clues, key=support)
    together = [first]
    for clue in sorted(clues, key=lambda c: (c.when.width or 1 << 40, c.span)):
        if clue is not first and all(intersect(clue.when, kept.when) for kept in together):
            together.append(clue)
    return together


def _clues(
    document: Document, expressions: Sequence[Expression], references: Sequence[Reference], sentences: Sequence[Span]
) -> Iterator[Clue]:
    starts, known = [s.start for s in sentences], sorted(references, key=lambda r: r.span)
    heads, times = [r.span.start for r in known], [e.span.start for e in expressions]
    for n, e in enumerate(expressions):
        if e.shift is None:
            continue
        sentence = _sentence(e.span, sentences, starts)
        if _is_deictic(e):
            is_unit = n > 0 and _is_years_ago(expressions[n - 1]) and _follows(document, expressions, n, r"\s+")
            reference = None if is_unit or _is_loose(document, e) else _beside(document, e, known, heads)
            when = (_same_week if e.shift.base == "either" else _writing)(e, reference) if reference else None
            if when is not None:
                yield Clue(when, sentence, "known-event-" + e.rule)
            when = _apposed(document, expressions, n, known, heads)
            if when is not None:
                yield Clue(when, sentence, "years-ago")
        elif e.shift.base == "either":
            when = _coming(document, e, sentence, year_found(document, e, expressions, references))
            if when is not None:
                yield Clue(when, sentence, "coming")
    for sentence in sentences:
        first, last = bisect_left(heads, sentence.start), bisect_left(heads, sentence.end)
        if first < last:
            here = expressions[bisect_left(times, sentence.start) : bisect_left(times, sentence.end)]
            yield from counted(document, sentence, here, known[first:last])


def _told_of_day(
    expressions: Sequence[Expression], references: Sequence[Reference], sentences: Sequence[Span]
) -> Iterator[Clue]:
    """Events told without name and year on their day of the week: too little for a date, enough to narrow one."""
    starts, times = [s.start for s in sentences], [e.span.start for e in expressions]
    for reference in references:
        n = bisect_right(starts, reference.span.start) - 1
        if reference.rule != "paraphrase" or n < 0:
            continue
        low, high = sentences[max(0, n - 1)].start, sentences[n].end
        for e in expressions[bisect_left(times, low) : bisect_left(times, high)]:
            when = _same_week(e, reference) if _weekday(e) is not None else None
            if when is not None:
                yield Clue(when, sentences[n], "known-event-told")


def _coming(document: Document, e: Expression, sentence: Span, day: When | None) -> When | None:
    """ "On Sunday, 4 September, they will vote": within the month before that day."""
    if day is None or day.earliest is None or weekday_said(document.text, e, document.language) is None:
        return None
    ahead = wordings(document.language, "coming").search(document.text[e.span.end : sentence.end])
    return within(day.earliest - MONTH, day.earliest) if ahead else None


def _is_deictic(e: Expression) -> bool:
    """Whether an expression is seen from the time of writing ("yesterday", "on Monday")."""
    return e.shift is not None and (e.shift.base == "document" or _weekday(e) is not None)


def _is_loose(document: Document, e: Expression) -> bool:
    """ "Almost four years ago"."""
    said = document.text[max(0, e.span.start - 12) : e.span.end]
    return wordings(document.language, "loose").search(said) is not None


def _weekday(e: Expression) -> int | None:
    """The day of the week that "on Monday" names without saying of which week."""
    shift = e.shift
    return shift.pick.weekday if shift and shift.pick and shift.base == "either" else None


def _sentence(span: Span, sentences: Sequence[Span], starts: Sequence[int]) -> Span:
    at = bisect_right(starts, span.start) - 1
    return sentences[at] if at >= 0 and sentences[at].covers(span) else span


def _writing(e: Expression, reference: Reference) -> When | None:
    """The days from which the words can mean the reference's date."""
    shift, target = e.shift, reference.when
    if shift is None or target.earliest is None:
        return None
    if target.is_closed and (target.width or 0) > LONG and shift.count < 0:
        return None  # its beginning or its end?
    if shift.pick:
        return _picked_back(shift, target.earliest, target.latest)
    begun = replace(target, end=target.start, extent="within", start=target.start)
    if shift.up_to and shift.count == 0:
        unit = written(replace(shift, up_to=False), begun)
        return intersect(unit, within(begun.earliest, None)) if unit else None
    return written(shift, begun)


def _picked_back(shift: Shift, first: int, latest: int | None) -> When | None:
    """The days from which "last October", "February last year" and "last Friday" can mean a day."""
    pick, (y, m, _) = shift.pick, year_month_day(first)
    if pick is None or pick.day or pick.season or pick.part:
        return None
    if pick.weekday is not None:
        return within(first + 1, first + WEEK) if (latest, weekday(first)) == (first, pick.weekday) else None
    if pick.month != m or (latest or first) - first > MONTH:
        return None
    if shift.unit == "year" and shift.count < 0:
        return year(y - shift.count)
    if shift.direction == "last":
        return within(add_months(first, 1), add_months(first, 12) - 1)
    return None


def _same_week(e: Expression, reference: Reference) -> When | None:
    """ "The fall of Kabul on Sunday": in the week after a known day that was a Sunday."""
    begin, day = reference.when.start, reference.when.earliest
    if day is None or begin[1] != day or weekday(day) != _weekday(e) or (reference.when.width or 99) > WEEK:
        return None
    return within(day, day + WEEK - 1)


def _apposed(
    document: Document, expressions: Sequence[Expression], n: int, known: Sequence[Reference], heads: Sequence[int]
) -> When | None:
    """ "Fifty years ago this month, on 1 December 1955": the years, the unit, and the date that says when that was."""
    shift, at = expressions[n].shift, n + 1
    if shift is None or not _is_years_ago(expressions[n]):
        return None
    unit = expressions[at] if at < len(expressions) and _follows(document, expressions, at, r"\s+") else None
    if unit and unit.shift and unit.shift.base == "document" and unit.shift.count == 0:
        at += 1
    else:
        unit = None
    date = expressions[at] if at < len(expressions) and _follows(document, expressions, at, _APPOSED.pattern) else None
    stated = date is not None and date.when is not None and date.basis == "stated" and date.type in ("DATE", "TIME")
    near = unit or (expressions[n] if shift.unit == "month" or shift.exact else None)
    told = date.when if date and stated else _begun(_beside(document, near, known, heads) if near else None)
    if told is None:
        return None
    if shift.unit == "month":
        return written(shift, told)
    when = apply(Shift("next", -shift.count, "year", exact=shift.exact or unit is not None), told)
    return written(unit.shift, when) if unit and unit.shift and when else when


def _is_years_ago(e: Expression) -> bool:
    """ "Fifty years ago", also "fifty years ago this month"."""
    shift = e.shift
    if shift is None or shift.count >= 0 or shift.up_to:
        return False
    return shift.unit == "year" or (shift.unit == "month" and shift.count % 12 == 0)


def _begun(reference: Reference | None) -> When | None:
    """The day on which an event began."""
    return within(*reference.when.start) if reference and None not in reference.when.start else None


def _follows(document: Document, expressions: Sequence[Expression], at: int, between: str) -> bool:
    """Whether nothing but the words of a pattern stands between an expression and the one before it."""
    begin, end = expressions[at - 1].span.end, expressions[at].span.start
    return begin <= end and re.fullmatch(between, document.text[begin : min(end, begin + GAP)]) is not None


def _beside(document: Document, e: Expression, known: Sequence[Reference], heads: Sequence[int]) -> Reference | None:
    """The known event that an expression dates: named just before it, or just after ("last month's rebellion")."""
    text, language = document.text, document.language
    at = bisect_right(heads, e.span.start) - 1
    behind = text[known[at].span.end : e.span.start] if at >= 0 and known[at].span.end <= e.span.start else ";"
    if at >= 0 and _tells(behind, known[at].kind):
        return known[at]
    if at >= 0 and _near(behind, language):
        return None if _is_topic(text[max(0, heads[at] - 40) : heads[at]], language) else known[at]
    if at + 1 < len(known) and _near(text[e.span.end : heads[at + 1]], language):
        return known[at + 1]
    return None


def _is_topic(before: str, language: str) -> bool:
    """Whether an event is only spoken of: "he wrote about the Prague Spring last month"."""
    words = " ".join(re.split(r"[.,;:!?]", before)[-1].split()[-4:])
    return wordings(language, "topic").search(words) is not None and not wordings(language, "no_topic").search(words)


def _tells(between: str, kind: str) -> bool:
    """Whether a clause says when the event was: "the treaty, which his envoy signed in February last year"."""
    clause = _CLAUSE.match(between)
    return clause is not None and kind in kinds_of_words()[1].get(clause.group(1).casefold(), ())


def _near(between: str, language: str) -> bool:
    plain = len(between) < 60 and len(between.split()) <= GAP_WORDS and not any(sign in between for sign in ".;!?")
    return plain and not wordings(language, "clause").search(between)


def _is_target(document: Document, e: Expression) -> bool:
    """ "Means to shut all its reactors by 2010": no day that the text looks back on."""
    before = document.text[max(0, e.span.start - 10) : e.span.start].rsplit(maxsplit=1)[-1:]
    return bool(before) and wordings(document.language, "targets").fullmatch(before[0].lower()) is not None


def _newest(expressions: Sequence[Expression], references: Sequence[Reference]) -> int | None:
    """The newest day that a text speaks of: it was hardly written long before ("the Prague Spring last month")."""
    told = [e.when.earliest for e in expressions if e.when and e.basis == "stated" and e.type in ("DATE", "TIME")]
    return max((day for day in (*told, *(r.when.earliest for r in references)) if day is not None), default=None)
