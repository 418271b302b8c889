"""Who does it: the subjects of clauses, the names that pronouns stand for, participants and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.extract.telling import Sentence, words
from timeline.extract.titles import wording
from timeline.language.noun_groups import TIME, is_glued, is_name

_PRONOUNS = frozenset([
    "he", "she", "it", "they", "this", "that", "who", "which", "these", "those", "we", "i", "you", "him", "her", "them",
    "there", "what", "one",
])  # fmt: skip
_GENITIVE = frozenset(["'s", "’s", "'", "’"])
_PLACED = frozenset(["in", "at", "near", "into", "outside", "off", "through", "around", "across", "throughout"])
_LONGEST = 52  # characters of a subject in a title
_FEW = 4  # words
_PAIR = 6  # words of two, with their "and"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What "he", "it" and "they" stand for: the subject of the sentence before, where it is one of the kind."""

    person: str = ""
    thing: str = ""
    many: str = ""
    places: frozenset[str] = frozenset()

    def name(self, pronoun: str) -> str:
        """The name that a pronoun stands for, or the pronoun."""
        stands = {"he": self.person, "she": self.person, "it": self.thing, "they": self.many}.get(pronoun.lower(), "")
        return stands or pronoun


def spoken_of(s: Sentence, subjects: Sequence[str], before: Spoken) -> Spoken:
    """What pronouns of the next sentence stand for: subjects of main clauses of this one."""
    places = {name for c in s.clauses for name in names(s, c.begin, min(c.end, c.begin + 40))[1]}
    known = before.places if places <= before.places else before.places | places
    found = Spoken(before.person, "", "", known)
    for n, subject in enumerate(subjects):
        found = heard(s, n, subject, found)
    return found


def heard(s: Sentence, n: int, subject: str, before: Spoken) -> Spoken:
    """What pronouns stand for after a clause with this subject."""
    clause = s.clauses[n]
    if clause.subject is None or clause.joined not in ("", "and", "but") or not clause.finite:
        return before
    last = s.tagged.labels[clause.subject[1] - 1]
    both = "CCONJ" in s.tagged.labels[clause.subject[0] : clause.subject[1]]
    if subject.lower() in _PRONOUNS or not subject or clause.subject[1] - clause.subject[0] > (_PAIR if both else _FEW):
        return before
    if both:
        return replace(before, many=subject)
    known = subject in before.places or subject.isupper() or subject.lower().startswith("the ")
    owned = any(x in _GENITIVE for x in s.tagged.small[clause.subject[0] : clause.subject[1]])
    if is_name(last) and not (known or owned):
        return Spoken(subject, places=before.places)
    owner = s.tagged.words[clause.subject[0]] if s.tagged.small[clause.subject[0] + 1] in _GENITIVE else ""
    if owner and is_name(s.tagged.labels[clause.subject[0]]) and owner not in before.places:
        before = replace(before, person=owner)
    if is_name(last):
        return Spoken(before.person, subject, subject, before.places)  # "the Romans", "the Congress"
    if last == "NOUN.NNS":
        return replace(before, many=subject)
    return replace(before, thing=subject) if last == "NOUN.NN" else before


def subject_of(s: Sentence, n: int, before: Sequence[str], spoken: Spoken) -> str:
    """The wording of the subject of a clause, its own or that of the clause it is joined to; names for pronouns."""
    clause = s.clauses[n]
    if clause.subject is not None:
        text = wording(s, *clause.subject)
        if clause.governor >= 0 and s.lemmas[clause.governor] in words().reporting and clause.joined == "that":
            text = _speaker(text, before[clause.governor])
        return spoken.name(text) if len(text) <= _LONGEST else wording(s, *_core(s, clause.subject))
    if clause.governor >= 0 and clause.joined in ("and", "but", "or", ",", "to"):
        return (_steered(s, n) if clause.joined == "to" else "") or before[clause.governor]
    if clause.joined in ("ed", "ing", "by", "after") and not clause.finite and (doer := _doer(s, n)) is not None:
        return before[doer] if doer < n else subject_of(s, doer, before, spoken)
    return _described(s, clause.group[0]) if clause.joined in ("ed", "ing") and not clause.finite else ""


