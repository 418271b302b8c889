"""The date of writing of an undated text: from its dateline, and else from how far it says known events lie back.

"The Wagner rebellion last month" was written in the month after June 2023. Each such phrase gives an interval; what
they have in common is the answer. A text that only tells of the past ("the Bastille fell") does not say its own date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from timeline.dates.calendars import weekday
from timeline.dates.shift import Shift, apply, written
from timeline.dates.when import When, intersect, within
from timeline.language.lexicon import read
from timeline.model import Dated, Document, Evidence, Expression, Reference, Span

HEAD = 400
GAP_WORDS = 4
MEMORY = 400
GAP = 40  # characters
CLUES = 100
WEEK = 7
_APPOSED = re.compile(r"[\s,;:(–—-]*(?:(?:on|in|am|en|le|el|il)\s+)?")
_CITY = re.compile(r"^[^\w\n]*(?:[^\W\d_a-z][^\W\d_a-z .'’-]+,?\s*(?:\([^)\n]{1,30}\)\s*)?){1,3}$")
_LETTER = re.compile(r"^\W*(?:[^\W\d_a-z][\w.'’-]*,?\s+){1,4}(?:the\s+)?$")
_AFTER = re.compile(r"\s*(?:[.]?\s*[-–—:]|\([^)\n]{1,30}\)\s*[-–—]|\n|$)")


@dataclass(frozen=True, slots=True)
class _Clue:
    """An interval in which the text was written, and the sentence that says so."""

    when: When
    span: Span
    rule: str


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
    line = _dateline(document, expressions)
    if line is not None:
        return _dated(document, [line])
    newest = _newest(expressions, references)
    found = islice(_clues(document, expressions, references, sentences), CLUES)
    clues = [c for c in found if c.when.latest is None or newest is None or newest <= c.when.latest + MEMORY]
    return _dated(document, _agreed(clues)) if clues else None


def _dated(document: Document, clues: Sequence[_Clue]) -> Dated:
    when = clues[0].when
    for clue in clues[1:]:
        when = _narrowed(when, clue.when) or when
    evidence = dict.fromkeys(Evidence(document.id, c.span, c.rule) for c in clues)
    return Dated(when, "inferred", tuple(evidence))


def _narrowed(one: When, other: When) -> When | None:
    both = intersect(one, other)
    if both is None or (both.start, both.end) in ((one.start, one.end), (other.start, other.end)):
        return both
    return within(both.earliest, both.latest)


def _agreed(clues: Sequence[_Clue]) -> list[_Clue]:
    """The clues that go together with most others, the narrowest first."""
    def support(clue: _Clue) -> tuple[int, int]:
        return sum(intersect(clue.when, other.when) is not None for other in clues), -(clue.when.width or 1 << 40)

    first = max(clues, key=support)
    together = [first]
    for clue in sorted(clues, key=lambda c: (c.when.width or 1 << 40, c.span)):
        if clue is not first and all(intersect(clue.when, kept.when) for kept in together):
            together.append(clue)
    return together


@lru_cache
def _words(language: str, kind: str) -> re.Pattern[str]:
    """One of the lists of `writing.toml` as whole words; nothing where the language has none."""
    listed = sorted(read(language or "en", "writing.toml").get(kind, []), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)" if listed else r"(?!)", re.IGNORECASE)


def _dateline(document: Document, expressions: Sequence[Expression]) -> _Clue | None:
    """"LONDON, Tuesday, May 8, 1945. -", "Published on 3 May 2001", or the head of a letter."""
    text = document.text
    for e in expressions:
        if e.span.start > HEAD:
            return None
        if e.when is None or e.when.grain != "day" or e.basis != "stated" or e.type not in ("DATE", "TIME"):
            continue
        line = text.rfind("\n", 0, e.span.start) + 1
        before, after = text[line : e.span.start], text[e.span.end : e.span.end + MEMORY]
        if _is_head(before, after, document.language):
            return _Clue(e.when, Span(line, e.span.end), "dateline")
    return None


def _is_head(before: str, after: str, language: str) -> bool:
    """Whether what stands around a date on its line is that of a dateline, a label or a letter."""
    alone, ends = not after.split("\n", 1)[0].strip(" .,)"), _AFTER.match(after) is not None
    label = _words(language, "label").match(before.lstrip(" *-–—|("))
    if label and (alone or ends) and len(before.split()) <= 3:
        return True
    letter = not before.strip() or _LETTER.match(before) is not None
    return (ends and _CITY.match(before) is not None) or (
        alone and letter and _words(language, "greeting").search(after) is not None
    )


def _clues(
    document: Document, expressions: Sequence[Expression], references: Sequence[Reference], sentences: Sequence[Span]
) -> Iterator[_Clue]:
    starts, known = [s.start for s in sentences], sorted(references, key=lambda r: r.span)
    heads = [r.span.start for r in known]
    present = {_sentence(e.span, sentences, starts) for e in expressions if _is_deictic(e)}
    for n, e in enumerate(expressions):
        if e.shift is None:
            continue
        sentence = _sentence(e.span, sentences, starts)
        if e.shift.base == "document" or _weekday(e) is not None:
            reference = _beside(document, e, known, heads)
            when = (_writing if e.shift.base == "document" else _same_week)(e, reference) if reference else None
            if when is not None:
                yield _Clue(when, sentence, "known-event-" + e.rule)
            when = _apposed(document, expressions, n)
            if when is not None:
                yield _Clue(when, sentence, "years-ago")
        elif e.shift.base == "next" and e.shift.count > 0 and sentence in present:
            when = _anniversary(document, e, known, heads)
            if when is not None:
                yield _Clue(when, sentence, "anniversary")


def _is_deictic(e: Expression) -> bool:
    """Whether an expression is seen from the time of writing ("yesterday", "on Monday")."""
    return e.shift is not None and (e.shift.base == "document" or _weekday(e) is not None)


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
    begun = replace(target, end=target.start, extent="within", start=target.start)
    if shift.up_to and shift.count == 0:
        unit = written(replace(shift, up_to=False), begun)
        return intersect(unit, within(begun.earliest, None)) if unit else None
    return written(shift, begun)


def _same_week(e: Expression, reference: Reference) -> When | None:
    """ "The fall of Kabul on Sunday": in the week after a known day that was a Sunday."""
    begin, day = reference.when.start, reference.when.earliest
    if day is None or begin[1] != day or weekday(day) != _weekday(e) or (reference.when.width or 99) > WEEK:
        return None
    return within(day, day + WEEK - 1)


def _apposed(document: Document, expressions: Sequence[Expression], n: int) -> When | None:
    """ "Fifty years ago this month, on 1 December 1955": the years, the unit, and the date that says when that was."""
    shift, at = expressions[n].shift, n + 1
    if shift is None or shift.unit != "year" or shift.count >= 0 or shift.up_to:
        return None
    unit = expressions[at] if at < len(expressions) and _follows(document, expressions, at, r"\s+") else None
    if unit and unit.shift and unit.shift.base == "document" and unit.shift.count == 0:
        at += 1
    else:
        unit = None
    date = expressions[at] if at < len(expressions) and _follows(document, expressions, at, _APPOSED.pattern) else None
    if date is None or date.when is None or date.basis != "stated" or date.type not in ("DATE", "TIME"):
        return None
    when = apply(Shift("next", -shift.count, "year", exact=unit is not None), date.when)
    return written(unit.shift, when) if unit and unit.shift and when else when


def _follows(document: Document, expressions: Sequence[Expression], at: int, between: str) -> bool:
    """Whether nothing but the words of a pattern stands between an expression and the one before it."""
    begin, end = expressions[at - 1].span.end, expressions[at].span.start
    return begin <= end and re.fullmatch(between, document.text[begin : min(end, begin + GAP)]) is not None


def _beside(document: Document, e: Expression, known: Sequence[Reference], heads: Sequence[int]) -> Reference | None:
    """The known event that an expression dates: named just before it, or just after ("last month's rebellion")."""
    text, language = document.text, document.language
    at = bisect_right(heads, e.span.start) - 1
    if at >= 0 and known[at].span.end <= e.span.start and _near(text[known[at].span.end : e.span.start], language):
        return None if _is_topic(text[max(0, heads[at] - 40) : heads[at]], language) else known[at]
    if at + 1 < len(known) and _near(text[e.span.end : heads[at + 1]], language):
        return known[at + 1]
    return None


def _is_topic(before: str, language: str) -> bool:
    """Whether an event is only spoken of: "he wrote about the Prague Spring last month"."""
    words = " ".join(re.split(r"[.,;:!?]", before)[-1].split()[-4:])
    return _words(language, "topic").search(words) is not None and not _words(language, "no_topic").search(words)


def _near(between: str, language: str) -> bool:
    plain = len(between) < 60 and len(between.split()) <= GAP_WORDS and not any(sign in between for sign in ".;!?")
    return plain and not _words(language, "clause").search(between)


def _anniversary(document: Document, e: Expression, known: Sequence[Reference], heads: Sequence[int]) -> When | None:
    """"Fifty years to the day after the Moon landing, NASA promised on Saturday": within days of that date."""
    at = bisect_right(heads, e.span.end - 1)
    if e.shift is None or e.shift.unit not in ("year", "decade", "century") or at >= len(known):
        return None
    if not _near(document.text[e.span.end : heads[at]], document.language):
        return None
    begin = known[at].when.start
    day = apply(e.shift, within(*begin)) if None not in begin else None
    if day is None or day.earliest is None or day.latest is None:
        return None
    return within(day.earliest, day.latest + 7) if e.shift.exact else day


def _newest(expressions: Sequence[Expression], references: Sequence[Reference]) -> int | None:
    """The newest day that a text speaks of: it was hardly written long before ("the Prague Spring last month")."""
    told = [e.when.earliest for e in expressions if e.when and e.basis == "stated" and e.type in ("DATE", "TIME")]
    return max((day for day in (*told, *(r.when.earliest for r in references)) if day is not None), default=None)
