"""A date that a person types: EDTF, or the words of our own grammar."""

from __future__ import annotations

import re

from timeline.dates import edtf
from timeline.dates.when import When
from timeline.errors import DateError
from timeline.extract import bounds, expressions

_LONGEST = 100
_BESIDE = re.compile(
    r"(?:[\s,./–—-]|\b(?:from|between|since|until|till|before|after|by|prior to|no later than|up to|throughout|through"
    r"|to|and|or|the|in|on|at)\b)*",
    re.IGNORECASE,
)


def read(words: str) -> When | None:
    """What the words say, `None` where there are none; raises DateError where they are no date, or not whole.

    >>> from timeline.dates.spoken import spoken
    >>> spoken(read("spring 1349")), spoken(read("from 8 September 1941 to 27 January 1944"))
    ('spring 1349', '8 September 1941 – 27 January 1944')
    >>> read("1349-05-12") == read("12 May 1349")
    True
    >>> spoken(read("500"))
    '500'
    """
    words = words.strip()
    if not words:
        return None
    if words.isdecimal():
        words = words.zfill(4)
    when = _edtf(words) or _spoken(words)
    if when is None:
        raise DateError(f"“{words[:_LONGEST]}” is not a date with a year; write it as 12 May 1349, c. 1350 or 1349-05")
    return when


def _edtf(words: str) -> When | None:
    try:
        return edtf.read(words)
    except DateError:
        return None


def _spoken(words: str) -> When | None:
    """The date of the words where nothing else stands among them."""
    if len(words) > _LONGEST:
        return None
    times = expressions.find(words, "en")
    when, used = bounds.when_of(words, times, 0)
    at, rest = 0, []
    for span in sorted(e.span for e in used):
        rest.append(words[at : span.start])
        at = span.end
    return when if all(map(_BESIDE.fullmatch, [*rest, words[at:]])) else None
