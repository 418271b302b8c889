"""Whether an event happened, goes on, is planned, was only thought of, or did not happen."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extract.placing import is_ahead, is_not_until
from timeline.extract.telling import Group, Sentence, words
from timeline.language.chunks import Clause
from timeline.model import Dated, Status

_NO = frozenset(["no", "none", "nobody", "nothing", "neither", "few"])
_IF = frozenset(["if", "unless", "whether", "lest"])
_HELD = frozenset(["past", "present"])
_AHEAD = 4  # clauses between a subject and its verb


def clause_status(s: Sentence, n: int, date: Dated | None, told: Sequence[Status]) -> Status:
    """From negation, modality and tense, from the verb that a clause hangs on, and from a date ahead of the writing.

    `told` is the status of the clauses before.
    """
    clause = s.clauses[n]
    if is_not_until(s, n):
        return "happened"
    if _is_unreal(s, n):
        return "negated"
    if clause.negated or _has_no(s, clause) or clause.joined == "without":
        return "negated"
    governed = _governed(s, n, told)
    if governed:
        return governed
    if clause.modal and clause.modal != "to":
        return _modal(s, n, date)
    if clause.joined in _IF:
        return "hypothetical"
    if clause.modal == "to" and clause.finite:
        return _semi_modal(s, clause)
    if clause.passive and clause.tense == "present" and not clause.perfect and _is_arranged(s, n):
        return "planned"
    if is_ahead(s.document, date) and (clause.tense != "past" or not clause.finite):
        return "planned"
    return "ongoing" if _goes_on(s, clause) else "happened"


def _is_arranged(s: Sentence, n: int) -> bool:
    """ "The vote is expected in May"; of "he is expected to resign" only the resigning lies ahead."""
    if s.lemmas[n] == "expect" and n + 1 < len(s.clauses) and s.clauses[n + 1].joined == "to":
        return False
    return s.lemmas[n] in words().arranging


def _is_unreal(s: Sentence, n: int) -> bool:
    """ "Had the vote been allowed to stand, he would be king": a condition that was not met, told by its order."""
    clause, small = s.clauses[n], s.tagged.small
    first = clause.group[0]
    if small[first] != "had":
        return n > 0 and small[first] == "been" and s.clauses[n - 1].head < first and _is_unreal(s, n - 1)
    opens = first == 0 or small[first - 1] in (",", "and", "but", ";")
    return opens and clause.subject is None and small[-1] != "?"


def _has_no(s: Sentence, clause: Clause) -> bool:
    """ "Nobody came", "no one came"."""
    if clause.subject is None:
        return False
    first = clause.subject[0]
    return s.tagged.small[first] in _NO or s.tagged.small[max(first - 1, 0) : first + 1] == ("no", "one")


def _governed(s: Sentence, n: int, told: Sequence[Status]) -> Status | None:
    """What the verb or noun above makes of "to retreat", "retreating", "that they had retreated"."""
    clause, w = s.clauses[n], words()
    if clause.governor < 0:
        return "planned" if clause.joined == "to" and _is_intent(s, clause) else None
    above = s.lemmas[clause.governor]
    if clause.joined == "to":
        return _infinitive(s, n, above, told[clause.governor])
    if clause.joined == "ing" and above in w.failing and clause.begin == s.clauses[clause.governor].group[1]:
        return "negated"
    if clause.joined in ("and", "or") and not clause.finite:
        if s.clauses[clause.governor].joined == "to":
            return told[clause.governor]
        return "hypothetical" if s.tagged.labels[clause.head] == "VERB.VB" else None
    if clause.joined == "that" and above in w.doubting:
        return "planned" if clause.tense == "future" else "hypothetical"
    return None


def _infinitive(s: Sentence, n: int, above: str, over: Status) -> Status:
    clause, w = s.clauses[n], words()
    direct = clause.begin <= s.clauses[clause.governor].group[1]
    if s.tagged.labels[clause.begin - 1] == "ADJ" and s.tagged.small[clause.begin - 1] in w.failing:
        return "negated"  # "was unable to hold the fort"
    if not direct and _is_intent(s, clause):
        return "planned"
    if clause.perfect and above in (w.reporting | w.thinking) - w.planning:
        return over  # "is believed to have killed forty"
    if above in w.failing and direct:
        return "happened" if over == "negated" else "negated"
    if above in w.trying:
        return "hypothetical"
    if above in w.coming and s.lemmas[n] in w.finding and (direct or s.tagged.small[clause.begin - 1] == "home"):
        return over  # "returned to find the house empty"
    if above in w.aspect:
        return over
    if above in w.planning:
        return over if over in ("negated", "hypothetical") else "planned"
    return "hypothetical"


def _is_intent(s: Sentence, clause: Clause) -> bool:
    """ "A plan to close the mine"."""
    before = clause.begin - 1
    if before >= 0 and s.tagged.labels[before] == "ADJ" and s.tagged.small[before] in words().planning:
        return True  # "the shop is due to close"
    noun = s.group_at(clause.begin - 1) if clause.begin else s.group_at(clause.group[0] - 1)
    return noun is not None and s.groups[noun].lemma in words().planning


def _modal(s: Sentence, n: int, date: Dated | None) -> Status:
    clause = s.clauses[n]
    if clause.tense == "future":
        return "planned"
    if clause.modal in ("would", "'d", "should", "ought") and clause.perfect:
        return "negated"
    if clause.modal != "would":
        return "hypothetical"
    above = s.lemmas[clause.governor] if clause.governor >= 0 else ""
    if above in words().reporting or above in words().planning or clause.joined == "that":
        return "planned"
    if clause.joined or any(c.joined in _IF for c in s.clauses):
        return "hypothetical"  # "if the town fell, the road would be open"
    return "happened" if date and not is_ahead(s.document, date) else "hypothetical"


def _semi_modal(s: Sentence, clause: Clause) -> Status:
    """ "Is to close", "was going to", "had to leave"."""
    small = s.tagged.small[clause.group[0] : clause.head]
    if "had" in small or "used" in small:
        return "happened"
    return "planned" if clause.tense == "present" else "hypothetical"


def _goes_on(s: Sentence, clause: Clause) -> bool:
    """ "Are withdrawing", "have been withdrawing"."""
    return clause.tense == "present" and clause.finite and s.tagged.labels[clause.head] == "VERB.VBG"


def noun_status(s: Sentence, group: Group, clause_number: int, date: Dated | None, told: Sequence[Status]) -> Status:
    """From the words before a noun, and from the fate of the verb that carries it ("the invasion never took place").

    `told` is the status of the clauses of the sentence.
    """
    w, small = words(), s.tagged.small
    opening = small[group.begin : group.head]
    if "no" in opening:
        return "negated"
    if not w.possible.isdisjoint(opening):
        return "hypothetical"
    clause = s.clauses[clause_number] if clause_number >= 0 else None
    carried = _carried(s, group, clause_number, told)
    if carried:
        return carried
    if not w.planned.isdisjoint(opening) or is_ahead(s.document, date):
        return "planned"
    if _is_threatened(s, group) or _is_wished(s, group, clause):
        return "hypothetical"
    return (
        "ongoing" if {"ongoing", "continuing"} & set(opening) and (not clause or clause.tense in _HELD) else "happened"
    )


def _carried(s: Sentence, group: Group, n: int, told: Sequence[Status]) -> Status | None:
    if n < 0:
        return None
    n = next((k for k in range(n, min(n + _AHEAD, len(s.clauses))) if _is_subject(s, k, group)), n)
    if _is_unreal(s, n):
        return None
    clause, lemma, w = s.clauses[n], s.lemmas[n], words()
    subject = _is_subject(s, n, group)
    follows = clause.head < group.begin <= clause.head + 4
    if lemma == "postpone" and _until(s, clause):
        return "planned"
    if lemma in w.failing and ((clause.passive and subject) or (not clause.passive and follows)):
        return "happened" if clause.negated else "negated"
    if lemma == "call" and subject and clause.passive and s.tagged.small[clause.head + 1 : clause.head + 2] == ("off",):
        return "negated"
    if (lemma in w.light or lemma in ("be", "see")) and (subject or follows):
        status = told[n]
        return status if status in ("negated", "planned") or (status == "hypothetical" and lemma != "lead") else None
    return None


def _until(s: Sentence, clause: Clause) -> bool:
    """ "Postponed until next summer"."""
    times = s.expressions(clause.head + 1, clause.end)
    return any(s.tagged.small[t.begin - 1] in ("until", "till", "to") for t in times)


def _is_subject(s: Sentence, n: int, group: Group) -> bool:
    subject = s.clauses[n].subject
    return subject is not None and subject[0] <= group.head < subject[1]


def _is_wished(s: Sentence, group: Group, clause: Clause | None) -> bool:
    """ "Called for a strike", "wants a referendum", "warned of war"."""
    if clause is None or not clause.head < group.begin <= clause.head + 3:
        return False
    word = s.lemmas[s.clause_at(group.head)]
    between = s.tagged.small[clause.head + 1 : group.begin]
    return "-".join((word, *between)) in words().wishing


def _is_threatened(s: Sentence, group: Group) -> bool:
    """ "Fears of war", "a plan for an attack"."""
    p = group.begin - 1
    if p < 1 or s.tagged.small[p] not in ("of", "for"):
        return False
    before = s.group_at(p - 1)
    return before is not None and s.groups[before].lemma in words().threats
