"""Events named before another noun: "the murder trial", "a DUI charge", "the playoff game"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.extract.running import Running, noun_bounds
from timeline.extract.subjects import names
from timeline.extract.telling import Group, Sentence, words
from timeline.extract.titles import noun_title
from timeline.language.forms import lemma as lemma_of
from timeline.model import Mention, Span

_SALIENCE = 0.1  # the noun that it stands before tells more


def compounds(s: Sentence, taken: Sequence[Span], running: Running) -> Iterator[Mention]:
    """The mentions of a sentence that are the first part of a compound, but for what lies in a span of `taken`."""
    for group in s.groups:
        for k in range(group.begin, group.head):
            trigger, lemma = s.tagged.spans[k], lemma_of(s.tagged.small[k], "NOUN.NN")
            if lemma not in words().compounded or any(t.overlaps(trigger) for t in taken):
                continue
            own, n = Group(k, k + 1, k, lemma, True), s.clause_at(k)
            yield Mention(
                s.document.id, trigger, trigger, lemma, noun_title(s, k, k + 1), "event", "event-noun", "happened",
                _SALIENCE, 0.5, noun_bounds(s, own, n, "happened", running), None, *names(s, group.begin, group.end),
            )  # fmt: skip
