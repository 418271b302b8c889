"""What the last sentences told, for the nouns that take it up: "the ferry sank ... the loss"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.extract.telling import Group, Sentence
from timeline.language.senses import senses_for
from timeline.model import Mention

_DEFINITE = frozenset(["the", "this", "that", "his", "her", "its", "their"])
_OBJECTS = frozenset(["him", "her", "it", "them", "us", "me"])
_VERB = "verb "
_BEHIND = 2  # words of a noun group between its article and its head


@dataclass(frozen=True, slots=True)
class Acts:
    """The senses of the verbs and event nouns of two sentences."""

    last: frozenset[str] = frozenset()
    previous: frozenset[str] = frozenset()

    def after(self, s: Sentence, mentions: Iterable[Mention]) -> Acts:
        """With a sentence more."""
        nouns = {"=" + m.lemma for m in mentions if m.rule == "event-noun"}
        return Acts(frozenset(_told(s, len(s.tagged.words))) | nouns, self.last)

    def has(self, s: Sentence, group: Group) -> bool:
        """Whether a definite noun names what a verb before it told, or an event noun ("a run ... the run")."""
        begin, head = group.begin, group.head
        if s.tagged.small[begin] not in _DEFINITE or not 0 < head - begin <= _BEHIND:
            return False
        if group.lemma in senses_for("en").things or not s.tagged.labels[head].startswith("NOUN"):
            return False
        named = {sense for sense in senses_for("en").of(group.lemma) if sense[0] in "~|"}
        again = "=" + group.lemma in self.last or "=" + group.lemma in self.previous
        if not named and not again:
            return False
        told = _told(s, begin) | self.last | self.previous
        own = named & told
        if not any(sense[0] == "|" for sense in own) and _VERB + group.lemma in told:
            return False  # "they planned ... the plan" is more often a thing
        return bool(own) or again


def _told(s: Sentence, end: int) -> set[str]:
    """The senses of the verbs before a token."""
    found: set[str] = set()
    for clause, lemma in zip(s.clauses, s.lemmas, strict=True):
        if clause.head < end:
            behind = [w for w in s.tagged.small[clause.head + 1 : clause.head + 3] if w not in _OBJECTS]
            senses = senses_for("en").of(lemma, behind[0] if behind else "")
            found |= {_VERB + lemma, *(sense for sense in senses if sense[0] != "=")}
    return found
