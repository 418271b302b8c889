"""How many were dead, hurt or missing: "222 dead and 843 injured" tells of the day that a report is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.extract.running import Running
from timeline.extract.telling import Sentence, words
from timeline.extract.titles import title_of
from timeline.model import Mention, Span, Status

WEIGHT = 0.4
_COUNTED = ("NUM", "NOUN.NNS")
_GOES_ON = ("NOUN", "PROPN", "ADJ", "NUM")


def casualties(s: Sentence, told: Sequence[Status], running: Running) -> Iterator[Mention]:
    """A mention for each count of people in such a state; `told` are the statuses of the clauses."""
    labels, small = s.tagged.labels, s.tagged.small
    for n in range(1, len(labels)):
        if labels[n] != "ADJ" or small[n] not in words().casualties or not labels[n - 1].startswith(_COUNTED):
            continue
        if "".join(labels[n + 1 : n + 2]).startswith(_GOES_ON):
            continue  # "nine dead men"
        clause = s.clause_at(n)
        date = running.lead or running.day if running.is_news else None
        span = Span(s.tagged.spans[n - 1].start, s.tagged.spans[n].end)
        yield Mention(
            s.document.id, span, s.tagged.spans[n], small[n], title_of(s.text, span), "event", "casualties",
            told[clause] if clause >= 0 else "happened", WEIGHT, 0.5, replace(date, basis="inferred") if date else None,
        )  # fmt: skip
