"""Reference times: expressions that are seen from elsewhere get their dates.

Two times run beside each other through a text: the time of writing, and the time of the story, which every date moves
that is told (not one in a bracket or a comparison, nor a leap of years in mid-sentence). Histories count from the
story, news from the day of writing; which of the two a text is shows in its dates (after Strötgen and Gertz,
"HeidelTime", 2010, who set it by hand).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.dates import timex
from timeline.dates.calendars import year_month_day
from timeline.dates.shift import Direction, Shift, apply, leap, unit_of
from timeline.dates.when import When, contains
from timeline.extract.tense import direction
from timeline.model import Document, Expression, Reference, Span

NEAR_YEARS = 1  # an explicit year this near to the day of writing is news
FEW_YEARS = 2  # so few explicit years make no history of a dated text
MANY_YEARS = 12  # so many different years are a history, however near
LEAP_YEARS = 5  # a date further ahead than this moves the story only from the head of a sentence
LEAP_BARE = 0  # the same for a year alone
RECENT = 3  # how many places of a telling a date can go on from
STALE = 300  # what an older one of them costs, in days
LOOSE = 60  # what a year alone costs as such a place, in days
HEADING = 80  # characters of a heading at most
HEAD = 30  # characters that count as the head of a sentence
NEXT_REACH = 80  # how far behind "two days after" the event may be named, in characters
AHEAD_REACH = 400  # how far ahead the first date of a story may stand, in characters
_COMPARED = re.compile(
    r"\b(?:since|largest|biggest|worst|than|like|unlike|recalls?|compared|not seen|in honou?r of|as in|as early as"
    r"|until|till)\b[^.;]*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")


@dataclass(slots=True)
class Story:
    """Where the telling stands: its time, and the place in the text that says so."""

    when: When | None = None
    span: Span | None = None
    earlier: tuple[Story, ...] = ()

    def moved(self, when: When | None, span: Span) -> Story:
        """The story when it has come to another time."""
        here = (Story(self.when, self.span),) if self.when and self.when != when else ()
        return Story(when, span, (here + self.earlier)[: RECENT - 1])


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not change in a document: its text, the time of writing, whether it tells a history, its parts."""

    text: str
    language: str
    writing: When | None
    history: bool
    chronicle: bool
    sentences: tuple[int, ...]
    brackets: tuple[Span, ...]
    expressions: tuple[Expression, ...]
    names: tuple[Span, ...]


def resolve(
    document: Document, expressions: Sequence[Expression], sentences: Sequence[Span], references: Sequence[Reference]
) -> tuple[Expression, ...]:
    """The expressions with their dates; one that nothing dates keeps its `shift` and has no `when`.

    >>> from timeline.extract.expressions import find
    >>> text = "The Bastille fell on 14 July 1789. That October the women marched."
    >>> [e.value for e in resolve(Document("a", text), find(text), (), ())]
    ['1789-07-14', '1789-10']
    """
    setting = _setting(document, expressions, sentences, references)
    story = last = Story()
    found: list[Expression] = []
    for n, e in enumerate(expressions):
        dated = _dated(setting, e, n, story, last) if e.shift else e
        if _is_told(setting, dated):
            last = Story(dated.when, dated.span)
            if _moves(setting, story, dated, found[-1] if found else None):
                story = story.moved(dated.when, dated.span)
        found.append(dated)
    found = [_time_of_day(setting, found, n) for n in range(len(found))]
    return _from_next(document, found, references)


def is_history(expressions: Sequence[Expression], writing: When | None) -> bool:
    """Whether a text tells of another time than its own: most of its explicit years lie far from the day of writing."""
    far, near, deictic, many = _counts(expressions, writing)
    return writing is None or far > max(near + 2 * deictic, FEW_YEARS) or (many and far + near > 3 * deictic)


