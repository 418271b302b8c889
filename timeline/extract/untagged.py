"""Event mentions where no tagger knows the language: the parts of a sentence that carry a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from timeline.extract.bounds import dated, when_of
from timeline.extract.placing import is_ahead
from timeline.extract.titles import title_of
from timeline.language.lexicon import words
from timeline.model import Document, Expression, Mention, Span, Status

_LETTERS = re.compile(r"[^\W\d_]+")
_SPLIT = re.compile(
    r";\s|:\s|,\s(?=(?:und|aber|et|mais|y|e|ma|i|та|і|и|а|но|maar|en|och|og|ja"  # and, but
    r"|der|die|das|dessen|deren|wo|als|während|nachdem|weil|qui|que|où|dont|lorsque|quand|quien|cuando|donde|che|dove"
    r"|quando|któr[aey]|który|gdy|kiedy|gdzie|котор(?:ый|ая|ое|ые)|когда|где|як(?:ий|а|е|і)|коли|де)\s)"  # who, when
)

_NEXT = re.compile(r"\s+(\w+)")


def dated_parts(document: Document, span: Span, times: Sequence[Expression]) -> Iterator[Mention]:
    """A mention for each part of a sentence that has a date; a part before a semicolon need not have its own."""
    for part in _parts(document.text, span, times):
        inside = [e for e in times if part.covers(e.span)]
        when, used = when_of(document.text, inside, part.start)
        if when is None and part == span:
            continue
        trigger = _verb_like(document.text, part, inside)
        title = title_of(document.text, part, [_with_unit(document, e.span) for e in inside])
        date = dated(document, when, used) if when else None
        status: Status = "planned" if is_ahead(document, date) else "happened"
        if _denied(document.language or "en").search(part.of(document.text)):
            status = "negated"
        yield Mention(
            document.id, part, trigger, trigger.of(document.text).lower(), title, "event", "dated-clause", status,
            0.6 if date else 0.3, 0.5, date,
        )  # fmt: skip


@lru_cache
def _denied(language: str) -> re.Pattern[str]:
    """Words that say that something did not take place."""
    listed = "|".join(map(re.escape, words(language).get("denied", {}))) or "(?!)"
    wording = listed.replace(r"\ ", r"\s+").replace("'", "['’]")
    return re.compile(rf"(?<!\w)(?:{wording})(?!\w)", re.IGNORECASE)


def _with_unit(document: Document, date: Span) -> Span:
    """A date with the word for "year" behind it: "24 серпня 1991 року"."""
    behind = _NEXT.match(document.text, date.end)
    units = words(document.language or "en").get("unit", {})
    return Span(date.start, behind.end()) if behind and units.get(behind.group(1).lower()) == "year" else date


def _parts(text: str, span: Span, times: Sequence[Expression]) -> Iterator[Span]:
    """A sentence at its semicolons, and at the commas between two dates."""
    begin = span.start
    ordered = sorted(e.span for e in times)
    n = 0
    for found in _SPLIT.finditer(text, span.start, span.end):
        seen = n
        while n < len(ordered) and ordered[n].end <= found.start():
            n += 1
        later = n < len(ordered) and ordered[-1].start >= found.end()
        if later and (n > seen or found.group().startswith(";")):
            yield Span(begin, found.start())
            begin = found.start() + 1
    yield Span(begin, span.end)


def _verb_like(text: str, part: Span, times: Sequence[Expression]) -> Span:
    """The first small word behind the date that is long enough to be a verb or a noun, else the first word at all."""
    tokens = [Span(*m.span()) for m in _LETTERS.finditer(text, part.start, part.end)]
    free = [w for w in tokens if not any(e.span.overlaps(w) for e in times)] if len(times) < 9 else tokens
    free = free or tokens or [part]
    long = (w for w in free if w.end - w.start > 4 and text[w.start].islower())
    return next(long, free[0])
