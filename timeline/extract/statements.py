"""What a sentence says of an event: whether it happened, and how much that matters on a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from timeline.language import chunks
from timeline.language.chunks import Clause, Tagged
from timeline.language.forms import lemma
from timeline.language.lexicon import read
from timeline.model import Dated, Document, Expression, Reference, Span, Status


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens, clauses and dated expressions."""

    document: Document
    span: Span
    tagged: Tagged
    clauses: tuple[Clause, ...]
    times: tuple[Expression, ...]
    references: tuple[Reference, ...]

    @property
    def text(self) -> str:
        return self.document.text

    def range(self, begin: int, end: int) -> Span:
        """Tokens `begin`..`end` as a span of the text."""
        return Span(self.tagged.spans[begin].start, self.tagged.spans[end - 1].end)


@dataclass(frozen=True, slots=True)
class Words:
    nouns: frozenset[str]
    reporting: frozenset[str]
    stative: frozenset[str]
    light: frozenset[str]
    planning: frozenset[str]
    failing: frozenset[str]


@lru_cache
def words() -> Words:
    table = read("en", "events.toml")
    return Words(
        *(frozenset(table[name].split()) for name in ("nouns", "reporting", "stative", "light", "planning", "failing"))
    )


def singular(word: str) -> str:
    small = word.lower()
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("sses", "ss"), ("s", "")):
        if small.endswith(ending) and small not in words().nouns:
            return small[: -len(ending)] + instead
    return small


def status_of(s: Sentence, clause: Clause, date: Dated | None) -> Status:
    """From negation, modality, tense, and a date that lies ahead of the writing."""
    if clause.negated:
        return "negated"
    if clause.modal in ("would", "could", "might", "may", "should", "can", "must"):
        return "hypothetical" if not (clause.modal == "would" and _is_reported(s, clause)) else "planned"
    if clause.tense == "future" or clause.modal in ("will", "shall", "'ll", "wo"):
        return "planned"
    if clause.modal == "to" and _governor(s, clause) in words().planning | {"be", "is", "are", "was", "were"}:
        return "planned"
    if clause.modal == "to" and _governor(s, clause) in words().failing:
        return "negated"
    if clause.joined in ("if", "unless"):
        return "hypothetical"
    if is_ahead(s.document, date) and clause.tense != "past":
        return "planned"
    return "ongoing" if clause.tense == "present" and s.tagged.labels[clause.head] == "VERB.VBG" else "happened"


def noun_status(s: Sentence, clause: Clause | None, span: Span, date: Dated | None) -> Status:
    """A noun shares the fate of the verb that it is the subject of ("the invasion did not take place")."""
    if is_ahead(s.document, date):
        return "planned"
    last = next((c for c in reversed(s.clauses) if is_light(s, c)), None)
    for one in (clause, last):
        if one is not None and is_light(s, one) and one.negated and s.tagged.spans[one.head].start > span.start:
            return "negated"
    if clause is not None and clause.modal == "to" and lemma_of(s, clause) in words().failing:
        return "negated"
    written = s.document.date.when if s.document.date else None
    if (
        date
        and written
        and date.when.extent == "throughout"
        and date.when.latest == written.latest
        and date.when.end[0] != date.when.end[1]
    ):
        return "ongoing"
    return "happened"


def is_ahead(document: Document, date: Dated | None) -> bool:
    """Whether a date lies after the writing."""
    written = document.date.when.latest if document.date else None
    return bool(date and written is not None and date.when.earliest is not None and date.when.earliest > written)


def _is_reported(s: Sentence, clause: Clause) -> bool:
    """ "Said he would resign": a plan seen from the past."""
    n = s.clauses.index(clause)
    return n > 0 and lemma_of(s, s.clauses[n - 1]) in words().reporting | words().planning


def _governor(s: Sentence, clause: Clause) -> str:
    n = s.clauses.index(clause)
    own = [s.tagged.words[k].lower() for k in range(clause.group[0], clause.head)]
    if own and own[0] != "to":
        return lemma(own[0], "VERB.VBD")
    return lemma_of(s, s.clauses[n - 1]) if n else ""


def lemma_of(s: Sentence, clause: Clause) -> str:
    return lemma(s.tagged.words[clause.head].lower(), s.tagged.labels[clause.head])


def is_light(s: Sentence, clause: Clause) -> bool:
    return lemma_of(s, clause) in words().light


def salience(s: Sentence, clause: Clause, verb: str, date: Dated | None) -> float:
    """What belongs on a timeline: dated, told in the past, with names; not what is only said, thought or so."""
    lists, score = words(), 0.35
    if verb in lists.reporting or verb in lists.stative:
        score -= 0.3
    if date is not None and date.basis != "inferred":
        score += 0.25
    if any(chunks.is_name(s.tagged.labels[k]) for k in range(clause.begin, clause.end)):
        score += 0.1
    if clause.tense == "past" and not clause.modal:
        score += 0.1
    if clause.joined in ("that", "if", "because", "who", "which"):
        score -= 0.05
    return round(min(max(score, 0.0), 1.0), 3)


def noun_salience(s: Sentence, span: Span, date: Dated | None) -> float:
    score = 0.3 + (0.3 if date else 0.0)
    wording = span.of(s.text)
    return round(score + (0.1 if any(w[:1].isupper() for w in wording.split()[1:]) else 0.0), 3)
