"""Verbs as a headline has them: in their simple form, and of whom a verb without a subject tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.extract.placing import is_not_until
from timeline.extract.telling import Sentence, words
from timeline.language.chunks import Clause
from timeline.language.forms import participle, past
from timeline.language.noun_groups import TIME
from timeline.model import Status

_BESIDE = 3  # words from a verb to one that shares its auxiliary
BEFORE_GLUE = re.compile(r"\s+(?=[,;:.!?)%]|['’](?:s|ll|re|ve|d|m)\b|n['’]t\b)")


def verb_of(s: Sentence, n: int, subject: str, status: Status) -> str:
    """The verb group as a headline has it: "had captured" as "captured", no adverbs, "to" where it is only planned."""
    clause, t = s.clauses[n], s.tagged
    head, lemma = t.words[clause.head], s.lemmas[n]
    kept = [k for k in range(clause.group[0], clause.head) if t.labels[k] != "ADV" or t.small[k] in ("not", "never")]
    kept = [k for k in kept if t.labels[k].startswith(("AUX", "PART", "VERB", "ADV")) or t.small[k] == "to"]
    if is_not_until(s, n):
        return f"was {participle(lemma)}" if clause.passive else past(lemma)
    if clause.perfect and not clause.negated and not clause.modal:
        if clause.passive:
            plural = _is_plural(s, clause.subject)
            return f"{'were' if plural else 'was'} {participle(lemma)}"
        if t.labels[clause.head] in ("VERB.VBN", "VERB.VBD"):
            return past(lemma)
    is_later = clause.modal == "would" and head == lemma and not (clause.negated or clause.perfect or clause.passive)
    if is_done(s, clause) or (is_later and status == "happened"):
        return past(lemma)  # "would lead, 14 years later, to the war"
    if clause.joined in ("ing", "by", "after", "and") and subject and shares_doer(s, n):
        return past(lemma)
    opens = clause.group[0] == 0 or t.small[clause.head + 1 : clause.head + 2] == ("by",)
    if clause.joined == "ed" and opens and subject and clause.subject is None:
        return f"{'were' if _is_plural(s, _noun_before(s, clause.group[0])) else 'was'} {participle(lemma)}"
    if _shares_passive(s, n):
        return f"{'were' if _is_plural(s, s.clauses[clause.governor].subject) else 'was'} {head}"
    if clause.finite or clause.joined == "to":
        return " ".join(spelled(s, [*kept, clause.head]).split())
    return head


def shares_doer(s: Sentence, n: int) -> bool:
    """Whether a participle tells, of the subject of a past clause, what it did: not "the ship, sailing west"."""
    clause = s.clauses[n]
    if clause.joined in ("and", "or") and clause.governor >= 0:
        return s.tagged.labels[clause.head].endswith("G") and shares_doer(s, clause.governor)
    if clause.finite or describes(s, clause):
        return False
    return s.clauses[clause.governor if clause.governor >= 0 else min(n + 1, len(s.clauses) - 1)].tense == "past"


def describes(s: Sentence, clause: Clause) -> bool:
    """Whether the verb of a clause stands right behind a noun: "a republic bordering the empire"."""
    at = clause.group[0]
    return at > 0 and s.tagged.labels[at - 1].startswith(("NOUN", "PROPN"))


def is_done(s: Sentence, clause: Clause) -> bool:
    """ "Prompted the judge to resign": he resigned."""
    if clause.joined != "to" or clause.governor < 0 or clause.passive or clause.perfect:
        return False
    above = s.clauses[clause.governor]
    lemma = s.lemmas[clause.governor]
    driven = lemma in words().steering and above.governor >= 0 and s.clauses[above.governor].tense == "past"
    past_above = above.tense == "past" or (above.joined == "ing" and (driven or shares_doer(s, clause.governor)))
    return past_above and not above.negated and lemma in words().aspect and lemma not in words().trying


def _shares_passive(s: Sentence, n: int) -> bool:
    """ "Was run down and killed": the auxiliary of the first verb holds for the second, right behind it."""
    clause, t = s.clauses[n], s.tagged
    if clause.joined not in ("and", "or", ",") or clause.subject or clause.governor < 0:
        return False
    above, after = s.clauses[clause.governor], t.labels[clause.head + 1 : clause.head + 2]
    close = clause.head - above.head <= _BESIDE and after in ((), ("ADP",), ("PUNCT",), ("CCONJ",), (TIME,))
    alike = t.labels[clause.head] == "VERB.VBN" or (t.labels[clause.head] == "VERB.VBD" and close)
    return alike and clause.head == clause.group[0] and (above.passive or _shares_passive(s, clause.governor))


def _noun_before(s: Sentence, begin: int) -> tuple[int, int] | None:
    """The noun group before a participle, over a comma."""
    last = begin - 2 if begin and s.tagged.small[begin - 1] == "," else begin - 1
    group = s.group_at(last) if last >= 0 else None
    return None if group is None else (s.groups[group].begin, s.groups[group].end)


def _is_plural(s: Sentence, subject: tuple[int, int] | None) -> bool:
    if subject is None:
        return False
    part = range(*subject)
    first = next((k for k in part if s.tagged.labels[k].startswith(("NOUN", "PROPN"))), None)
    stop = next((k for k in part if s.tagged.labels[k] == "ADP"), subject[1])
    heads = [k for k in range(subject[0], stop) if s.tagged.labels[k].startswith(("NOUN", "PROPN"))]
    both = any(s.tagged.labels[k] == "CCONJ" for k in range(subject[0], stop))
    if not heads or first is None:
        return s.tagged.small[subject[0]] in ("they", "we", "these", "those", "both", "many")
    return both or s.tagged.labels[heads[-1]] == "NOUN.NNS"


def spelled(s: Sentence, tokens: Iterable[int]) -> str:
    """The words of tokens with the spaces that they have in the text."""
    out, last = "", None
    spans = s.tagged.spans
    for k in tokens:
        apart = last is not None and (last != k - 1 or spans[last].end < spans[k].start)
        out += (" " if apart else "") + s.tagged.words[k]
        last = k
    return BEFORE_GLUE.sub("", out)
