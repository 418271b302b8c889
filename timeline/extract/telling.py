"""A sentence as the event step sees it: tokens, clauses, noun groups, and its time expressions at their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from timeline.language import chunks, noun_groups
from timeline.language.chunks import Clause
from timeline.language.forms import lemma as lemma_of
from timeline.language.lexicon import read
from timeline.language.noun_groups import TIME, Tagged
from timeline.model import Document, Expression, Reference, Span

Hold = Literal["inside", "of", "bracket", "beside", ""]
_HOPS = 2
_IN_BRACKET = 14  # words


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `events.toml`, each a set of lemmas."""

    nouns: frozenset[str]
    actions: frozenset[str]
    named: frozenset[str]
    alone: frozenset[str]
    bare: frozenset[str]
    judges: frozenset[str]
    works: frozenset[str]
    deeds: frozenset[str]
    compounded: frozenset[str]
    double_deeds: frozenset[str]
    grounds: frozenset[str]
    outcomes: frozenset[str]
    casualties: frozenset[str]
    bodies: frozenset[str]
    never: frozenset[str]
    things: frozenset[str]
    idioms: frozenset[str]
    changes: frozenset[str]
    verbs_off: frozenset[str]
    reporting: frozenset[str]
    papers: frozenset[str]
    declaring: frozenset[str]
    thinking: frozenset[str]
    lasting: frozenset[str]
    stative: frozenset[str]
    durative: frozenset[str]
    summing: frozenset[str]
    light: frozenset[str]
    begins: frozenset[str]
    ends: frozenset[str]
    performing: frozenset[str]
    echoes: frozenset[str]
    impact: frozenset[str]
    occasions: frozenset[str]
    undergo: frozenset[str]
    wishing: frozenset[str]
    aspect: frozenset[str]
    trying: frozenset[str]
    steering: frozenset[str]
    coming: frozenset[str]
    finding: frozenset[str]
    planning: frozenset[str]
    arranging: frozenset[str]
    failing: frozenset[str]
    doubting: frozenset[str]
    planned: frozenset[str]
    possible: frozenset[str]
    threats: frozenset[str]
    edges: frozenset[str]
    before_time: frozenset[str]


@lru_cache
def words() -> Words:
    """The lists for English."""
    table = read("en", "events.toml")
    return Words(*(frozenset(table[name].split()) for name in Words.__slots__))


@dataclass(frozen=True, slots=True)
class Group:
    """A noun group as token indices, with the lemma of its head and whether it names an event."""

    begin: int
    end: int
    head: int
    lemma: str
    is_event: bool


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression at its tokens, and the noun group that holds it, if any, and how."""

    expression: Expression
    begin: int
    end: int
    hold: Hold
    group: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with what stands in it, equal only to itself, so that it is a quick key.

    `times` carry what holds them; `lemmas` are those of its verbs.
    """

    document: Document
    span: Span
    tagged: Tagged
    clauses: tuple[Clause, ...]
    lemmas: tuple[str, ...]
    groups: tuple[Group, ...]
    times: tuple[Timed, ...]
    references: tuple[Reference, ...]

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.document.text

    def range(self, begin: int, end: int) -> Span:
        """Tokens `begin`..`end` as a span of the text."""
        return Span(self.tagged.spans[begin].start, self.tagged.spans[end - 1].end)

    def clause_at(self, token: int) -> int:
        """The number of the clause that holds a token; -1 where the sentence has no verb."""
        return max(bisect_right(self.clauses, token, key=lambda c: c.begin) - 1, 0) if self.clauses else -1

    def token_at(self, place: int) -> int:
        """The token at or before a place of the text."""
        return max(bisect_right(self.tagged.spans, place, key=lambda x: x.start) - 1, 0)

    def group_at(self, token: int) -> int | None:
        """The number of the noun group that a token stands in."""
        n = bisect_right(self.groups, token, key=lambda g: g.begin) - 1
        return n if n >= 0 and token < self.groups[n].end else None

    def expressions(self, begin: int, end: int) -> list[Timed]:
        """The time expressions that begin within some tokens."""
        if not self.times:
            return []
        first = bisect_right(self.times, begin - 1, key=lambda x: x.begin)
        return list(self.times[first : bisect_right(self.times, end - 1, key=lambda x: x.begin)])


def read_sentences(
    document: Document, sentences: Sequence[Span], times: Sequence[Sequence[Expression]],
    references: Sequence[Sequence[Reference]],
) -> Iterator[Sentence]:  # fmt: skip
    """All sentences of an English document, tagged at once, each with its expressions and references."""
    for n, bare in enumerate(noun_groups.tag(document.text, sentences)):
        tagged = noun_groups.with_times(bare, [e.span for e in times[n]])
        clauses = chunks.clauses(tagged)
        lemmas = tuple(_verb_lemma(tagged, c) for c in clauses)
        groups = tuple(_group(tagged, *g) for g in noun_groups.noun_groups(tagged))
        whole = Sentence(document, sentences[n], tagged, clauses, lemmas, groups, (), tuple(references[n]))
        own = sorted((e for e in times[n] if not _is_in_name(e, references[n])), key=lambda e: e.span)
        yield replace(whole, times=tuple(_timed(whole, e) for e in own)) if own and tagged.words else whole


def _is_in_name(e: Expression, references: Sequence[Reference]) -> bool:
    """A year that belongs to a name ("the 1968 Prague Spring") dates nothing else."""
    return e.when is not None and (e.when.width or 0) > 300 and any(r.span.covers(e.span) for r in references)


