"""Which clauses carry the telling (Hopper's foreground, 1979), and whose time a verb without a tense shares."""

from __future__ import annotations

from timeline.extract.placing import JOINS, SAME_TIME
from timeline.extract.telling import Sentence, words

_HOPS = 4  # clauses without a tense, one on the other
_ALL_ALONG = frozenset(["since", "for", "long", "already", "ever", "never", "always", "previously", "repeatedly", "so"])


def is_minutes_from(s: Sentence, n: int) -> bool:
    """ "Radar lost it ten minutes after it had taken off"."""
    clause = s.clauses[n]
    if clause.joined not in ("after", "before") or not clause.finite or clause.governor < 0:
        return False
    marker = next((k for k in range(clause.begin, clause.group[0]) if s.tagged.small[k] == clause.joined), 0)
    return marker > 0 and s.tagged.small[marker - 1].rstrip("s") in ("minute", "hour", "moment", "second")


def carrier(s: Sentence, n: int) -> int:
    """The finite clause whose time a verb shares, -1 where there is none: "fled, leaving", "by falling and hitting"."""
    at = n
    for _ in range(_HOPS):
        at = _above(s, at)
        if at < 0 or s.clauses[at].finite:
            return at
    return -1


def _above(s: Sentence, n: int) -> int:
    """The clause that a verb without a tense of its own shares its time with, -1 for none."""
    clause, at, w = s.clauses[n], s.clauses[n].governor, words()
    if clause.finite:
        return -1
    if clause.joined == "ing" and at < 0 and n + 1 < len(s.clauses) and s.clauses[n + 1].joined in ("", ","):
        return n + 1
    beside = clause.joined in ("ing", "by", "after", "as", "and", "or", "but")
    passive = clause.joined == "ed" and "," in s.tagged.small[max(clause.begin - 1, 0) : clause.group[0]]
    governed = clause.joined == "to" and at >= 0 and (s.lemmas[at] in w.aspect or s.lemmas[at] in w.failing)
    return at if beside or passive or governed else -1


def tells(s: Sentence, n: int) -> bool:
    """Whether a clause carries the telling: a main clause in the simple past, or one joined to it or at its time."""
    clause, first = s.clauses[n], s.clauses[_first_of(s, n)]
    joined = first.joined in JOINS or (first.joined in SAME_TIME and s.lemmas[n] not in words().stative)
    opening = clause.subject[0] if clause.subject else clause.group[0]
    if opening > clause.begin and s.tagged.small[opening - 1] in ("after", "before", "since", "until"):
        return False
    return clause.finite and joined


def _first_of(s: Sentence, n: int) -> int:
    """The clause that "and" and commas lead back to: what is said of it holds for all of them."""
    for _ in range(_HOPS):
        clause = s.clauses[n]
        if clause.joined not in JOINS or clause.joined == "" or not 0 <= clause.governor < n:
            break
        n = clause.governor
    return n


def is_told_of(s: Sentence, n: int) -> bool:
    """ "Police said that a man fired": what was said of the day that a report is about."""
    clause, w = s.clauses[_first_of(s, n)], words()
    if clause.joined != "that" or clause.governor < 0 or clause.tense != "past" or clause.perfect:
        return False
    above, lemma = s.clauses[clause.governor], s.lemmas[n]
    reported = lemma in w.thinking or lemma in w.reporting
    return s.lemmas[clause.governor] in w.reporting and above.tense == "past" and not reported


def sums_up(s: Sentence, n: int) -> bool:
    """ "The war has killed thousands", "have gone on since June": a perfect that tells of more than the day."""
    clause, small = s.clauses[n], s.tagged.small
    about = s.group_at(clause.subject[1] - 1) if clause.subject else None
    around = (*small[clause.begin : clause.group[0]], *small[clause.head : clause.end])  # "has since left" is over
    lasting = any(word in _ALL_ALONG for word in around)
    return lasting or (about is not None and s.groups[about].is_event)
