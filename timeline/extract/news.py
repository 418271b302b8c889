"""Whether a text is news: a report of its own days."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extract.telling import Sentence
from timeline.model import Document

_SAID = frozenset(["say", "tell", "announce", "report"])
_OLD_DAYS, _NEAR_DAYS = 60, 8


def is_news(document: Document, told: Sequence[Sentence]) -> bool:
    """Whether a text reports on its own days: it quotes people or names such a day, and looks little further back."""
    day = document.date.when if document.date else None
    if day is None or day.latest is None or (day.width or _OLD_DAYS) > 2:
        return False
    whens = [t.expression.when for s in told for t in s.times if t.expression.when]
    back = [day.latest - w.latest for w in whens if w.earliest is not None and w.latest is not None]
    old, near = sum(days > _OLD_DAYS for days in back), sum(abs(days) <= _NEAR_DAYS for days in back)
    verbs = [(c, lemma) for s in told for c, lemma in zip(s.clauses, s.lemmas, strict=True)]
    said = sum(c.tense in ("past", "present") and lemma in _SAID for c, lemma in verbs)
    if near and said >= old:
        return True
    return (said > 0 or near > 0) and old <= max(len(back) // 2, 2 * near)
