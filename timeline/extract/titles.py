"""Titles that read like headlines: a wording without its date, its joining words and what hangs loose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import Span

LONGEST = 80
_LEADING = re.compile(
    r"^(?:(?:and|but|or|that|which|who|when|where|while|as|because|although|though|if|then|so|however|also|in|on|at|by|for|"
    r"with|during|since|after|before|until|from|to|und|et|y|als|wo|le|am|im|el)\b[\s,]*|[\s,;:—–\-(.\"“”‘’'•*]+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:—–\-(.!?\"“”‘’'\[]|\b(?:and|but|or|that|which|who|in|on|at|by|of|the|a|an|during|since|after|before|until|"
    r"from|to|between|with|for|when|as|early|late|about|around|exactly|only|only just|und|am|im|in der|le|en)\b)+$",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\s*\b(?:in|on|at|by|from|to|until|since|during|before|after|between|around|about|of|for|late in|early in|"
    r"throughout|no later than|am|im|seit|le|en|el)\s*$",
    re.IGNORECASE,
)


def title_of(text: str, span: Span, times: Sequence[Span] = (), subject: str = "") -> str:
    """The wording as a title of at most 80 characters: a capital first, no dates, no full stop; never empty.

    >>> text = "and on 4 August the Assembly abolished feudal dues,"
    >>> title_of(text, Span(0, len(text)), [Span(7, 15)])
    'The Assembly abolished feudal dues'
    """
    bare = _without(text, span, times)
    bare = re.sub(r"\(\s*[-–—,]?\s*\)|\[\d*\]", " ", bare)
    bare = " ".join(bare.split())
    bare = _TRAILING.sub("", _LEADING.sub("", bare)) or bare
    if subject and not bare.startswith(subject):
        bare = f"{subject} {bare}"
    bare = re.sub(r"\s+([,;:.!?)])", r"\1", " ".join(bare.split()))
    bare = re.sub(r"([,;:])\1+", r"\1", bare)
    shown = _shortened(bare) or " ".join(span.of(text).split())[:LONGEST] or "?"
    return shown[0].upper() + shown[1:]


def _without(text: str, span: Span, times: Sequence[Span]) -> str:
    """The wording with its dates and the prepositions before them cut out."""
    out, at = "", span.start
    for time in sorted(times):
        if time.start < at or time.end > span.end:
            continue
        out += _LOOSE.sub(" ", text[at : time.start])
        at = time.end
    return out + text[at : span.end]


def _shortened(bare: str) -> str:
    """At most 80 characters, cut at a comma or a word."""
    if len(bare) <= LONGEST:
        return bare
    cut = bare[: LONGEST + 1]
    comma = max(cut.rfind(", "), cut.rfind("; "), cut.rfind(" – "))
    cut = cut[:comma] if comma > LONGEST // 2 else cut[: cut.rfind(" ")] if " " in cut else cut[:LONGEST]
    return _TRAILING.sub("", cut) or cut[:LONGEST]
