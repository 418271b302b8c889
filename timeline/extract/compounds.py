"""Events within longer words: "the murder trial", "a DUI charge", and two verbs as one deed ("hit-and-run")."""

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
    """The mentions of a sentence that such words hold, but for what lies in a span of `taken`."""
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
    for span in _double(s):
        if not any(t.overlaps(span) for t in taken):
            begin, end = s.token_at(span.start), s.token_at(span.end - 1) + 1
            yield Mention(
                s.document.id, span, span, s.tagged.small[begin], noun_title(s, begin, end), "event", "event-noun",
                "happened", _SALIENCE, 0.5,
            )  # fmt: skip


def _double(s: Sentence) -> Iterator[Span]:
    """The places of deeds of two verbs, with hyphens or without."""
    small = s.tagged.small
    for k, word in enumerate(small):
        rest = [n for n in range(k + 1, min(k + 5, len(small))) if small[n] not in ("-", "–")][:2]
        if len(rest) == 2 and small[rest[0]] in ("and", "&") and f"{word}-{small[rest[1]]}" in words().double_deeds:
            yield s.range(k, rest[1] + 1)
