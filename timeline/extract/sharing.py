"""Event nouns that happen with the verb beside them and take its date: "a wave struck", "said in an interview"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.dates.when import within
from timeline.extract.telling import Group, Sentence, words
from timeline.language.chunks import Clause
from timeline.model import Mention

_PLACES = frozenset(["in", "at", "during", "through", "on"])
_NEAR = 3  # words


def shared(s: Sentence, nouns: Sequence[Mention], verbs: Sequence[Mention]) -> Iterator[Mention]:
    """The event nouns of a sentence; one without a date of its own takes the day of the verb that it happens with."""
    by_head = {m.trigger.start: m for m in verbs}
    for noun in nouns:
        at = s.group_at(s.token_at(noun.trigger.start)) if noun.rule == "event-noun" else None
        if at is None or noun.status != "happened" or (noun.dated and noun.dated.basis != "inferred"):
            yield noun
            continue
        told = next((v for n, v in _near(s, s.groups[at], by_head) if _together(s, s.groups[at], n)), None)
        when = told.dated.when if told and told.dated and told.status == "happened" else None
        if told is None or told.dated is None or when is None or when.width is None or when.width > 2:
            yield noun
        else:
            day = within(when.earliest, when.latest, when.grain)
            yield replace(noun, dated=replace(told.dated, when=day, basis="inferred"))


def _near(s: Sentence, group: Group, by_head: dict[int, Mention]) -> Iterator[tuple[int, Mention]]:
    """The clauses that a noun may belong to, with their mentions: the one it stands in, and one right behind."""
    first = max(s.clause_at(group.head), 0)
    for n in range(max(first - 1, 0), min(first + 2, len(s.clauses))):
        if told := by_head.get(s.tagged.spans[s.clauses[n].head].start):
            yield n, told


def _together(s: Sentence, group: Group, n: int) -> bool:
    """Whether a noun happens with the verb of a clause: it does what the verb says, or that is done to or in it."""
    clause, lemma, w = s.clauses[n], s.lemmas[n], words()
    if clause.perfect or group.lemma in w.lasting:
        return False
    if clause.subject and clause.subject[0] <= group.head < clause.subject[1]:
        return (lemma in w.impact or lemma in w.light) and not (clause.passive and lemma in w.impact) and clause.finite
    if lemma in w.undergo and _is_new(s, group) and clause.head < group.begin <= clause.head + _NEAR:
        return True
    return _is_place(s, group, clause)


def _is_new(s: Sentence, group: Group) -> bool:
    """ "A fire", "minor injuries": told of for the first time."""
    first = s.tagged.small[group.begin]
    return first in ("a", "an") or (s.tagged.labels[group.begin] != "DET" and s.tagged.labels[group.head].endswith("S"))


def _is_place(s: Sentence, group: Group, clause: Clause) -> bool:
    """ "In an interview on Friday she said", "told a news conference", "during the march"."""
    before = s.tagged.small[group.begin - 1] if group.begin else ""
    if before != "during" and group.lemma not in words().occasions:
        return False
    opens = clause.subject[0] if clause.subject else clause.group[0]
    fronted = clause.begin <= group.begin < group.end <= opens and before in _PLACES
    behind = clause.head < group.begin <= clause.head + _NEAR and (before in _PLACES or group.begin == clause.head + 1)
    return clause.finite and (fronted or behind)
