"""Headlines: "Quake Kills Ten In Iran" writes verbs and nouns like names; the text below it tells which they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from timeline.language.forms import lemma
from timeline.model import Span

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4  # letters of a word that a plain sentence would not write with a capital
_LEAST, _SHARE = 4, 0.7  # long words of a headline, and how many of them have a capital
_LONGEST = 140  # characters


def plain(text: str, spans: Sequence[Sequence[Span]], words: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The words of all sentences, those of headlines in small letters where the text has them, or a form of them, so.

    >>> text = "Quake Kills Ten Near Shiraz\\nA quake has killed ten people near Shiraz."
    >>> spans = [Span(m.start(), m.end()) for m in _WORD.finditer(text)]
    >>> plain(text, [spans], [tuple(s.of(text) for s in spans)])[0][:5]
    ('quake', 'kills', 'ten', 'near', 'Shiraz')
    """
    lines = [Span(*m.span()) for m in _LINE.finditer(text)]
    heads = [line for line in lines if _is_headline(line.of(text))]
    if not heads:
        return list(words)
    starts = [h.start for h in heads]
    common, names = _body(text, sorted(set(lines).difference(heads)))

    def written(word: str, span: Span) -> str:
        n = bisect_right(starts, span.start) - 1
        if n < 0 or span.start >= heads[n].end or not word[:1].isupper() or word in names:
            return word
        small = word.lower()
        return small if common & {small, lemma(small, "VERB.VBZ"), lemma(small, "VERB.VBD")} else word

    return [tuple(written(w, s) for w, s in zip(said, at, strict=True)) for said, at in zip(words, spans, strict=True)]


def in_headline(text: str, span: Span) -> bool:
    """Whether a span stands in a line that writes most of its long words with a capital.

    >>> in_headline("Large Riot In Harwell Town\\nA riot broke out.", Span(6, 10))
    True
    """
    start = text.rfind("\n", max(0, span.start - _LONGEST), span.start)
    end = text.find("\n", span.end, span.end + _LONGEST)
    if (start < 0 and span.start > _LONGEST) or (end < 0 and len(text) - span.end > _LONGEST):
        return False
    return _is_headline(text[start + 1 : end if end >= 0 else len(text)])


def _is_headline(line: str) -> bool:
    long = [w for w in _WORD.findall(line) if len(w) >= _LONG]
    capital = sum(w[0].isupper() for w in long)
    ends = line.rstrip()[-1:] in (".", ":", ",", ";")
    return len(long) >= _LEAST and len(line) <= _LONGEST and capital >= _SHARE * len(long) and not ends


def _body(text: str, lines: Iterable[Span]) -> tuple[set[str], set[str]]:
    """The words that plain lines write small, with their verbs' lemmas, and those they write with a capital inside."""
    small: set[str] = set()
    names: set[str] = set()
    for line in lines:
        words = _WORD.findall(text, line.start, line.end)
        small.update(word for word in words if word[0].islower())
        names.update(word for word in words[1:] if not word[0].islower())
    lemmas = {lemma(word, label) for word in small for label in ("VERB.VBZ", "VERB.VBD", "NOUN.NNS")}
    return small | lemmas, names
