"""Offsets: dates counted from the event or the date that the next words name ("two days after the invasion")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from timeline.dates import timex
from timeline.dates.shift import Shift, apply
from timeline.dates.when import When
from timeline.extract.story import Setting, Story
from timeline.model import Expression, ExpressionType, Reference, Span

NEXT_REACH = 80  # how far behind "two days after" the event may be named, in characters
EVENT_REACH = 600  # how far back the day of "the battle" may have been told, in characters
_IN_IT = re.compile(r",\s(?:in|on)\s(?:the\s)?")
_EVENT = re.compile(
    r"\s(?:after|before|following)\s(?:the|this|that|\w{2,}ing)\s"
    r"(?!new\b|war\b|end\b|start\b|beginning\b|[a-z]+ of (?:the )?(?:war|year)\b)[a-z]"
)


def resolve(
    setting: Setting, found: list[Expression], references: Sequence[Reference], last: dict[Span, Story]
) -> tuple[Expression, ...]:
    """The expressions, those that are counted from an event with their dates; `last` is what was told before each."""
    out = list(found)
    named = [(r.span, r.when) for r in references]
    stated = [(e.span, e.when) for e in found if e.when and e.type == "DATE"]
    targets = sorted(named + stated, key=lambda t: (t[0].start, -t[0].end))
    starts = [span.start for span, _ in targets]
    for n, e in enumerate(found):
        if e.shift is None or e.shift.base != "next":
            continue
        beside = _apposed(setting, found, n)
        target = _next_named(setting.text, e, targets, starts) or _the_event(setting, e, last.get(e.span))
        when = beside[1] if beside else _counted(e.shift, target[1]) if target else None
        span = beside[0] if beside else target[0] if target else None
        if when:
            tod = e.value[e.value.index("T") :] if e.type == "TIME" else ""
            kind: ExpressionType = "TIME" if tod else "DATE"
            out[n] = replace(e, type=kind, when=when, value=timex.write(when) + tod, basis="anchored", reference=span)
            if target and n + 1 < len(out):
                out[n + 1] = _narrowing(setting.text, out[n], out[n + 1], target[0])
    return tuple(out)


def _narrowing(text: str, e: Expression, behind: Expression, named: Span) -> Expression:
    """ "Forty years after the battle, in May": the month of the year that was counted out."""
    shift, between = behind.shift, text[named.end : behind.span.start]
    if shift is None or shift.base != "either" or not shift.pick or not _IN_IT.fullmatch(between):
        return behind
    is_year = e.when is not None and e.when.grain == "year" and (shift.pick.month or shift.pick.season)
    when = apply(replace(shift, direction="same"), e.when) if e.when and is_year else None
    return replace(behind, when=when, value=timex.write(when), basis="anchored", reference=e.span) if when else behind


def _apposed(setting: Setting, found: list[Expression], n: int) -> tuple[Span, When] | None:
    """The date that an expression says again: "On 27 June 1950, two days after the invasion"."""
    if n == 0:
        return None
    e, date = found[n], found[n - 1]
    if date.type != "DATE" or date.when is None or not date.when.is_closed or (date.when.width or 0) > 31:
        return None
    between = setting.text[date.span.end : e.span.start]
    return (date.span, date.when) if re.fullmatch(r"\s?[,–—-]\s?|\s\(", between) else None


def _the_event(setting: Setting, e: Expression, last: Story | None) -> tuple[Span, When] | None:
    """The day that was told last, for days after "the battle" or "they invaded" that a history has just told of."""
    if last is None or last.when is None or last.span is None or last.when.width != 1 or not setting.history:
        return None
    if e.shift is None or e.shift.unit not in ("day", "week") or e.shift.exact or not e.shift.count:
        return None
    between = setting.text[last.span.end : e.span.start] if e.span.start - last.span.end < EVENT_REACH else "\n\n"
    if "\n\n" in between:
        return None
    is_event = _EVENT.match(setting.text, e.span.end) or _is_told_again(setting, e.span.end, last.span)
    return (last.span, last.when) if is_event else None


def _is_told_again(setting: Setting, behind: int, told: Span) -> bool:
    """Whether a clause says a word again of the sentence in which a date was told."""
    clause = re.split(r"[.;:,!?\n]", setting.text[behind : behind + NEXT_REACH])[0]
    at = bisect_right(setting.sentences, told.start) - 1
    begin = setting.sentences[at] if at >= 0 else 0
    sentence = setting.text[max(begin, told.start - EVENT_REACH) : told.end + NEXT_REACH].lower()
    words = re.findall(r"[a-z]{5,}|[A-Z]{3,}", clause)
    return any(w.lower()[:6] in sentence for w in words if w not in ("after", "before", "following"))


def _counted(shift: Shift, target: When) -> When | None:
    """The date that lies so far from a target; the target itself, a year at most, where nothing is counted."""
    if shift == Shift("next"):
        return target if (target.width or 1 << 30) <= 366 else None
    return apply(shift, point(shift, target))


def point(shift: Shift, when: When) -> When:
    """What is counted from: the end of an event for days after it, else its beginning."""
    bound = when.end if shift.count > 0 and shift.unit in ("day", "week") and not shift.exact else when.start
    return replace(when, start=bound, end=bound, extent="within")


def _next_named(
    text: str, e: Expression, targets: Sequence[tuple[Span, When]], starts: Sequence[int]
) -> tuple[Span, When] | None:
    at = bisect_right(starts, e.span.end - 1)
    if at >= len(targets):
        return None
    between = text[e.span.end : targets[at][0].start]
    return targets[at] if len(between) <= NEXT_REACH and not re.search(r"[.;,!?]", between) else None
