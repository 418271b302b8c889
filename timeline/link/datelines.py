"""The line at the head of a text that says when it was written, with its year or without.

"LONDON, Tuesday, May 8, 1945. -" says it all. "WASHINGTON, Friday, Aug. 9 -" is of the first year, from the newest
event that the text knows, in which that day was a Friday; "Bordeaux, Monday night." says which day of a known week.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.dates.calendars import add_months, weekday
from timeline.dates.shift import apply
from timeline.dates.when import When, within
from timeline.language.lexicon import read, words
from timeline.model import Document, Expression, Reference, Span

HEAD = 400  # characters in which a dateline stands
BEHIND = 400  # characters of a letter in which it says whom it greets
LATER = 400  # days after the dateline of which a text can speak as planned
TITLE_LINES = 3  # at most so many lines stand above a line that is only a date
FRESH = 62  # days in which a day and a month alone name the next such day
SHORT = 366  # days of an event, at most, to know the year from its end
WEEKDAY_YEARS = 3  # years in which a weekday with them does
_CITY = re.compile(r"^[^\w\n]*(?:[^\W\d_a-z][^\W\d_a-z .'’-]+,?\s*(?:\([^)\n]{1,30}\)\s*)?){1,3}$")
_PLACE = re.compile(r"^\W*(?:[^\W\d_a-z][\w.'’-]*,?\s+){1,4}(?:the\s+)?$")
_TOWN = re.compile(r"\W*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?, (?:on )?$")
_AFTER = re.compile(r"\s*(?:[.]?\s*[-–—:]|\([^)\n]{1,30}\)\s*[-–—]|\n|$)")
_WORD = re.compile(r"[^\W\d_]+\.?")
_DASH = re.compile(r"\s*[.,]?\s*[-–—:](?!\w)")


@dataclass(frozen=True, slots=True)
class Clue:
    """An interval in which the text was written, the place that says so, the rule, and how often it holds (0..1)."""

    when: When
    span: Span
    rule: str
    trust: float = 1.0


def dateline(document: Document, expressions: Sequence[Expression], references: Sequence[Reference]) -> Clue | None:
    """The day that the head of a text says it was written on.

    >>> from timeline.dates.edtf import read, write
    >>> day = Expression(Span(8, 16), "DATE", "1945-05-08", "date", when=read("1945-05-08"))
    >>> write(dateline(Document("a", "LONDON, 8.5.1945 - Peace."), [day], ()).when)
    '1945-05-08'
    """
    for e in expressions:
        if e.span.start > HEAD:
            return None
        if e.type not in ("DATE", "TIME"):
            continue
        begin = document.text.rfind("\n", 0, e.span.start) + 1
        when = None
        if e.when is None:
            when = _without_year(document, e, begin, expressions, references)
        elif e.when.grain == "day" and e.basis == "stated":
            named = any(r.span.start < e.span.end and begin < r.span.end for r in references)
            when = e.when if _is_head(document, e, begin, expressions, named) else None
        if when is not None:
            return Clue(when, Span(begin, e.span.end), "dateline")
    return None


def day_of_week(document: Document, expressions: Sequence[Expression]) -> int | None:
    """The weekday of a dateline that says no more: "Bordeaux, Monday night."."""
    for e in expressions[:1]:
        pick = e.shift.pick if e.shift else None
        if pick and pick.weekday is not None and e.shift and not e.shift.count and pick.month is None:
            begin = document.text.rfind("\n", 0, e.span.start) + 1
            before, after = document.text[begin : e.span.start], document.text[e.span.end :]
            alone = not after.split("\n", 1)[0].strip(" .,)-–—")
            headed = not document.text[:begin].strip() and (not before.strip() or _PLACE.match(before))
            if headed and (alone or _DASH.match(after)):
                return pick.weekday
    return None


def _is_head(
    document: Document, e: Expression, begin: int, expressions: Sequence[Expression], named: bool
) -> bool:
    """Whether what stands around a full date on its line, on which an event is `named`, is that of a dateline."""
    text, language = document.text, document.language
    before, after = text[begin : e.span.start], text[e.span.end : e.span.end + BEHIND]
    alone, ends = _is_alone(after), _AFTER.match(after) is not None
    label = wordings(language, "label").match(before.lstrip(" *-–—|("))
    if label and (alone or ends) and len(before.split()) <= 3:
        return True
    if ends and _CITY.match(before) is not None:
        return True
    if not text[:begin].strip() and "." not in before and wordings(language, "record").match(before):
        return True
    letter = not before.strip() or _PLACE.match(before) is not None
    if alone and letter and wordings(language, "greeting").search(after) is not None:
        return True
    begins = weekday_said(text, e, language) is not None and _DASH.match(after) is not None
    city = not text[:begin].strip() and not named and alone and _TOWN.match(before)
    if (before.strip(" *(|-–—") and not city) or not (alone or begins):
        return False
    return text.count("\n", 0, begin) <= 2 * TITLE_LINES and _is_only_one(text, e, expressions)


def _is_alone(after: str) -> bool:
    """Whether nothing more stands on the line."""
    return not after.split("\n", 1)[0].strip(" .,)*")


def _is_only_one(text: str, e: Expression, expressions: Sequence[Expression]) -> bool:
    """Whether no other line begins with a day, as those of a chronicle do, and nothing stated is much later."""
    limit = e.when.latest if e.when else None
    for other in expressions:
        if other is e or other.when is None or other.basis != "stated":
            continue
        heads = not text[text.rfind("\n", 0, other.span.start) + 1 : other.span.start].strip(" *(|-–—")
        if heads and other.when.grain == "day" and other.type == "DATE":
            return False
        if limit is not None and other.when.earliest is not None and other.when.earliest > limit + LATER:
            return False
    return True


def _without_year(
    document: Document, e: Expression, begin: int, expressions: Sequence[Expression], references: Sequence[Reference]
) -> When | None:
    """The day of a dateline that leaves out its year: "WASHINGTON, Friday, Aug. 9 -", "Paris, Easter Monday"."""
    text, pick = document.text, e.shift.pick if e.shift else None
    if pick is None or not (pick.feast or (pick.month and pick.day)) or text[:begin].count("\n") > 2 * TITLE_LINES:
        return None
    before, after = text[begin : e.span.start], text[e.span.end : e.span.end + BEHIND]
    letter = _is_alone(after) and (not before.strip() or _PLACE.match(before))
    letter = letter and wordings(document.language or "en", "greeting").search(after)
    headed = _CITY.match(before) or not before.strip() or (begin == 0 and _PLACE.match(before))
    if not letter and not (headed and _DASH.match(after)):
        return None
    return year_found(document, e, expressions, references)


def year_found(
    document: Document, e: Expression, expressions: Sequence[Expression], references: Sequence[Reference]
) -> When | None:
    """The day that "Friday, Aug. 9" is in the first year that fits, from the newest event the text knows."""
    pick = e.shift.pick if e.shift else None
    newest = newest_of(references) or newest_of(x for x in expressions if x.basis == "stated")
    if newest is None or not (pick and (pick.feast or (pick.month and pick.day))):
        return None
    name = weekday_said(document.text, e, document.language)
    fresh = FRESH + (newest[1] if newest[1] - newest[0] <= SHORT else newest[0])
    limit = add_months(newest[0], 12 * WEEKDAY_YEARS) if name is not None else fresh
    return next(
        (day for day in _days(e, newest[0]) if day.earliest is not None and newest[0] <= day.earliest <= limit
         and name in (None, weekday(day.earliest))),
        None,
    )  # fmt: skip


def _days(e: Expression, start: int) -> Iterable[When]:
    """The day of an expression in the year of a day and in those after it."""
    at = within(start, start, "day")
    for _ in range(WEEKDAY_YEARS + 1):
        found = apply(replace(e.shift, direction="same"), at) if e.shift else None
        if found is not None:
            yield found
        then = add_months(at.earliest or 0, 12)
        at = within(then, then, "day")


def newest_of(told: Iterable[Expression | Reference]) -> tuple[int, int] | None:
    """The first and the last day of what begins last; an open end is its beginning."""
    begun = ((t.when.earliest, t.when.latest) for t in told if t.when)
    return max(((first, first if last is None else last) for first, last in begun if first is not None), default=None)


def weekday_said(text: str, e: Expression, language: str) -> int | None:
    """The day of the week within a date: "Friday, Aug. 9"."""
    known = words(language or "en").get("weekday", {})
    said = (known.get(word, known.get(word.rstrip("."))) for word in _WORD.findall(e.span.of(text).casefold()))
    return next((n for n in said if isinstance(n, int)), None)


@lru_cache
def wordings(language: str, kind: str) -> re.Pattern[str]:
    """One of the lists of `writing.toml` as whole words; nothing where the language has none."""
    listed = sorted(read(language or "en", "writing.toml").get(kind, []), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)" if listed else r"(?!)", re.IGNORECASE)