def _counts(expressions: Sequence[Expression], writing: When | None) -> tuple[int, int, int, bool]:
    """Explicit years far from the day of writing and near it, expressions seen from it, whether the years are many."""
    now = year_month_day(writing.earliest)[0] if writing and writing.earliest is not None else 0
    years = [year_month_day(e.when.earliest)[0] for e in expressions if e.when and e.when.earliest is not None]
    far = sum(abs(y - now) > NEAR_YEARS for y in years)
    deictic = sum(_is_deictic(e.shift) for e in expressions)
    return far, len(years) - far, deictic, len(set(years)) >= MANY_YEARS


def _is_deictic(shift: Shift | None) -> bool:
    """Whether the words are those of news: "last month", "on Monday"."""
    if shift is None:
        return False
    return shift.base == "document" or (shift.pick is not None and shift.pick.weekday is not None)


def _setting(
    document: Document, expressions: Sequence[Expression], sentences: Sequence[Span], references: Sequence[Reference]
) -> Setting:
    writing = document.date.when if document.date else None
    far, near, deictic, many = _counts(expressions, writing)
    history = is_history(expressions, writing)
    brackets = tuple(Span(*m.span()) for m in _BRACKETED.finditer(document.text))
    chronicle = history and (far + near if many else far) > 5 * deictic
    return Setting(
        document.text, document.language or "en", writing, history, chronicle,
        tuple(s.start for s in sentences), brackets, tuple(expressions), tuple(r.span for r in references),
    )  # fmt: skip


def _dated(setting: Setting, e: Expression, n: int, story: Story, last: Story) -> Expression:
    shift = e.shift
    if shift is None or shift.base == "next":
        return e
    if setting.chronicle and e.type == "DATE" and shift == Shift("document"):
        return replace(e, value="PRESENT_REF")
    if _is_from_story(setting, shift):
        at = _place(setting, shift, n, story, last)
        if at.when:
            return _seen_from(e, _within_story(shift, at.when), at.when, at.span)
    if setting.writing is None:
        return _undated(e)
    return _seen_from(e, _in_tense(setting, e, shift), setting.writing, None)


def _is_years_back(setting: Setting, shift: Shift) -> bool:
    """In news, "a year earlier" compares with the present."""
    return not setting.history and shift.count < 0 and shift.unit in ("year", "decade") and setting.writing is not None


def _is_from_story(setting: Setting, shift: Shift) -> bool:
    if shift.base == "story":
        return not _is_years_back(setting, shift)
    return setting.history and (shift.base == "either" or setting.chronicle)


def _place(setting: Setting, shift: Shift, n: int, story: Story, last: Story) -> Story:
    """Where an expression counts from: "that year" from the last date, a month from where the story stands."""
    if shift.base == "story" and last.when:
        return last
    if story.when or not setting.history:
        return _told(shift, story)
    return last if last.when else _first_ahead(setting, n)


def _told(shift: Shift, story: Story) -> Story:
    """The place of the telling that a date without a year most likely goes on from: the nearest, rather the last."""
    pick = shift.pick
    if shift.base != "either" or shift.count or not pick or not (pick.month or pick.season or pick.feast):
        return story
    places = (story, *story.earlier)
    return min(enumerate(places), key=lambda place: STALE * place[0] + _way(shift, place[1].when))[1]


def _way(shift: Shift, at: When | None) -> float:
    """How far it is from a place of the telling to a date without a year, in days."""
    when = apply(_within_story(shift, at), at) if at else None
    if at is None or when is None or at.earliest is None or at.latest is None:
        return 1 << 20
    return LOOSE if (at.width or 0) > 92 else leap(when, at.earliest)


def _first_ahead(setting: Setting, n: int) -> Story:
    """The first date that the text states behind an expression, for a story that has not begun."""
    start = setting.expressions[n].span.end
    for e in setting.expressions[n + 1 : n + 6]:
        if e.span.start > start + AHEAD_REACH:
            break
        if e.when and e.type == "DATE" and e.when.is_closed:
            return Story(e.when, e.span)
    return Story()


