"""Sentences within the quoted words of a report or a letter: what these tell happened before, not on the day."""

from __future__ import annotations

from timeline.extract.telling import Sentence, words
from timeline.model import Span

_PARAGRAPH = 3000  # characters of a paragraph that are looked at


def is_quoted(s: Sentence, before: Sentence | None, was_quoted: bool) -> bool:
    """Whether a sentence goes on with a quotation that opened in words of a paper: "The report said: “... They fled."""
    if before is None or not _is_within(s.text, s.span):
        return False
    return was_quoted or _is_of_paper(before)


def _is_within(text: str, sentence: Span) -> bool:
    """Whether a sentence begins within a quotation that its paragraph has opened before it."""
    begin = text.rfind("\n", max(0, sentence.start - _PARAGRAPH), sentence.start) + 1
    before = text[max(begin, sentence.start - _PARAGRAPH) : sentence.start]
    return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")


def _is_of_paper(s: Sentence) -> bool:
    """Whether a paper, not a person, speaks in a sentence."""
    spoken = (c.subject for c, lemma in zip(s.clauses, s.lemmas, strict=True) if lemma in words().reporting)
    return any(s.tagged.small[subject[1] - 1] in words().papers for subject in spoken if subject)
