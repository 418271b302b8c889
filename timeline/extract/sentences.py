"""Sentences of a text, as spans; never broken inside a time expression."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from timeline.language.lexicon import read
from timeline.model import Span

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]*(?:[•*·–-]|\d+[.)])[^\S\n])|\f")
_BREAK = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_])")
_ABBREVIATIONS = "ca Dr Mr Mrs St Nr vgl bzw usw etc env av ap pp Jh Jhs hl geb gest ст гг рр ред Chr"
_ABBREVIATED = re.compile(rf"\b(?:[^\W\d_]|{'|'.join(_ABBREVIATIONS.split())})\.$|(?<!\d)\d{{1,2}}\.$")
_PLAIN = re.compile(r"(?<=[a-z]{5}\.)\s+(?=[A-Z][a-z])(?!(?:Inc|Ltd|Jr|Sr)\b)")  # no abbreviation is so long
_LINE_BEFORE = re.compile(r"\n[^\S\n]*\Z")
_LINE_BEHIND = re.compile(r"[^\S\n]*\n\s*[\"“‘'(]?[A-Z]")
LONGEST = 20_000
LONGEST_SENTENCE = 1_500


def split(text: str, language: str = "en", keep: Sequence[Span] = (), breaks: Sequence[int] = ()) -> tuple[Span, ...]:
    """The sentences in order, without the white space around them; a headline, a list line and a paragraph end one.

    None is broken inside a span of `keep`, and one begins at every place of `breaks`, which are in order.

    >>> [s.of("He left. She stayed.") for s in split("He left. She stayed.")]
    ['He left.', 'She stayed.']
    """
    starts = [k.start for k in keep]
    found: list[Span] = []
    for paragraph in _paragraphs(text, [*breaks, *_date_lines(text, keep)]):
        begin = paragraph.start
        for end in _ends(text, paragraph, language):
            at = bisect_right(starts, end - 1) - 1
            inside = at >= 0 and keep[at].start < end < keep[at].end
            opens = _joined(text, end, paragraph.end) or _names(language).search(text, max(0, end - 12), end)
            if not inside and not opens:
                found += _trimmed(text, begin, end)
                begin = end
        found += _trimmed(text, begin, paragraph.end)
    return tuple(found)


def _paragraphs(text: str, breaks: Sequence[int]) -> Iterator[Span]:
    begin = 0
    gaps = [gap.span() for gap in _PARAGRAPH.finditer(text)]
    for first, last in sorted([*gaps, *((place, place) for place in breaks)]):
        if first >= begin:
            yield Span(begin, first)
            begin = last
    yield Span(begin, len(text))


def _date_lines(text: str, keep: Sequence[Span]) -> Iterator[int]:
    """Both ends of a line that is a date alone, as under a headline, where a new line of text begins behind it."""
    for date in keep:
        line = _LINE_BEFORE.search(text, max(0, date.start - 4), date.start)
        if line and _LINE_BEHIND.match(text, date.end):
            yield from (date.start, date.end)


def _ends(text: str, paragraph: Span, language: str) -> Iterator[int]:
    """Where sentences may end inside a paragraph."""
    for begin in range(paragraph.start, paragraph.end, LONGEST):
        part = text[begin : min(begin + LONGEST, paragraph.end)]
        if language == "en":
            from nupunkt import sent_spans

            for first, end in sent_spans(part):
                yield from (begin + m.end() for m in _PLAIN.finditer(part, first, end))
                yield begin + end
        else:
            for found in _BREAK.finditer(part):
                if not _ABBREVIATED.search(part, max(0, found.start() - 12), found.start() + 1):
                    yield begin + found.end()


@lru_cache
def _names(language: str) -> re.Pattern[str]:
    """What stands before a name with a full stop that ends no sentence: "Genl. Lee"."""
    listed = read(language, "tokens.toml").get("before_names", [])
    return re.compile(rf"\b(?:{'|'.join(listed) or '(?!)'})\.\s*\Z")


def _joined(text: str, end: int, limit: int) -> bool:
    """Whether what follows cannot begin a sentence: a small letter."""
    rest = text[end : min(end + 4, limit)].lstrip()
    return bool(rest) and rest[0].islower()


def _trimmed(text: str, begin: int, end: int) -> list[Span]:
    part = text[begin:end]
    inner = part.strip()
    if not inner:
        return []
    left = begin + len(part) - len(part.lstrip())
    return list(_bounded(text, left, left + len(inner)))


def _bounded(text: str, begin: int, end: int) -> Iterator[Span]:
    """What goes on for longer than any sentence, in pieces: later steps look at a sentence as a whole."""
    while end - begin > LONGEST_SENTENCE:
        cut = text.rfind(" ", begin + LONGEST_SENTENCE // 2, begin + LONGEST_SENTENCE)
        cut = cut if cut > 0 else begin + LONGEST_SENTENCE
        yield Span(begin, cut)
        begin = cut + (text[cut] == " ")
    yield Span(begin, end)

