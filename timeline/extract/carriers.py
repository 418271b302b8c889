"""Clauses that say no more than that their noun happened: "the trial began in May", "the treaty that they signed"."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.when import from_to, until
from timeline.extract.placing import clause_date
from timeline.extract.telling import Group, Sentence, words
from timeline.model import Dated

_FAR = 3  # how many clauses on the verb of a noun may stand


def carried(s: Sentence, group: Group, end: int) -> tuple[Dated | None, int]:
    """The date that clauses give a noun which ends at token `end`, and the first of these clauses; None, -1 for none.

    A verb of ending dates the end; with one of beginning before it, the noun lasted from the one to the other.
    """
    if not s.times:
        return None, -1
    first = max(s.clause_at(group.head), 0)
    near = [n for n in range(first, min(first + _FAR, len(s.clauses))) if _carries(s, group, n, end)]
    told = [(date, n) for n in near if (date := clause_date(s, n, ()))]
    if not told:
        return None, -1
    (date, n), last = told[0], told[-1]
    if s.lemmas[last[1]] not in words().ends or last[0].when.extent != "within":
        return date, n
    if s.lemmas[n] in words().begins and _is_before(date, last[0]):
        whole = from_to(date.when, last[0].when)
        return replace(date, when=whole, evidence=date.evidence + last[0].evidence), n
    return (replace(date, when=until(date.when)), n) if n == last[1] else (date, n)


def _is_before(one: Dated, other: Dated) -> bool:
    begin, end = one.when.earliest, other.when.latest
    return begin is not None and end is not None and begin <= end


def _carries(s: Sentence, group: Group, n: int, end: int) -> bool:
    """ "Held talks on Monday", "the offensive that shook them began in May", "the treaty that they signed in June"."""
    clause, lemma = s.clauses[n], s.lemmas[n]
    if clause.subject is None and clause.finite and lemma in words().echoes:
        return clause.head < group.begin <= clause.head + 2  # "1952 saw the founding of the town"
    relative = clause.joined in ("that", "which") and clause.begin in (end, end + 1)
    reduced = clause.joined == "ed" and clause.head == end  # "an agreement made yesterday"
    if lemma not in words().light and not ((relative or reduced) and lemma in words().performing):
        return False
    if reduced:
        return True
    above = s.clauses[clause.governor] if clause.governor >= 0 and clause.joined == "and" else clause
    subject = clause.subject or above.subject
    is_subject = subject is not None and group.begin <= subject[0] < group.end
    return is_subject or relative or clause.head < group.begin <= clause.head + 2