def _verb_lemma(tagged: Tagged, clause: Clause) -> str:
    return _lemma_at(tagged, clause.head)


def _group(tagged: Tagged, begin: int, end: int, head: int) -> Group:
    label, small, w = tagged.labels[head], tagged.small[head], words()
    lemma = small if small in w.nouns else lemma_of(small, "NOUN.NNS" if small.endswith("s") else "NOUN.NN")
    opens = _opens(tagged, head)
    is_name = label.startswith("PROPN") or (tagged.words[head][:1].isupper() and not opens)
    if is_name and lemma not in w.named and small in w.named:
        lemma = small  # "Olympic Games"
    known = lemma in w.named if is_name else lemma in w.nouns or lemma in w.actions
    if is_name and opens:
        known = known or small in w.nouns
    elif is_name and known:
        apart = lemma.lower() not in w.bodies and small not in w.bodies  # "Security Council"
        after, then = tagged.small[end : end + 1], tagged.labels[end + 1 : end + 2]
        of = after == ("of",) or (apart and after in (("at",), ("on",), ("for",)) and then != (TIME,))
        known = of or (apart and any(x[:1].isupper() for x in tagged.words[begin:head] if x.lower() != "the"))
    two = tagged.small[max(begin, head - 1) : head + 1]
    if "-".join(two) in w.deeds:
        lemma, known = " ".join(two), True
    known = known or small in w.alone
    return Group(begin, end, head, lemma, known and not _is_other(tagged, begin, end, lemma))


def _opens(tagged: Tagged, n: int) -> bool:
    """Whether a word begins its sentence, but for the date of an entry ("1848 - Unrest in Vienna")."""
    return n < 8 and all(label in (TIME, "PUNCT", "SYM") for label in tagged.labels[:n])


def _is_other(tagged: Tagged, begin: int, end: int, lemma: str) -> bool:
    """Whether a noun is part of another word or a thing that is no event here."""
    small = tagged.small
    if lemma in words().never or "-".join(small[max(begin, end - 2) : end]) in words().things:
        return True
    if lemma in words().works and small[end : end + 1] != ("of",):
        return True
    if begin == end - 1 and begin > 0 and f"{_lemma_at(tagged, begin - 1)}-{lemma}" in words().idioms:
        return True
    of_body = begin > 1 and small[begin - 1] in ("on", "of", "for") and small[begin - 2] in words().bodies
    if of_body and tagged.words[begin - 2][:1].isupper() and tagged.words[end - 1][:1].isupper():
        return True  # "the Committee on Government Reform"
    glued = end + 1 < len(small) and tagged.spans[end].end == tagged.spans[end + 1].start
    return glued and small[end] in ("-", "–")


def _lemma_at(tagged: Tagged, n: int) -> str:
    return lemma_of(tagged.words[n], tagged.labels[n])


def _timed(s: Sentence, e: Expression) -> Timed:
    begin, end = s.token_at(e.span.start), s.token_at(e.span.end - 1) + 1
    hold, group = _holder(s, begin)
    return Timed(e, begin, end, hold, group)


def _holder(s: Sentence, begin: int) -> tuple[Hold, int | None]:
    """The noun group that a time expression hangs on: around it, or right before it with "of", a bracket or "on"."""
    inside = s.group_at(begin)
    if inside is not None:
        opens = begin == 1 and s.groups[inside].begin == 1 and s.tagged.labels[0] == "ADP"
        return ("", None) if opens else ("inside", inside)  # "In 1968 students marched"
    opened = _bracket(s, begin)
    if opened is not None and opened < begin - 1:
        return "bracket", s.group_at(opened - 1) if opened else None
    t, p = s.tagged, begin - 1
    while p >= 0 and begin - p < 4 and (t.labels[p] == "DET" or t.small[p] in words().before_time):
        p -= 1
    if p < 0:
        return "", None
    hold: Hold = "beside"
    if t.small[p] in ("(", "["):
        hold = "bracket"
        p -= 1
    elif t.labels[p] in ("ADP", "SCONJ"):
        hold = "of" if t.small[p] == "of" else "beside"
        p -= 1
    elif begin - 1 != p:
        return "", None
    while p >= 0 and t.small[p] in (",", '"', "”", "’", "'"):
        p -= 1
    group = s.group_at(p) if p >= 0 else None
    if group is None or s.groups[group].end != p + 1:
        return ("bracket" if hold == "bracket" else ""), None
    return hold, _event_before(s, group) if hold != "of" else group


def _bracket(s: Sentence, begin: int) -> int | None:
    """The bracket that a date stands in with nothing told in it: "(23 August 1942 - 2 February 1943)"."""
    for k in range(begin - 1, max(-1, begin - _IN_BRACKET), -1):
        if s.tagged.small[k] in ("(", "["):
            return k
        if s.tagged.small[k] in (")", "]") or s.tagged.labels[k].startswith(("VERB", "AUX")):
            return None
    return None


def _event_before(s: Sentence, n: int) -> int:
    """From a noun group to the event noun that it belongs to: "the fall of the Berlin Wall in 1989"."""
    at = n
    for _ in range(_HOPS):
        if s.groups[at].is_event or at == 0:
            break
        group, left = s.groups[at], s.groups[at - 1]
        if s.tagged.labels[group.begin - 1] != "ADP" or left.end != group.begin - 1:
            break
        at -= 1
    return at if s.groups[at].is_event else n


def is_time(s: Sentence, token: int) -> bool:
    """Whether a token belongs to a time expression."""
    return s.tagged.labels[token] == TIME