def _within_story(shift: Shift, at: When) -> Shift:
    """From a year, a picked month lies in it; from a day or a month it lies where a telling would go next."""
    pick = shift.pick
    if pick is None or shift.count:
        return shift
    if pick.weekday is not None:
        return replace(shift, direction="future") if shift.direction == "nearest" else shift
    if pick.month or pick.season or pick.feast:
        if (at.width or 0) > 92:
            return replace(shift, direction="same")
        if shift.direction == "same":
            return replace(shift, direction="telling")
    return shift


def _in_tense(setting: Setting, e: Expression, shift: Shift) -> Shift:
    """In news, tense says on which side of the day of writing "on Monday" or "in May" lies."""
    pick = shift.pick
    if shift.base != "either" or pick is None or shift.direction in ("past", "future"):
        return shift
    side = direction(setting.text, e.span, setting.language)
    if pick.weekday is not None:
        return replace(shift, direction="future" if side > 0 else "nearest")
    sides: dict[int, Direction] = {1: "future", -1: "nearest" if pick.day else "past", 0: "nearest"}
    return replace(shift, direction=sides[side])


def _seen_from(e: Expression, shift: Shift, reference: When, span: Span | None) -> Expression:
    when = apply(shift, reference)
    if when is None:
        return _undated(e)
    return replace(e, when=when, value=_value(e, shift, when, reference), basis="anchored", reference=span)


def _value(e: Expression, shift: Shift, when: When, reference: When) -> str:
    if e.type == "DURATION":
        return e.value
    if shift.up_to and not shift.count and reference.earliest is not None:
        return timex.write(unit_of(reference.earliest, shift.unit))
    if shift.pick and shift.pick.part:
        whole = apply(replace(shift, pick=replace(shift.pick, part="")), reference)
        return timex.write(whole) + e.value if whole else ""
    return (timex.write(when) or "XXXX") + e.value


def _undated(e: Expression) -> Expression:
    """What no reference time dates: the fields that the words have, as TIMEX3 writes them."""
    pick = e.shift.pick if e.shift else None
    if e.type == "DURATION" or pick is None:
        return replace(e, value=f"XXXX-XX-XX{e.value}" if e.type == "TIME" else e.value or "XXXX")
    if pick.weekday is not None:
        return replace(e, value=f"XXXX-WXX-{pick.weekday + 1}{e.value}")
    if pick.season:
        return replace(e, value=f"XXXX-{timex.SEASON_NAMES[pick.season]}")
    month = f"-{pick.month:02d}" if pick.month else ""
    day = f"-{pick.day:02d}" if pick.day and pick.day > 0 else ""
    return replace(e, value=f"XXXX{month or ('-XX' if day else '')}{day}{e.value}")


def _is_told(setting: Setting, e: Expression) -> bool:
    """Whether this is a date of the story: a year at most, and not seen from the time of writing."""
    if e.when is None or e.type not in ("DATE", "TIME") or (e.when.width or 1 << 30) > 366:
        return False
    if not setting.history and _is_in_name(setting, e.span):
        return False
    return e.shift is None or e.shift.base not in ("document", "next")


def _is_in_name(setting: Setting, span: Span) -> bool:
    """Whether a year belongs to the name of a known event ("the 2008 financial crisis"), which news only invoke."""
    at = bisect_right(setting.names, span) - 1
    return any(name.covers(span) for name in setting.names[max(0, at) : at + 2])


def _moves(setting: Setting, story: Story, e: Expression, last: Expression | None) -> bool:
    """Whether the telling has come to this date."""
    if e.when is None or (not setting.history and e.shift is not None and e.shift.base == "story"):
        return False
    is_second = last is not None and last.rule == e.rule and e.span.start - last.span.end < 8
    if is_second and last and last.when and _year(e.when) > _year(last.when):
        return False
    if story.when and e.when != story.when and contains(e.when, story.when):
        return False
    if _is_heading(setting.text, e.span):
        return True
    return not _is_aside(setting, e) and not (setting.history and _is_leap(setting, story, e))


