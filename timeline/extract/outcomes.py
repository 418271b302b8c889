"""What became of somebody, told by an adjective: "two dead in the fire", "left a guard dead", "is presumed dead"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.extract.running import Running, running_date
from timeline.extract.subjects import names
from timeline.extract.telling import Sentence, words
from timeline.extract.titles import title_of
from timeline.model import Dated, Mention, Span, Status

_SALIENCE = 0.2  # the verb or the noun beside it tells more
_NO_PREDICATE = ("the", "shot", "half", "-", "–")  # "the dead", "shot dead", "half dead"
_COUNTED = ("NUM", "NOUN.NNS")  # "222 dead", "dozens injured"
_NOUNS = ("NOUN", "PROPN", "ADJ", "SYM")


def outcomes(s: Sentence, told: Sequence[Status], running: Running, taken: Sequence[Span]) -> Iterator[Mention]:
    """The mentions of a sentence whose trigger is such an adjective and none of `taken`; `told` as in `status.py`."""
    if words().outcomes.isdisjoint(s.tagged.small):
        return
    for k, word in enumerate(s.tagged.small):
        trigger = s.tagged.spans[k]
        counted = k > 0 and s.tagged.labels[k - 1].startswith(_COUNTED)
        known = word in words().outcomes or (counted and word in words().casualties)
        if not known or trigger in taken or not _is_predicate(s, k):
            continue
        n = s.clause_at(k)
        status: Status = told[n] if n >= 0 and s.clauses[n].head < k else "happened"
        group = s.group_at(k - 1) if k else None
        begin = k if group is None else s.groups[group].begin
        span = s.range(begin, k + 1)
        yield Mention(
            s.document.id, span, trigger, word, title_of(s.text, span), "event", "outcome", status, _SALIENCE, 0.5,
            _date(s, n, counted, status, running), None, *names(s, begin, k + 1),
        )  # fmt: skip


def _date(s: Sentence, n: int, counted: bool, status: Status, running: Running) -> Dated | None:
    """A count in a report is of the day that the report is about, whenever it was given."""
    day = running.lead or running.day if running.is_news and counted else None
    if day is not None:
        return replace(day, basis="inferred")
    return running_date(s, n, status, running) if n >= 0 else None


def _is_predicate(s: Sentence, k: int) -> bool:
    """Whether an adjective says something of a noun before it and stands before no noun of its own."""
    labels, small = s.tagged.labels, s.tagged.small
    if not labels[k].startswith(("ADJ", "NOUN", "PROPN", "ADV")) or (k and small[k - 1] in _NO_PREDICATE):
        return False
    return not (k + 1 < len(labels) and (labels[k + 1].startswith(_NOUNS) or small[k + 1] in ("-", "–")))
