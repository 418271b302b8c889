"""Reference times: expressions that are seen from elsewhere get their dates.

Two times run beside each other through a text: the time of writing, and the time of the story, which every date moves
that is told (not one in a bracket or a comparison, nor a leap of years in mid-sentence). Histories count from the
story, news from the day of writing; which of the two a text is shows in its dates (after Strötgen and Gertz,
"HeidelTime", 2010, who set it by hand).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.dates import timex
from timeline.dates.calendars import weekday, year_month_day
from timeline.dates.shift import Direction, Shift, apply, leap, moved, unit_of
from timeline.dates.when import When, contains, month, months, within, year
from timeline.extract import clocks, offsets
from timeline.extract.bounds import is_compared
from timeline.extract.seen import seen_from, undated
from timeline.extract.story import (
    A_SEASON,
    Setting,
    Story,
    Telling,
    event_before,
    goes_on,
    has_words_of_histories,
    is_beside,
    setting_of,
    year_of,
)
from timeline.language.grammar import of_register
from timeline.language.tense import direction
from timeline.model import Document, Expression, Reference, Span

STALE = 150  # what an older one of them costs, in days
LOOSE = 60  # what a year alone costs as such a place, in days
SHARED_REACH = 80  # how far ahead a date may stand that gives its year, in characters
FINE = {"day": 1, "week": 31, "month": 31, "quarter": 93}  # how exact a date must be to count these from, in days
AGAINST_TENSE = 4  # how many times nearer a day must be to lie where the tense does not point
AHEAD_IS_FARTHER = 2  # how many times farther a month without a verb seems to lie where it is to come
AHEAD_REACH = 400  # how far ahead the first date of a story may stand, in characters
MONTH_IS_OVER = 24  # a quarter that ends on this day of a month or later began with a month
QUARTERS = ("the-quarter", "latest-quarter", "quarter")
_ENDED = re.compile(r",?\s(?:ended|ending|that ended|to)\s(?:on\s)?")
_FORWARD = re.compile(r"\b(?:by|until|till|to|through)\s(?:the\s)?$")
_SHARED = re.compile(
    r"(?:\s(?:and|or|to|through|until)\s|,\s|\s?[-–]\s?)(?:the\s)?|(?:\s[A-Z]\w+){1,3}\s(?:of|in)\s(?:the\s)?"
)


def resolve(
    document: Document, expressions: Sequence[Expression], sentences: Sequence[Span], references: Sequence[Reference]
) -> tuple[Expression, ...]:
    """The expressions with their dates; one that nothing dates keeps its `shift` and has no `when`.

    >>> from timeline.extract.expressions import find
    >>> text = "The Bastille fell on 14 July 1789. That October the women marched."
    >>> [e.value for e in resolve(Document("a", text), find(text), (), ())]
    ['1789-07-14', '1789-10']
    """
    expressions = _in_register(document, expressions)
    setting = setting_of(document, expressions, sentences, references)
    telling = Telling()
    found: list[Expression] = []
    last: dict[Span, Story] = {}
    for n, e in enumerate(expressions):
        last[e.span] = telling.last
        dated = _dated(setting, e, n, telling) if e.shift else _period_of(telling, e)
        if dated.when is None and _is_number(e):
            continue
        telling.hears(setting, dated, found[-1] if found else None)
        found.append(dated)
    found = [clocks.on_its_day(setting, found, n) for n in range(len(found))]
    return offsets.resolve(setting, found, references, last)


def _is_number(e: Expression) -> bool:
    """Whether this is a mere number where no story makes it a year."""
    return e.shift is not None and e.shift.pick is not None and e.shift.pick.era_year is not None


def _in_register(document: Document, expressions: Sequence[Expression]) -> Sequence[Expression]:
    """Without those that only a history means ("the former king")."""
    if has_words_of_histories(expressions, document.date.when if document.date else None):
        return expressions
    historical = of_register(document.language or "en", "history")
    return [e for e in expressions if e.rule not in historical]


def _dated(setting: Setting, e: Expression, n: int, telling: Telling) -> Expression:
    shift = e.shift
    if shift is None or shift.base == "next":
        return e
    if setting.chronicle and e.type == "DATE" and shift == Shift("document"):
        return replace(e, value="PRESENT_REF")
    known = (
        _quarter_ended(setting, e, n, telling)
        or _compared_quarter(setting, e, shift, telling)
        or _of_year_ahead(setting, e, n)
        or _said_again(setting, e, n)
    )
    if known:
        return known
    if shift.base == "story" and shift.count > 0 and not shift.pick:
        event = event_before(setting, e.span, telling.last.span)
        if event:
            return seen_from(e, shift, offsets.point(shift, event.when), event.span)
    told = _is_from_story(setting, shift, telling) and not _is_news_day(setting, e, shift, telling)
    if told or _is_of_year_told(setting, e, shift, telling):
        at = _place(setting, e, shift, n, telling)
        if at.when and not (shift.pick and shift.pick.weekday is not None and (at.when.width or 0) > A_SEASON):
            within_story = _within_story(shift, at.when)
            if within_story.direction == "telling":
                within_story = _onward(setting, e, within_story, telling)
            point = _point_of(at.when) if within_story.direction in ("telling", "onward") else at.when
            return seen_from(e, within_story, point, at.span)
    if setting.writing is None:
        return undated(e)
    return seen_from(e, _in_tense(setting, e, shift), setting.writing, None)


def _quarter_ended(setting: Setting, e: Expression, n: int, telling: Telling) -> Expression | None:
    """"The quarter ended July 31", "its fourth quarter ended June 30": the three months to that day.

    In TIMEX3 it keeps the number that the company gives it, else it has that of the quarter in which most of it lies.
    """
    ahead = setting.expressions[n + 1 : n + 2]
    if e.rule not in QUARTERS or not ahead or not _ENDED.fullmatch(setting.text, e.span.end, ahead[0].span.start):
        return None
    end = (_dated(setting, ahead[0], n + 1, telling) if ahead[0].shift else ahead[0]).when
    if end is None or end.latest is None or (end.width or 0) > 31:
        return None
    y, m, d = year_month_day(end.latest)
    near_end = month(y, m).earliest if d >= MONTH_IS_OVER else None
    first = moved(near_end, -2, "month") if near_end is not None else moved(end.latest + 1, -1, "quarter")
    when = within(first, end.latest, "quarter")
    number = e.shift.pick.quarter if e.shift and e.shift.pick else None
    most = unit_of(end.latest - 45, "quarter")
    value = f"{timex.write(year(year_of(end)))}-Q{number}" if number else timex.write(most)
    return replace(e, when=when, value=value, basis="anchored", reference=ahead[0].span)


def _is_years_back(setting: Setting, shift: Shift) -> bool:
    """In news, "a year earlier" compares with the present."""
    return not setting.history and shift.count < 0 and shift.unit in ("year", "decade") and setting.writing is not None


def _compared_quarter(setting: Setting, e: Expression, shift: Shift, telling: Telling) -> Expression | None:
    """In a report on a quarter, "a year earlier" is the same quarter of the last year."""
    if setting.history or replace(shift, base="story") != Shift("story", -1, "year") or e.rule == "which-unit":
        return None
    quarter = telling.quarter
    if quarter.when is None:
        return None
    found = seen_from(e, replace(shift, unit="quarter", count=-4), quarter.when, quarter.span)
    if telling.fiscal and found.when and found.when.latest is not None:
        return replace(found, value=f"{timex.write(year(year_month_day(found.when.latest)[0]))}-Q{telling.fiscal}")
    return found


def _period_of(telling: Telling, e: Expression) -> Expression:
    """"The 1988 period" in a report on a quarter is that quarter of 1988."""
    quarter = telling.quarter.when
    if e.rule != "year-period" or quarter is None or quarter.earliest is None or e.when is None:
        return e
    m = year_month_day(quarter.earliest)[1]
    when = months(year_of(e.when), m, 3, "quarter")
    return replace(e, when=when, value=timex.write(when), basis="anchored", reference=telling.quarter.span)


def _of_year_ahead(setting: Setting, e: Expression, n: int) -> Expression | None:
    """"The spring and early summer of 1943", "the Spring Offensive of 1918": one year for both."""
    shift, ahead = e.shift, setting.expressions[n + 1 : n + 2]
    if shift is None or shift.base != "either" or shift.count or not shift.pick or not ahead:
        return None
    date = ahead[0].when
    if date is None or not date.is_closed or not (shift.pick.month or shift.pick.season):
        return None
    between = setting.text[e.span.end : ahead[0].span.start]
    found = seen_from(e, replace(shift, direction="same"), date, ahead[0].span)
    if found.when is None or len(between) > SHARED_REACH:
        return None
    if shift.pick.season and contains(found.when, date) and not re.search(r"[.;:()\n]", between):
        return found
    return found if _SHARED.fullmatch(between) and (found.when.earliest or 0) <= (date.latest or 0) else None


def _said_again(setting: Setting, e: Expression, n: int) -> Expression | None:
    """"Two years later (218 BC)", "three years later, in 477 BC": the words behind say which date."""
    ahead = setting.expressions[n + 1 : n + 2]
    if e.shift is None or e.shift.base != "story" or not ahead or ahead[0].when is None or ahead[0].type != "DATE":
        return None
    between = setting.text[e.span.end : ahead[0].span.start]
    if between not in (", in ", ", on ") and (between != " (" or not setting.text.startswith(")", ahead[0].span.end)):
        return None
    return replace(e, when=ahead[0].when, value=ahead[0].value, basis="anchored", reference=ahead[0].span)


def _is_from_story(setting: Setting, shift: Shift, telling: Telling) -> bool:
    """Whether the story is the reference time, not the day of writing."""
    if shift.base == "story":
        return not _is_years_back(setting, shift) or (shift.count < -1 and _is_of_old(setting, telling.last.when))
    return setting.history and (shift.base == "either" or setting.chronicle)


def _is_of_old(setting: Setting, when: When | None) -> bool:
    """Whether the date told last lies years before the day of writing: "in 1980 ... four years earlier still"."""
    now = setting.writing
    return when is not None and now is not None and year_of(when) < year_of(now) - 1


def _is_news_day(setting: Setting, e: Expression, shift: Shift, telling: Telling) -> bool:
    """In an obituary, "on Thursday" is seen from the day of writing where no day was told, or where it is to come."""
    now = setting.writing.width if setting.writing else None
    if shift.base != "either" or not shift.pick or shift.pick.weekday is None or now != 1:
        return False
    last = telling.last.when
    return last is None or (last.width or A_SEASON) > 1 or direction(setting.text, e.span, setting.language) > 0


def _is_of_year_told(setting: Setting, e: Expression, shift: Shift, telling: Telling) -> bool:
    """In news, "in May" behind a day of another year is of that year: "found on April 3, 2011; raised in May"."""
    told, now = telling.last.when, setting.writing
    is_month = shift.base == "either" and not shift.count and shift.pick is not None and shift.pick.month is not None
    if not is_month or told is None or now is None or (told.width or A_SEASON) >= A_SEASON:
        return False
    return year_of(told) < year_of(now) - 1 and is_beside(setting, telling, e)


def _place(setting: Setting, e: Expression, shift: Shift, n: int, telling: Telling) -> Story:
    """Where an expression counts from: "that year" from the last date, a month from where the story stands."""
    if shift.base == "story" and (telling.last.when or telling.quarter.when or telling.wide.when):
        return _as_fine(shift, telling)
    if telling.story.when or not setting.history:
        return _told(setting, e, shift, telling)
    return telling.last if telling.last.when else _first_ahead(setting, n)


def _as_fine(shift: Shift, telling: Telling) -> Story:
    """The last date, or the one within it that is exact enough to count days from ("in 1792 ... two days later")."""
    if shift.unit == "quarter" and telling.quarter.when:
        return telling.quarter
    last, wide = telling.last, telling.wide
    is_wide = shift.unit in ("decade", "century") or shift == Shift("story", 0, "year")
    if is_wide and wide.span and (last.span is None or wide.span > last.span):
        return wide
    for at in telling.told:
        if at.when and last.when and contains(last.when, at.when) and (at.when.width or 0) <= FINE.get(shift.unit, 366):
            return at
    return last


def _told(setting: Setting, e: Expression, shift: Shift, telling: Telling) -> Story:
    """The place of the telling that a date without a year most likely goes on from: the nearest, rather the last."""
    story, pick = telling.story, shift.pick
    if shift.base != "either" or shift.count or not pick or not (pick.month or pick.season or pick.feast):
        return story
    places = [story, *story.earlier]
    if is_beside(setting, telling, e):
        places = [telling.last, *(p for p in places if p.when != telling.last.when)]
    best = min(enumerate(places), key=lambda place: STALE * place[0] + _way(shift, place[1].when))
    part = telling.part
    if part.when and STALE * best[0] + _way(shift, best[1].when) > LOOSE:
        return part
    return best[1]


def _onward(setting: Setting, e: Expression, shift: Shift, telling: Telling) -> Shift:
    """At the head of a sentence a telling rather goes on; "from March ... by December" it does."""
    if is_beside(setting, telling, e) and _FORWARD.search(setting.text, max(0, e.span.start - 12), e.span.start):
        return replace(shift, direction="future")
    is_month = shift.pick is not None and shift.pick.month is not None
    return replace(shift, direction="onward") if is_month and goes_on(setting, e.span) else shift


def _way(shift: Shift, at: When | None) -> float:
    """How far it is from a place of the telling to a date without a year, in days."""
    when = apply(_within_story(shift, at), _point_of(at)) if at else None
    if at is None or when is None or at.earliest is None or at.latest is None:
        return 1 << 20
    return LOOSE if (at.width or 0) > A_SEASON else leap(when, at.earliest)


def _point_of(at: When) -> When:
    """A season or a month as a place of the telling: its first day, so that what comes next is one date."""
    if at.earliest is None or (at.width or 0) > A_SEASON:
        return at
    return within(at.earliest, at.earliest, "day")


def _first_ahead(setting: Setting, n: int) -> Story:
    """The first date that the text states behind an expression, for a story that has not begun."""
    start = setting.expressions[n].span.end
    for e in setting.expressions[n + 1 : n + 6]:
        if e.span.start > start + AHEAD_REACH:
            break
        if e.when and e.type == "DATE" and e.when.is_closed and not is_compared(setting.text, e):
            return Story(e.when, e.span)
    return Story()


def _within_story(shift: Shift, at: When) -> Shift:
    """From a year, a picked month lies in it, a following one in the next; else it lies where a telling would go."""
    pick = shift.pick
    if pick is None or shift.count:
        return shift
    if pick.weekday is not None:
        return replace(shift, direction="future") if shift.direction == "nearest" else shift
    if pick.short_year is not None:
        return replace(shift, direction="telling")
    if pick.month or pick.season or pick.feast:
        if (at.width or 0) > A_SEASON:  # "the following spring" of a year is that of the next
            return replace(shift, direction="same", count=int(shift.direction == "next"), unit="year")
        if shift.direction == "same" and shift.unit != "year":
            return replace(shift, direction="telling")
    return shift


def _in_tense(setting: Setting, e: Expression, shift: Shift) -> Shift:
    """In news, tense says on which side of the day of writing "on Monday" or "in May" lies."""
    pick = shift.pick
    if shift.base != "either" or pick is None or shift.direction in ("past", "future"):
        return shift
    side = direction(setting.text, e.span, setting.language)
    if pick.weekday is not None:
        now = setting.writing
        is_today = now is not None and now.width == 1 and weekday(now.earliest or 0) == pick.weekday
        return replace(shift, direction="future" if side > 0 and not is_today else "nearest")
    if pick.month and pick.day and setting.writing and setting.writing.earliest is not None:
        return replace(shift, direction=_likelier(shift, side, setting.writing.earliest, setting.writing))
    if side == 0 and not pick.day and setting.writing:
        return replace(shift, direction=_nearer(shift, setting.writing))
    sides: dict[int, Direction] = {1: "future", -1: "nearest" if pick.day else "past", 0: "nearest"}
    return replace(shift, direction=sides[side])


def _nearer(shift: Shift, writing: When) -> Direction:
    """A month without a verb lies ahead only where it is much nearer there: reports rather look back."""
    past, future = (apply(replace(shift, direction=d), writing) for d in ("past", "future"))
    if past is None or future is None or past.latest is None or future.earliest is None or writing.earliest is None:
        return "nearest"
    back, ahead = writing.earliest - past.latest, future.earliest - writing.earliest
    return "future" if 0 < ahead * AHEAD_IS_FARTHER < back else "past"


def _likelier(shift: Shift, side: int, now: int, writing: When) -> Direction:
    """A day much nearer on the other side is meant, whatever the tense ("the attack of Aug. 7 would have ...")."""
    past, future = (apply(replace(shift, direction=d), writing) for d in ("past", "future"))
    if past is None or future is None or past.earliest is None or future.earliest is None:
        return "nearest"
    back, ahead = now - past.earliest, future.earliest - now
    if side == 0:
        return "nearest"
    if side > 0:
        return "future" if ahead < back * AGAINST_TENSE else "past"
    return "future" if ahead * AGAINST_TENSE < back else "past"
