"""Tense: on which side of the time of writing a clause lies."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.language.lexicon import words
from timeline.model import Span

LOOK_BACK, LOOK_AHEAD = 70, 70  # characters of the clause on either side
_BREAK = re.compile(r"(?<![.\s][A-Za-z])[.;!?]\s|\n\s*\n")
_HALT = re.compile(r"[,;]\s|(?<![.\s][A-Za-z])[.!?]\s|\n\s*\n")
_DEADLINE = re.compile(
    r"\b(?:until|as soon as|as early as|no later than|(?:called|planned|scheduled|set|arranged|billed|slated|due) for"
    r"|fixed for)"
    r"\s(?:[0-9:]+\s[ap]\.?m\.?\s)?$",
    re.IGNORECASE,
)


def direction(text: str, span: Span, language: str) -> int:
    """1 where the clause around a span speaks of the future, -1 of the past, 0 where no word says so.

    The nearest verb before the span decides, else the first one behind it.

    >>> direction("The king will meet them on Thursday.", Span(27, 35), "en")
    1
    >>> direction("They met on Monday and will meet again.", Span(12, 18), "en")
    -1
    >>> direction("A march has been called for Thursday.", Span(28, 36), "en")
    1
    """
    pattern = _pattern(language)
    if pattern is None:
        return 0
    left = _BREAK.split(text[max(0, span.start - LOOK_BACK) : span.start])[-1]
    if _possessed(text, span):
        return 0
    if _DEADLINE.search(left):
        return 1
    right = _HALT.split(text[span.end : span.end + LOOK_AHEAD].lstrip(",’'s "))[0]
    before = [m for m in pattern.finditer(left) if m.start() == 0 or not m.group()[:1].isupper()]
    found = before[-1] if before else next((m for m in pattern.finditer(right) if not m.group()[:1].isupper()), None)
    return 0 if found is None else 1 if found.group("ahead") else -1


def _possessed(text: str, span: Span) -> bool:
    """Whether something belongs to that day ("Wednesday's ruling"): it has mostly been."""
    return text[span.end : span.end + 3] in ("'s ", "’s ")


@lru_cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """The tense words of a language; one that begins with a hyphen is an ending."""
    table = words(language).get("tense", {})
    if not table:
        return None

    ordered = sorted(table.items(), key=lambda item: (-len(item[0]), item[0]))

    def group(name: str, sign: int) -> str:
        parts = [re.sub(r"(?<!\w)\\-", r"\\w+", re.escape(w)) for w, s in ordered if s == sign]
        return f"(?P<{name}>{'|'.join(parts)})"

    return re.compile(rf"(?<!\w)(?:{group('ahead', 1)}|{group('back', -1)})\b", re.IGNORECASE)