def _doer(s: Sentence, n: int) -> int | None:
    """The clause whose subject a participle shares: "Marching south, the king took Lorn", "they left, burning it"."""
    clause, ahead = s.clauses[n], n + 1
    if n == 0 and not clause.finite and (clause.group[0] == 0 or clause.joined in ("by", "after")):
        leads = ahead < len(s.clauses) and s.clauses[ahead].subject and s.clauses[ahead].joined == ""
        return ahead if leads and s.tagged.small[s.clauses[ahead].begin] == "," else None
    above = s.clauses[clause.governor]
    if clause.governor < 0 or not above.finite or above.passive:
        return None
    begun = s.lemmas[clause.governor] in words().aspect and clause.head == above.head + 1  # "began shelling"
    at = clause.group[0] - 1
    apart = s.tagged.labels[at] == TIME or s.tagged.small[at] == ","
    is_ing = clause.joined == "ing" or s.tagged.small[clause.group[0]] == "having"
    shares = clause.joined in ("by", "after") or (is_ing and (begun or apart))
    return clause.governor if shares else None


def _described(s: Sentence, begin: int) -> str:
    """The noun right before a participle: "the bill, passed by the Senate in March"."""
    end = begin - 1 if begin and s.tagged.small[begin - 1] == "," else begin
    group = s.group_at(end - 1) if end > 0 else None
    return wording(s, s.groups[group].begin, s.groups[group].end) if group is not None else ""


def _speaker(pronoun: str, subject: str) -> str:
    """Who "it" and "they" are behind "the Pentagon said that": the one who says so, where it is no person."""
    collective = subject.startswith(("The ", "the ")) or subject.isupper()
    return subject if pronoun in ("it", "they", "It", "They") and collective else pronoun


def _steered(s: Sentence, n: int) -> str:
    """The object of "prompted the judge to resign", who does what is governed; "" where there is none."""
    above, begin = s.clauses[s.clauses[n].governor], s.clauses[n].begin
    if s.lemmas[s.clauses[n].governor] not in words().steering or above.passive or begin <= above.head + 1:
        return ""
    last = s.group_at(begin - 1)
    if last is None or s.groups[last].begin <= above.head:
        whole = s.tagged.labels[above.head + 1] == "DET" and begin - above.head <= _FEW
        return wording(s, above.head + 1, begin) if whole else ""  # "forcing the French to withdraw"
    first = s.group_at(above.head + 1)
    return wording(s, s.groups[first if first is not None else last].begin, s.groups[last].end)


def _core(s: Sentence, subject: tuple[int, int]) -> tuple[int, int]:
    """A long subject without what hangs on its first noun, but for the phrases for which there is room."""
    labels = s.tagged.labels
    noun = next((k for k in range(*subject) if labels[k].startswith(("NOUN", "PROPN"))), subject[0])
    ends = [k for k in range(noun + 1, subject[1]) if labels[k] in ("ADP", "PUNCT") and not is_glued(s.tagged, k)]
    ends = [*ends, subject[1]]
    fits = [e for e in ends[1:] if len(s.range(subject[0], e).of(s.text)) <= _LONGEST and "PUNCT" not in labels[noun:e]]
    whole = [e for e in fits if labels[e - 1].startswith(("NOUN", "PROPN")) and s.tagged.small[e] != "of"]
    return subject[0], max(whole) if whole else min(ends[0], subject[0] + 8)


@lru_cache(64)
def names(s: Sentence, begin: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Participants and places among tokens: names; a place follows a preposition of place."""
    who: dict[str, None] = {}
    where: dict[str, None] = {}
    labels, small = s.tagged.labels, s.tagged.small
    if not any(map(is_name, labels[begin:end])):
        return (), ()
    n = begin
    while n < end:
        if not is_name(labels[n]):
            n += 1
            continue
        first = n
        while n < end and (is_name(labels[n]) or (small[n] == "of" and n + 1 < end and is_name(labels[n + 1]))):
            n += 1
        if n == first + 1 and small[first] in words().alone:
            continue  # "the Oscars" take part in nothing
        p = first - 1 if first == 0 or small[first - 1] != "the" else first - 2
        placed = p >= 0 and small[p] in _PLACED
        (where if placed else who)[" ".join(s.range(first, n).of(s.text).split())] = None
    return tuple(who), tuple(where)
