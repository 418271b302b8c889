"""Which date a wording has: the expression that governs it, with what its preposition says, and ranges joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.dates.when import When, before, between, from_to, since, throughout, until, within
from timeline.model import Basis, Dated, Document, Evidence, Expression, Span

_JOINS = re.compile(r"\s*(?:-|–|—|/|to|until|till|through|and|bis|und|à|au|al?|et|y|e)\s*", re.IGNORECASE)
_OR = re.compile(r"\s*(?:or|oder|ou|o)\s*", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(from|between|since|until|till|before|after|by|prior to|no later than|up to|throughout)"
    r"(?:\s+the)?(?:\s+(?:night|morning|evening|end)\s+of)?\s*$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",?\s*(?:in|on|en|am|im|le|el)?\s*(?:the\s+)?", re.IGNORECASE)
FOREVER = 1 << 40
_COMPARED = re.compile(
    r"(?:\b(?:largest|biggest|worst|highest|lowest|first|greatest|deadliest|best|most|only|longest|smallest|fewest"
    r"|strongest|weakest|steepest|sharpest|heaviest|bloodiest|fastest|hottest|coldest|wettest|driest)\b[^.;]*|\bnot\s)"
    r"\bsince\s*$",
    re.IGNORECASE,
)


def when_of(text: str, times: Sequence[Expression], at: int) -> tuple[When | None, tuple[Expression, ...]]:
    """The date of the expression that stands nearest to a place of the text, joined with its range, and its sources."""
    dated = [e for e in times if e.when is not None and not is_compared(text, e)]
    if not dated:
        return None, ()
    best = min(dated, key=lambda e: (e.type == "DURATION", _far(e.span, at), -e.span.start))
    return _joined(text, dated, dated.index(_finer(text, dated, best)))


def is_compared(text: str, e: Expression) -> bool:
    """A date that an event is only measured against: "the largest since 1813"."""
    before = text[max(0, e.span.start - 80) : e.span.start]
    return before.rstrip().casefold().endswith("since") and _COMPARED.search(before) is not None


def dated(document: Document, when: When, used: Sequence[Expression]) -> Dated:
    """The date with its basis and its places."""
    basis: Basis = "anchored" if any(e.basis == "anchored" for e in used) else "stated"
    return Dated(when, basis, tuple(Evidence(document.id, e.span, e.rule) for e in used))


def _far(span: Span, at: int) -> int:
    """Distance to a place; what stands behind it counts as nearer, since a date rather follows its verb."""
    return span.start - at if span.start >= at else 2 * (at - span.end)


def _finer(text: str, times: list[Expression], one: Expression) -> Expression:
    """Of two dates in apposition the finer one: "five years earlier, in November 1975"."""
    n = times.index(one)
    for other in times[max(0, n - 1) : n + 2]:
        first, last = sorted((one, other), key=lambda e: e.span)
        apposed = _APPOSED.fullmatch(text[first.span.end : last.span.start])
        if other is not one and apposed and 2 * _days(other) < _days(one):
            return other
    return one


def _days(e: Expression) -> int:
    return e.when.width or FOREVER if e.when else FOREVER


def _joined(text: str, times: list[Expression], n: int) -> tuple[When | None, tuple[Expression, ...]]:
    """An expression with its neighbour of a range: "from 1941 to 1944", "10 or 11 June"."""
    for a, b in ((n - 1, n), (n, n + 1)):
        if a < 0 or b >= len(times):
            continue
        first, last = times[a], times[b]
        gap = text[first.span.end : last.span.start]
        word = _preposition(text, first)
        if first.when and last.when and _is_forward(first.when, last.when):
            if _OR.fullmatch(gap):
                return between(first.when, last.when), (first, last)
            if _JOINS.fullmatch(gap) and (word in ("from", "between") or not re.search(r"and|und|et|y\b|e\b", gap)):
                joined = between if word == "between" else from_to
                return joined(first.when, last.when), (first, last)
    one = times[n]
    return (_governed(_preposition(text, one), one.when), (one,)) if one.when else (None, ())


def _is_forward(first: When, last: When) -> bool:
    return first.earliest is not None and last.latest is not None and first.earliest <= last.latest


def _preposition(text: str, e: Expression) -> str:
    found = _PREPOSITION.search(text[max(0, e.span.start - 32) : e.span.start])
    return found[1].lower() if found else ""


def _governed(word: str, when: When) -> When:
    """What a preposition makes of a date."""
    match word:
        case "before" | "prior to":
            return within(None, None if when.earliest is None else when.earliest - 1)
        case "by" | "no later than" | "up to":
            return before(when)
        case "since" | "from":
            return since(when)
        case "until" | "till":
            return until(when)
        case "after":
            return within(None if when.latest is None else when.latest + 1, None)
        case "throughout":
            return throughout(when)
    return when