def _is_heading(text: str, span: Span) -> bool:
    """Whether the words stand in a short line of their own."""
    begin, end = max(0, span.start - HEADING), span.end + HEADING
    left, right = text.rfind("\n", begin, span.start), text.find("\n", span.end, end)
    if (left < 0 and begin > 0) or (right < 0 and end < len(text)):
        return False
    line = text[left + 1 : right if right >= 0 else end].strip()
    return len(line) <= HEADING and line[-1:] not in ".!?:;,\"”"


def _is_leap(setting: Setting, story: Story, e: Expression) -> bool:
    """A year back from where the telling stands, or far ahead, in mid-sentence: a comment, not the next thing told."""
    if story.when is None or e.when is None:
        return False
    years = _year(e.when) - _year(story.when)
    if 0 <= years <= (LEAP_YEARS if e.when.grain != "year" else LEAP_BARE):
        return False
    at = bisect_right(setting.sentences, e.span.start) - 1
    return at >= 0 and e.span.start - setting.sentences[at] > HEAD


def _year(when: When) -> int:
    return year_month_day(when.earliest)[0] if when.earliest is not None else 0


def _is_aside(setting: Setting, e: Expression) -> bool:
    """A date in brackets or in a comparison does not move the story ("the largest since 1813")."""
    at = bisect_right(setting.brackets, Span(e.span.start, 1 << 60)) - 1
    if at >= 0 and setting.brackets[at].covers(e.span):
        return True
    return bool(_COMPARED.search(setting.text, max(0, e.span.start - 40), e.span.start))


def _time_of_day(setting: Setting, found: list[Expression], n: int) -> Expression:
    """A clock time takes the day that is named beside it: "10 p.m. on Wednesday", "Wednesday, 10 p.m."."""
    e = found[n]
    if e.type != "TIME" or e.shift is None or e.shift.pick or e.shift.base != "either":
        return e
    for other in (*found[n + 1 : n + 2], *found[max(0, n - 1) : n]):
        low, high = sorted((e.span, other.span))
        between = setting.text[low.end : high.start]
        if len(between) < 24 and other.when and other.when.width == 1 and not re.search(r"[.;()]", between):
            clock = e.value[e.value.index("T") :]
            value = timex.write(other.when) + clock
            return replace(e, when=other.when, value=value, basis="anchored", reference=other.span)
    return e


def _from_next(document: Document, found: list[Expression], references: Sequence[Reference]) -> tuple[Expression, ...]:
    """"Two days after the invasion": dated from the event or the date that the next words name."""
    out = list(found)
    named = [(r.span, r.when) for r in references]
    stated = [(e.span, e.when) for e in found if e.when and e.type == "DATE"]
    targets = sorted(named + stated, key=lambda t: (t[0].start, -t[0].end))
    starts = [span.start for span, _ in targets]
    for n, e in enumerate(found):
        if e.shift is None or e.shift.base != "next":
            continue
        target = _next_named(document.text, e, targets, starts)
        when = apply(e.shift, _point(e.shift, target[1])) if target else None
        if target and when:
            out[n] = replace(e, type="DATE", when=when, value=timex.write(when), basis="anchored", reference=target[0])
    return tuple(out)


def _point(shift: Shift, when: When) -> When:
    """What is counted from: the end of an event for days after it, else its beginning."""
    bound = when.end if shift.count > 0 and shift.unit in ("day", "week") else when.start
    return replace(when, start=bound, end=bound, extent="within")


def _next_named(
    text: str, e: Expression, targets: Sequence[tuple[Span, When]], starts: Sequence[int]
) -> tuple[Span, When] | None:
    at = bisect_right(starts, e.span.end - 1)
    if at >= len(targets):
        return None
    between = text[e.span.end : targets[at][0].start]
    return targets[at] if len(between) <= NEXT_REACH and not re.search(r"[.;,!?]", between) else None
