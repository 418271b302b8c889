"""Time expressions of a text: what the rules of its language find, each with a date or with the shift to one."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates import timex
from timeline.dates.shift import Shift
from timeline.extract import chronicle
from timeline.language import foreign, grammar, readings
from timeline.language.lexicon import LANGUAGES
from timeline.language.units import Fields
from timeline.model import Expression, Span


def find(text: str, language: str = "en") -> tuple[Expression, ...]:
    """All expressions in the order of the text; those that still need a reference time carry a `shift`.

    Until `anchors.resolve` has dated it, the value of such an expression is the time of day that it names, or "".

    >>> [(e.span.of("in the 1890s"), e.value, e.rule) for e in find("in the 1890s")]
    [('the 1890s', '189', 'decade')]
    """
    found = list(_expressions(text, language))
    found += chronicle.years(text, found)
    return tuple(sorted(found, key=lambda e: e.span))


def _expressions(text: str, language: str) -> Iterator[Expression]:
    if language not in LANGUAGES:
        for begin, end, date in foreign.find(text, language):
            when, shift = (None, date) if isinstance(date, Shift) else (date, None)
            yield Expression(Span(begin, end), "DATE", timex.write(when) if when else "", "dateparser", when, shift)
        return
    for match in grammar.scan(text, language):
        for span, fields in _parts(match):
            reading = readings.read(match.rule.reading, fields)
            if reading:
                yield Expression(
                    span, reading.type, reading.value, match.rule.name, reading.when, reading.shift, rivals=match.rivals
                )


def _parts(match: grammar.Match) -> Iterator[tuple[Span, Fields]]:
    """One expression, or the two of a rule with groups `a` and `b`, which share what only one of them has."""
    groups, fields = match.match.re.groupindex, match.fields
    if "b" not in groups:
        yield Span(match.match.start(), match.match.end()), fields
        return
    second = {key[:-1]: value for key, value in fields.items() if key[-1] == "2"}
    first = {key: value for key, value in fields.items() if key[-1] != "2"}
    yield Span(*match.match.span("a")), second | first if "yy" not in second else first
    yield Span(*match.match.span("b")), first | second
