"""Life dates behind a name: "Rosa Luxemburg (5 March 1871 - 15 January 1919)", "(born 1857)", "(d. 1933)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.extract.bounds import dated
from timeline.extract.telling import Sentence, Timed, words
from timeline.language.noun_groups import is_name
from timeline.model import Mention, Span

_BORN = re.compile(r"\((?:born|b\.|\*|née [^()]{1,30}[,;])?\s*(?:on |in )?(?:c\. ?)?", re.IGNORECASE)
_DIED = re.compile(r"\((?:died|d\.|†)\s*(?:on |in )?", re.IGNORECASE)
_SAYS_BORN = re.compile(r"\((?:born|b\.|\*|née)", re.IGNORECASE)
_TO = re.compile(r"(?:,? in [^()\d]{2,40})?\s*(?:-|–|—|to|†|;\s*died|,\s*died)\s*(?:on |in |c\. ?)?", re.IGNORECASE)
_CLOSED = re.compile(r"(?:,? in [^()\d]{2,40})?\)")
_OPENING = 40  # characters from a bracket to its date
_OLDEST = 111 * 366  # days


def lives(s: Sentence) -> Iterator[Mention]:
    """Births and deaths of the persons of a sentence, in the order of the text."""
    for n, timed in enumerate(s.times):
        start = timed.expression.span.start
        opened = s.text.rfind("(", max(s.span.start, start - _OPENING), start)
        name = _person(s, opened) if opened >= 0 else None
        if name is None or timed.expression.when is None:
            continue
        before = (opened, start)
        after = s.times[n + 1] if n + 1 < len(s.times) else None
        if _BORN.fullmatch(s.text, *before):
            if after and _is_life(s, timed, after):
                yield _mention(s, name, timed, "birth")
                yield _mention(s, name, after, "death")
            elif _SAYS_BORN.match(s.text, opened) and _CLOSED.match(s.text, timed.expression.span.end):
                yield _mention(s, name, timed, "birth")
        elif _DIED.fullmatch(s.text, *before) and _CLOSED.match(s.text, timed.expression.span.end):
            yield _mention(s, name, timed, "death")


def _is_life(s: Sentence, born: Timed, died: Timed) -> bool:
    """Whether two dates, "-" between them and the bracket closed behind, can be those of a life."""
    first, last = born.expression.when, died.expression.when
    if first is None or last is None or first.earliest is None or last.latest is None:
        return False
    joined = _TO.fullmatch(s.text, born.expression.span.end, died.expression.span.start)
    closed = _CLOSED.match(s.text, died.expression.span.end)
    return bool(joined and closed) and 14 * 366 < last.latest - first.earliest < _OLDEST


def _person(s: Sentence, opened: int) -> Span | None:
    """The name right before a bracket, where it may be that of a person: no article, no event, no institution."""
    last = s.token_at(opened - 1)
    group = s.groups[n] if (n := s.group_at(last)) is not None else None
    if group is None or group.is_event or group.end != last + 1 or not is_name(s.tagged.labels[last]):
        return None
    first = group.end
    while first > group.begin and is_name(s.tagged.labels[first - 1]):
        first -= 1
    span = s.range(first, group.end)
    impersonal = s.tagged.small[last] in words().named or s.tagged.small[last] in words().bodies
    named = any(r.span.overlaps(span) for r in s.references)
    article = first > 0 and s.tagged.small[first - 1] == "the"
    return None if impersonal or named or article or group.end - first < 2 else span


def _mention(s: Sentence, name: Span, timed: Timed, what: str) -> Mention:
    who, e = " ".join(name.of(s.text).split()), timed.expression
    date = dated(s.document, e.when, [e]) if e.when else None
    return Mention(
        s.document.id, Span(name.start, e.span.end), e.span, what, f"{what.capitalize()} of {who}"[:80], what,
        "life-dates", salience=0.6, confidence=0.8, dated=date, participants=(who,),
    )  # fmt: skip
