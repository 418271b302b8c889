"""What belongs on a timeline: dated, concrete, named, told in a main clause; not what is only said, thought or so."""

from __future__ import annotations

from timeline.extract.predicates import describes, is_done, shares_doer
from timeline.extract.telling import Group, Sentence, words
from timeline.language.chunks import Clause
from timeline.language.forms import lemma as lemma_of
from timeline.language.noun_groups import is_name
from timeline.model import Dated, Status

_MAIN = frozenset(["", "and", "but", ",", "when", "which", "who", "where", "as", "while", "after", "that"])
_ASIDE = {"to": 0.2, "ing": 0.15, "ed": 0.15, "that": 0.05, "if": 0.3, "because": 0.05, "who": 0.05, "whose": 0.1}
_AIMED_AT = ("on", "for", "from", "of", "in", "at", "with", "about", "against")  # "concentrated on capturing"
_VAGUE = frozenset(["this", "that", "it", "these", "those", "what", "which", "i", "we", "you"])
_GROUND = 0.4  # salience of what only says why a verb was done
_POINTING = ("this ", "these ", "such ")
_LONG_AGO = 366  # days: "after 1920" says only that it was before the day of writing
_UNREAL: dict[Status, float] = {"happened": 0.0, "ongoing": 0.0, "planned": 0.05, "hypothetical": 0.3, "negated": 0.3}
_CENTURIES = 120 * 366  # days: a date wider than this says little


def clause_salience(s: Sentence, n: int, date: Dated | None, status: Status, subject: str) -> float:
    """0..1 for a clause: without a date of its own it stays under what is shown."""
    clause, lemma, w = s.clauses[n], s.lemmas[n], words()
    score = 0.3 + _dated(s, date) - (0.0 if is_done(s, clause) else _aside(s, clause))
    names = any(map(is_name, s.tagged.labels[clause.head : clause.end])) or subject[:1].isupper()
    score += 0.1 if names else 0.0
    if lemma in w.reporting:
        score -= 0.15 if lemma in w.declaring else 0.25
    elif lemma in w.thinking or (lemma in w.stative and not clause.passive):
        score -= 0.3
    score -= _UNREAL[status]
    if not subject:
        score -= 0.05 if clause.finite else 0.15
    elif lemma in w.echoes and (_is_of_event(s, n) or _brings_about(s, clause)):
        score -= 0.3
    return round(min(max(score, 0.0), 1.0), 3)


def _aside(s: Sentence, clause: Clause) -> float:
    if (clause.joined == "ing" and describes(s, clause)) or (clause.joined in _AIMED_AT and not clause.finite):
        return 0.3
    return _ASIDE.get(clause.joined, 0.0 if clause.joined in _MAIN else 0.1)


def adds_little(s: Sentence, n: int, subject: str) -> bool:
    """Whether a clause says too little by itself: of "this", of a mere number, or beside what another verb tells."""
    vague = subject.lower() in _VAGUE or subject.lower().startswith(_POINTING)
    nameless = bool(subject) and not any(x.isalpha() for x in subject)
    judges = s.clauses[n].tense == "present" and lemma_of(subject.lower().split(" ")[-1], "NOUN.NNS") in words().judges
    return vague or nameless or judges or _governs_deed(s, n) or _goes_with(s, n) or _is_bare(s, n)


def _is_bare(s: Sentence, n: int) -> bool:
    """A verb of a chain of aims, far from its "to": "to split the allies, encircle them and take the port"."""
    return s.tagged.labels[s.clauses[n].head] == "VERB.VB" and s.clauses[n].head == s.clauses[n].group[0]


def _brings_about(s: Sentence, clause: Clause) -> bool:
    """ "Leading to the surrender": the noun behind tells it."""
    return clause.joined == "ing" and s.tagged.labels[clause.head + 1 : clause.head + 2] == ("ADP",)


def _goes_with(s: Sentence, n: int) -> bool:
    """Whether a participle only goes with the verb of its clause: "they are flying north, trying to help"."""
    clause = s.clauses[n]
    joined = clause.joined in ("and", "or") and s.tagged.labels[clause.head].endswith("G")
    return (joined or clause.joined == "ing") and not clause.finite and not shares_doer(s, n)


def _governs_deed(s: Sentence, n: int) -> bool:
    """Whether a verb only brings about what the next one tells: "was forced to leave the capital"."""
    return n + 1 < len(s.clauses) and s.clauses[n + 1].governor == n and is_done(s, s.clauses[n + 1])


def is_told_by_verb(s: Sentence, group: Group) -> bool:
    """Whether a noun without a name is the object of a verb that tells the same: "they made peace in 1502"."""
    n = s.clause_at(group.head)
    if n < 0 or not (s.lemmas[n] in words().light or s.lemmas[n] in words().performing):
        return False
    named = any(map(is_name, s.tagged.labels[group.begin : group.end]))
    clause = s.clauses[n]
    return clause.head < group.begin <= clause.head + 2 and not named and clause.finite and not clause.passive


def _is_of_event(s: Sentence, n: int) -> bool:
    """Whether the subject is an event that is told as one itself."""
    at = s.clauses[n].subject
    if at is None:
        return False
    span = s.range(*at)
    group = s.group_at(at[1] - 1)
    return any(r.span.overlaps(span) for r in s.references) or (group is not None and s.groups[group].is_event)


def noun_salience(s: Sentence, group: Group, begin: int, end: int, date: Dated | None, status: Status) -> float:
    """0..1 for an event noun with what belongs to it."""
    strong = group.lemma in words().nouns or group.lemma in words().named
    score = (0.3 if strong else 0.15) + _dated(s, date)
    if any(map(is_name, s.tagged.labels[begin:end])):
        score += 0.1
    score -= _UNREAL[status]
    highest = _GROUND if _is_ground(s, group) else 1.0
    return round(min(max(score, 0.0), highest), 3)


def says_little(s: Sentence, group: Group, end: int, title: str) -> bool:
    """ "Arrival", "a telephone interview": a noun that says nothing without a name or what hangs on it."""
    w = words()
    alone = " " not in title and (group.lemma in w.bare or group.lemma in w.actions)
    named = any(map(is_name, s.tagged.labels[group.begin : end]))
    return alone or (group.lemma in w.bare & w.occasions and end == group.end and not named)


def _is_ground(s: Sentence, group: Group) -> bool:
    """ "Arrested on suspicion of arson"."""
    return group.lemma in words().grounds and group.begin > 0 and s.tagged.small[group.begin - 1] in _AIMED_AT


def _dated(s: Sentence, date: Dated | None) -> float:
    if date is None or date.basis == "inferred" or not (date.when.earliest or date.when.latest):
        return 0.0
    width, written = date.when.width, s.document.date
    is_open = written is not None and date.when.latest == written.when.latest and (width or 0) > _LONG_AGO
    return 0.3 if width is not None and width < _CENTURIES and not is_open else 0.15
