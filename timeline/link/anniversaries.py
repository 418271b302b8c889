"""Days of writing that are counted from a known event: "twelve years after Chernobyl the zone is empty".

A count of years says the year where the sentence speaks of its present; days and weeks say the day where a weekday
beside them agrees ("on Wednesday, eighteen days after the explosion"). An anniversary kept this week says the week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.dates.calendars import add_months, weekday
from timeline.dates.shift import Shift, apply, moved, written
from timeline.dates.when import Grain, When, within
from timeline.language.lexicon import read, words
from timeline.link.datelines import Clue, wordings
from timeline.model import Document, Expression, Reference, Span

YEARS = ("year", "decade", "century")
LONGEST = 70  # days that are counted to the day
WEEK = 7
WORDS = 5  # words between "years after" and the event
AHEAD = 90  # characters of the number's sentence in which the event is named
SHORT = 40  # days of an event from which days are counted
_ORDINAL = re.compile(r"(?<![\w-])([\w-]+ anniversary|\w*cent(?:enary|ennial)) of (?:the )?(?:\w+ ){0,2}$")
_LONG = re.compile(r"P(\d{1,4})([YMWD])")
_UNITS: dict[str, Grain] = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_ON = re.compile(r"\s+on(?:\s+(?:from|after)\b|,)")  # "twelve years on from the Arab Spring"
_PASSED = re.compile(r"\s+(?:have|has)\s+(?:now\s+)?(?:passed|elapsed|gone(?:\s+by)?)\s+since\b")


def counted(
    document: Document, sentence: Span, times: Sequence[Expression], known: Sequence[Reference]
) -> Iterator[Clue]:
    """The clues of one sentence, from its expressions and the known events in it.

    >>> from timeline.dates.edtf import read, write
    >>> from timeline.model import Named
    >>> text = "Twelve years after Chernobyl the zone is empty."
    >>> twelve = Expression(Span(0, 12), "DURATION", "P12Y", "offset", shift=Shift("next", 12, "year"))
    >>> event = Reference(Span(19, 28), Named("c", "Chernobyl disaster"), read("1986-04-26"), "name")
    >>> [write(c.when) for c in counted(Document("a", text), Span(0, 47), [twelve], [event])]
    ['1998']
    """
    for e in (_counted_on(document, e) for e in times):
        reference = _counted_from(document, e, known)
        if reference is None or reference.when.earliest is None or None in reference.when.start:
            continue
        begin = within(*reference.when.start)
        if e.shift and e.shift.unit in YEARS:
            when = _in_years(document, sentence, e.shift, begin, times)
        elif _PASSED.search(e.span.of(document.text)) and e.shift and begin.earliest is not None:
            day = moved(begin.earliest, e.shift.count, e.shift.unit)
            when = within(day, moved(day, 1, e.shift.unit) - 1)
        elif e.shift and e.shift.unit in ("day", "week") and (reference.when.width or SHORT + 1) <= SHORT:
            when = _reckoned(document, sentence, e, begin) or _to_the_day(document, e, begin, times)
            when = when or _lately(document, sentence, e, begin)
        else:
            when = None
        if when is not None:
            yield Clue(when, sentence, "anniversary")
    yield from _kept(document, sentence, times, known)


def _counted_on(document: Document, e: Expression) -> Expression:
    """ "Twelve years on from X" and "six months have passed since X" count as "twelve years after X"."""
    count = _LONG.fullmatch(e.value)
    passed = _PASSED.match(document.text, e.span.end)
    on = passed or (_ON.match(document.text, e.span.end) if count and count[2] == "Y" else None)
    if e.shift or not count or not on:
        return e
    return replace(e, span=Span(e.span.start, on.end()), shift=Shift("next", int(count[1]), _UNITS[count[2]]))


def _counted_from(document: Document, e: Expression, known: Sequence[Reference]) -> Reference | None:
    """The event that the words after "twelve years after" or "ten years on from" name."""
    if not (e.shift and e.shift.base == "next" and e.shift.count > 0):
        return None
    for reference in known:
        if reference.span.start >= e.span.end:
            between = document.text[e.span.end : min(reference.span.start, e.span.end + AHEAD + 1)]
            is_near = len(between) <= AHEAD and len(between.split()) <= WORDS and not re.search(r"[.;!?,]", between)
            return reference if is_near else None
    return None


def _in_years(
    document: Document, sentence: Span, shift: Shift, begin: When, times: Sequence[Expression]
) -> When | None:
    """The year that is so many years later; the week, where that day is still to come ("on Wednesday it will be")."""
    day, told = apply(replace(shift, exact=True), begin), sentence.of(document.text)
    if day is None or day.earliest is None or day.latest is None:
        return None
    if wordings(document.language, "coming").search(told):
        named = [n for n in map(_weekday, times) if n is not None]
        return within(day.earliest - WEEK + 1, day.earliest) if weekday(day.earliest) in named else None
    if shift.exact and any(map(_is_deictic, times)):
        return within(day.earliest, day.latest + WEEK)
    return apply(shift, begin) if _is_present(told, document.language, times) else None


def _is_present(told: str, language: str, times: Sequence[Expression]) -> bool:
    """Whether a sentence speaks from its present: a day seen from it, or a verb of it."""
    return any(map(_is_deictic, times)) or wordings(language, "present").search(told) is not None


def _to_the_day(document: Document, e: Expression, begin: When, times: Sequence[Expression]) -> When | None:
    """ "On Wednesday, eighteen days after the explosion": within a week of that day, where it was a Wednesday."""
    if e.shift is None or begin.earliest is None or begin.latest is None or e.shift.up_to:
        return None
    last = moved(begin.latest, e.shift.count, e.shift.unit)
    if last - begin.latest > LONGEST:
        return None
    less = wordings(document.language, "less").search(e.span.of(document.text)) is not None
    if e.shift.unit == "week" and not less:
        return None
    first = begin.earliest + 1 if less else moved(begin.earliest, e.shift.count, e.shift.unit)
    found = [n for n in range(first, last + 1) if weekday(n) in [_weekday(t) for t in times]]
    return within(found[0], found[0] + WEEK - 1) if len(found) == 1 else None


def _reckoned(document: Document, sentence: Span, e: Expression, begin: When) -> When | None:
    """ "It is three weeks since the fall of Kabul": some days about that; "a fortnight tonight since": the day."""
    opening = document.text[sentence.start : e.span.start].rpartition(",")[2].strip()
    if e.shift is None or begin.earliest is None or not wordings(document.language, "reckoned").fullmatch(opening):
        return None
    day = moved(begin.earliest, e.shift.count, e.shift.unit)
    slack = 0 if e.shift.exact or e.shift.unit == "day" else WEEK // 2
    return within(day - slack, day + slack)


def _lately(document: Document, sentence: Span, e: Expression, begin: When) -> When | None:
    """ "Eight weeks after the WHO declared a pandemic, the bill is in": within the unit of that day."""
    told = document.text[e.span.end : sentence.end]
    main = told.rpartition(", ")[2] if ", " in told else ""
    if e.shift is None or begin.earliest is None or begin.latest is None:
        return None
    if not wordings(document.language, "present").search(main):
        return None
    slack = WEEK - 1 if e.shift.unit == "week" else 1
    first, last = (moved(n, e.shift.count, e.shift.unit) for n in (begin.earliest, begin.latest))
    return within(first, last + slack)


def _kept(
    document: Document, sentence: Span, times: Sequence[Expression], known: Sequence[Reference]
) -> Iterator[Clue]:
    """ "This week marks the fiftieth anniversary of the Moon landing": the week in which that day lies."""
    language = document.language or "en"
    ordinals = words(language).get("ordinal", {}) | read(language, "writing.toml").get("ordinal", {})
    now = [e for e in times if e.shift and e.shift.base == "document" and not e.shift.pick and e.shift.count in (0, 1)]
    for reference in known:
        said = _ORDINAL.search(document.text, max(sentence.start, reference.span.start - 60), reference.span.start)
        n = _number(said.group(1).casefold().removesuffix(" anniversary"), ordinals) if said else None
        if said is None or n is None or not now or None in reference.when.start or reference.when.earliest is None:
            continue
        day = add_months(reference.when.start[0] or 0, 12 * n), add_months(reference.when.start[1] or 0, 12 * n)
        nearest = min(now, key=lambda e: abs(e.span.start - said.start()))
        between = document.text[min(nearest.span.end, said.start()) : max(nearest.span.start, said.start())]
        when = written(nearest.shift, within(*day)) if nearest.shift and not re.search(r"[.;]", between) else None
        if when is not None:
            yield Clue(when, sentence, "anniversary")


def _number(said: str, ordinals: dict[str, int]) -> int | None:
    """What "50th" and "fiftieth" count."""
    found = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", said)
    return int(found.group(1)) if found else ordinals.get(said)


def _is_deictic(e: Expression) -> bool:
    return e.shift is not None and (e.shift.base == "document" or _weekday(e) is not None)


def _weekday(e: Expression) -> int | None:
    pick = e.shift.pick if e.shift else None
    return pick.weekday if e.shift and pick and e.shift.base == "either" else None
