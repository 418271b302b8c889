"""The day of a time of day: "10 p.m. on Wednesday", "On Saturday a wave struck the coast at around 9:30 p.m."."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from timeline.dates import timex
from timeline.extract.story import Setting
from timeline.language.tense import direction
from timeline.model import Expression

_BESIDE = 24  # characters between a clock time and its day
_SAME_SENTENCE = 160
_SENTENCES_BACK = 4  # in a report of one day the hours that follow are hours of that day

_SAID = re.compile(r"\b(?:said|told|announced|reported|stated)\b")


def on_its_day(setting: Setting, found: Sequence[Expression], n: int) -> Expression:
    """A clock time with the day that is named beside it, else before it in its sentence, else told of just before.

    >>> from timeline.extract.expressions import find
    >>> from timeline.extract.anchors import resolve
    >>> from timeline.model import Document
    >>> text = "On 4 May 2011 a wave struck the coast at around 9:30 p.m."
    >>> [e.value for e in resolve(Document("a", text), find(text), (), ())]
    ['2011-05-04', '2011-05-04T21:30']
    """
    e = found[n]
    if e.type != "TIME" or e.shift is None or e.shift.pick or e.shift.base != "either":
        return e
    for other in (*found[n + 1 : n + 3], *found[max(0, n - 1) : n]):
        low, high = sorted((e.span, other.span))
        between = re.sub(r"\([^()]*\)", "", setting.text[low.end : high.start])
        if len(between) < _BESIDE and other.when and other.when.width == 1 and not re.search(r"[.;()]", between):
            return _at(e, other)
    told = next((d for d in reversed(found[max(0, n - 3) : n]) if _is_day(d)), None)
    return _at(e, told) if told and _goes_on(setting, told, e) else e


def _at(e: Expression, day: Expression) -> Expression:
    if day.when is None:
        return e
    value = timex.write(day.when) + e.value[e.value.index("T") :]
    return replace(e, when=day.when, value=value, basis="anchored", reference=day.span)


def _is_day(e: Expression) -> bool:
    return e.type == "DATE" and e.when is not None and e.when.width == 1


def _goes_on(setting: Setting, day: Expression, e: Expression) -> bool:
    """Whether the telling is still of that day: in the same sentence, or soon after in the past tense."""
    first, last = (bisect_right(setting.sentences, x.span.start) for x in (day, e))
    if _SAID.search(setting.text, max(0, day.span.start - _BESIDE), day.span.end + _BESIDE):
        return False  # "the owner told them yesterday": that was another day than what he told of
    if first == last:
        return e.span.start - day.span.end < _SAME_SENTENCE
    return last - first <= _SENTENCES_BACK and direction(setting.text, e.span, setting.language) < 0
