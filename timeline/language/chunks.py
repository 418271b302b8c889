"""Clauses of tagged English sentences, by rules over the labels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.language.noun_groups import OPENERS, TIME, Tagged, in_group, in_noun, is_glued, parts
from timeline.language.verb_groups import NEGATIONS, verb_groups

_MARKS = frozenset(",;:—–()-")
_STRONG = frozenset(";:—–-(")
_RELATIVES = frozenset(["which", "who", "whom", "that", "whose", "where", "when", "while"])
_INSIDE = frozenset([
    "of", "in", "at", "for", "from", "with", "between", "on", "to", "against", "under", "by", "near", "over", "around",
    "along", "across", "behind", "outside", "within", "inside", "through", "about", "into", "among", "toward",
    "towards", "per",
])  # fmt: skip
_CLOSING = frozenset([",", ")", "-", "–", "—", "--"])
_QUOTES = frozenset(['"', "“", "”", "«", "»", "``", "''"])
_QUOTED = 10  # words
_BRACKET = 6  # words
_ALSO_PREPOSITIONS = frozenset(["after", "before", "since", "until", "till", "like", "amid", "despite"])
_TIMES = frozenset(["as", "after", "before", "since", "until", "till"])  # where the tagger has a preposition
_GENITIVE = frozenset(["'s", "’s", "'", "’"])
_BE = frozenset(
    ["was", "were", "is", "are", "been", "being", "be", "am", "'s", "'re", "'m", "get", "got", "gets", "getting"]
)
_HAVE = frozenset(["has", "have", "had", "having", "'ve", "'d", "’ve", "’d"])
_LONGEST_ASIDE = 30  # words


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with what belongs to it, as token indices.

    `begin`..`end` is the clause, `group` the verb group, `head` its verb, `subject` its noun group (`None` where it has
    none of its own). `tense` is past, present, future, modal or none; `joined` is the word that joins the clause to one
    before it ("and", "which", "when", "to"), "" for a main clause. `governor` is the number of the clause it hangs on,
    -1 for none.
    """

    begin: int
    end: int
    group: tuple[int, int]
    head: int
    subject: tuple[int, int] | None
    tense: str
    modal: str
    perfect: bool
    negated: bool
    passive: bool
    finite: bool
    joined: str
    governor: int


def clauses(t: Tagged) -> tuple[Clause, ...]:
    """One clause a verb, in order.

    >>> from timeline.language.noun_groups import tag
    >>> from timeline.model import Span
    >>> text = "Alexander crossed the strait and died in Babylon."
    >>> found = tag(text, [Span(0, len(text))])[0]
    >>> [" ".join(found.words[c.begin : c.end]) for c in clauses(found)]
    ['Alexander crossed the strait', 'and died in Babylon .']
    """
    found: list[Clause] = []
    for group in verb_groups(t):
        clause = _clause(t, group, found)
        if found:
            found[-1] = replace(found[-1], end=_end(t, found[-1], clause.begin))
        elif clause.begin:
            clause = replace(clause, begin=0) if not clause.joined else clause
        found.append(clause)
    return tuple(found)


def _end(t: Tagged, clause: Clause, following: int) -> int:
    """Where the next clause begins, or a semicolon before it."""
    after = clause.group[1]
    return next((n for n in range(after, following) if t.small[n] == ";"), max(following, after))


def _clause(t: Tagged, group: tuple[int, int], before: list[Clause]) -> Clause:
    """The clause of a verb group; its end is only known with the next one."""
    head = group[1] - 1
    words = t.small[group[0] : head]
    first = next((k for k in range(group[0], head + 1) if t.labels[k].startswith(("AUX", "VERB"))), head)
    finite = words[:1] != ("to",) and t.labels[first].endswith((".VBD", ".VBZ", ".VBP", ".MD"))
    modal = next((t.small[k] for k in range(first, head) if t.labels[k] == "AUX.MD"), "")
    if not modal and "to" in words:
        modal = "to"
    begin, subject, joined, governor = _opening(t, group, finite, before)
    have = not _HAVE.isdisjoint(words) and t.labels[head].endswith((".VBN", ".VBD"))
    passive = t.labels[head] in ("VERB.VBN", "VERB.VBD") and not _BE.isdisjoint(words)
    negated = not NEGATIONS.isdisjoint(words) or "no longer" in " ".join(t.small[max(0, head - 4) : head])
    negated = negated or (t.labels[head].startswith("AUX") and t.small[head + 1 : head + 2] in (("not",), ("n't",)))
    return Clause(
        begin, len(t.words), group, head, subject, _tense(t, first, finite), modal, have, negated, passive, finite,
        joined, governor,
    )  # fmt: skip


def _tense(t: Tagged, first: int, finite: bool) -> str:
    word = t.small[first]
    if not finite:
        return "none"
    if t.labels[first] == "AUX.MD":
        return "future" if word in ("will", "shall", "'ll", "’ll", "wo") else "modal"
    return "past" if t.labels[first].endswith(".VBD") else "present"


_Opening = tuple[int, tuple[int, int] | None, str, int]


def _opening(t: Tagged, group: tuple[int, int], finite: bool, before: list[Clause]) -> _Opening:
    """Where a clause begins, its subject, the word that joins it, and the clause that it hangs on."""
    low, high = (before[-1].group[1] if before else 0), group[0]
    last = len(before) - 1
    marker = _marker(t, low, high)
    if t.small[high] == "to":
        return high, None, "to", last
    if not finite:
        begin = high - 1 if high > low and (t.small[high - 1] in _MARKS or t.labels[high - 1] in _JOINING) else high
        joined = (
            t.small[begin] if t.labels[begin] in _JOINING else "ing" if t.labels[group[1] - 1].endswith("G") else "ed"
        )
        return (begin if before else 0), None, joined, last
    if marker is not None:
        subject = _subject(t, marker + 1, high)
        if subject is None and t.small[marker] in _RELATIVES:
            subject = _antecedent(t, marker)
        begin = marker - 1 if marker > low and t.labels[marker - 1] == "ADP" else marker
        return begin, subject, t.small[marker], last
    subject = _subject(t, low, high)
    if not before:
        return 0, subject, "", -1
    if subject is not None and not _resumes(t, low, subject, before[-1]):
        begin = _fronted(t, low, subject[0])
        if t.labels[begin] == "CCONJ":
            both = _contact(t, low, subject[1], group)
            return (both[0], both, "that", last) if both else (begin, subject, t.small[begin], _finite_before(before))
        if t.labels[begin] == "PUNCT":
            return begin, subject, "", -1
        if not any(c.finite for c in before):
            return subject[0], subject, "", -1  # "A letter citing witnesses said": nothing that it could hang on
        before_it = t.small[subject[0] - 1]
        return subject[0], subject, before_it if before_it in _TIMES else "that", last
    return _without_subject(t, low, high, before)


_INTENSIVE = frozenset(["himself", "herself", "itself", "themselves"])
_OBJECTS = frozenset(["him", "them", "me", "us"])
_JOINING = frozenset(["CCONJ", "SCONJ", "ADP"])


def _contact(t: Tagged, low: int, end: int, group: tuple[int, int]) -> tuple[int, int] | None:
    """ "All the land the Reds and the Blues had taken": a relative clause without its "that", of two."""
    both = _noun_before(t, low, end, True)
    ends = t.labels[group[1] : group[1] + 1] in ((), ("PUNCT",))
    if both is None or both[0] <= low or not parts(t, both[0]) or not ends or t.small[group[0]] not in _HAVE:
        return None
    return both


def _without_subject(t: Tagged, low: int, high: int, before: list[Clause]) -> _Opening:
    """ "And died", ", fought", or the verb of a subject that an aside parts from it."""
    k = high
    if _is_aside(t, low, high):
        k = next(n for n in range(high - 1, low, -1) if t.labels[n] == "ADP")
    while k > low and t.labels[k - 1] in ("ADV", TIME, "ADP"):
        k -= 1
    if k > low and t.labels[k - 1] == "CCONJ":
        return k - 1, None, t.small[k - 1], _finite_before(before)
    n = len(before) - 1
    while n > 0 and not before[n].finite:
        n -= 1
    begin = high - 1 if high > low and t.small[high - 1] in _CLOSING else high
    first = before[n]
    if not first.finite and t.small[begin] in _CLOSING and (whole := _subject(t, 0, high)):
        return begin, whole, "", -1
    if first.joined in _RELATIVES or first.joined == "that" or n < len(before) - 1 or not first.finite:
        aside = first if first.joined else before[-1]
        whole = _antecedent(t, aside.group[0] if aside.joined in ("ed", "ing", "to") else aside.begin)
        if whole:
            return begin, whole, "", first.governor if n else -1
    if t.small[begin] == ",":
        return begin, None, ",", _finite_before(before)
    return begin, None, "", -1


def _finite_before(before: list[Clause]) -> int:
    """The nearest finite clause; one that hangs on another by "that" or "who" counts, since "and" joins neighbours."""
    return next((n for n in range(len(before) - 1, -1, -1) if before[n].finite), len(before) - 1)


def _resumes(t: Tagged, low: int, subject: tuple[int, int], prior: Clause) -> bool:
    """ "The cannons that they had captured at Fort Lorn were brought": the last noun belongs to the aside."""
    if prior.joined == "to" and subject[0] == low:
        aim = _noun_before(t, 0, prior.begin, False)  # "an attempt to retake Lorn failed"
        return prior.governor < 0 or (aim is not None and t.labels[aim[0] - 1] == "CCONJ" and aim[0] > 0)
    relative = prior.joined in ("which", "who", "whom", "that")
    if not (relative or prior.joined in ("ed", "ing")):
        return False
    if any(t.small[k] in _MARKS or t.labels[k] in ("CCONJ", TIME) for k in range(low, subject[0])):
        return False
    return (relative and subject[0] == low) or t.labels[subject[0] - 1] == "ADP"


def _marker(t: Tagged, low: int, high: int) -> int | None:
    """The last word that opens a clause: "that", "which", "when", "because"."""
    for k in range(high - 1, low - 1, -1):
        if t.labels[k] == "SCONJ" or (t.small[k] in _RELATIVES and t.labels[k].startswith(("PRON", "ADV", "SCONJ"))):
            if t.words[k].isupper() and k > 0 and any(w.islower() for w in t.words):
                continue  # the head of the WHO
            return None if _is_preposition(t, k, high) else k
        if t.small[k] in (";", ":"):
            return None
    return None


def _is_preposition(t: Tagged, marker: int, verb: int) -> bool:
    """ "After a long meeting with the king, they said": nouns up to a comma, and the subject behind it."""
    if t.small[marker] not in _ALSO_PREPOSITIONS:
        return False
    subject = _subject(t, marker + 1, verb)
    return subject is not None and t.small[subject[0] - 1] == "," and in_noun(t.labels[subject[0] - 2])


def _fronted(t: Tagged, low: int, begin: int) -> int:
    """From the subject back over what a clause opens with ("and, on 8 August, the English"), to the mark before it."""
    k = begin
    while k > low:
        word, label = t.small[k - 1], t.labels[k - 1]
        if label == "CCONJ":
            return k - 1
        if word in _STRONG and not is_glued(t, k - 1):
            return k - 1
        if word == "," and not _leads(t, low, k - 1):
            return k - 1
        if word not in _MARKS and label not in (TIME, "ADP", "ADV", "DET", "PUNCT"):
            return begin if k == begin else k
        k -= 1
    return k


def _leads(t: Tagged, low: int, comma: int) -> bool:
    """Whether dates and adverbs alone stand between this comma and the one before it."""
    k = comma
    while k > low and t.labels[k - 1] in (TIME, "ADP", "ADV", "DET"):
        k -= 1
    return low < k < comma and (t.small[k - 1] == "," or t.labels[k - 1] == "CCONJ")


def _antecedent(t: Tagged, marker: int) -> tuple[int, int] | None:
    """The noun group right before a relative clause; none where that is "them", which stands for no doer."""
    end = marker
    while end > 0 and (t.small[end - 1] == "," or t.labels[end - 1] in ("ADP", TIME)):
        end -= 1
    found = _noun_before(t, max(0, end - _LONGEST_ASIDE), end, True)
    if found is None or t.small[found[0]] in _OBJECTS:
        return None
    return found if t.small[marker] == "who" else _nearest(t, found)


def _bracket(t: Tagged, low: int, closed: int) -> int:
    """Where a short bracket opens; `low` where none does."""
    return next((k for k in range(closed - 1, max(low, closed - _BRACKET), -1) if t.small[k] == "("), low)


def _lists(t: Tagged, comma: int, end: int) -> bool:
    """Whether a comma stands between names that an "and" ends."""
    if not comma or t.small[comma] != "," or "CCONJ" not in t.labels[comma:end]:
        return False
    last = t.labels.index("CCONJ", comma) + 1
    return all(t.labels[k].startswith("PROPN") for k in (comma - 1, comma + 1, last) if k < end)


def _nearest(t: Tagged, found: tuple[int, int]) -> tuple[int, int]:
    """The last noun of a group, which "which" rather means ("control of the cities, which"), but for a name in it."""
    low = next((k + 1 for k in range(found[1] - 1, found[0], -1) if t.labels[k] == "ADP"), found[0])
    return found if t.labels[found[1] - 1].startswith("PROPN") else (low, found[1])


def _subject(t: Tagged, low: int, verb: int) -> tuple[int, int] | None:
    """The noun group before the verb, over an aside between commas or in brackets, with what hangs on it by "of"."""
    end = verb
    while end > low and (t.labels[end - 1] == "ADV" or t.small[end - 1] in NEGATIONS or _is_place(t, low, end - 1)):
        end -= 1
    if end > low and t.small[end - 1] in _CLOSING and not is_glued(t, end - 1):
        mark = "(" if t.small[end - 1] == ")" else t.small[end - 1]
        left = range(end - 2, max(low, end - _LONGEST_ASIDE) - 1, -1)
        opened = next((k for k in left if t.small[k] == mark), None)
        if opened is None:
            return None
        end = opened
        if end > low and t.small[end - 1] == ")":
            return _subject(t, low, end)
    if end > low + 1 and t.small[end - 1] in _QUOTES:
        quoted = next((k for k in range(end - 2, max(low, end - _QUOTED) - 1, -1) if t.small[k] in _QUOTES), None)
        if quoted is None or quoted + 1 >= end - 1:
            return None
        if quoted == low or t.labels[quoted - 1] != "DET":
            return quoted + 1, end - 1
        end -= 1
    end = _undated(t, low, end)
    if low and _is_aside(t, low, end):
        return None
    opened = low == 0 or t.labels[low - 1] == "SCONJ" or t.small[low - 1] in _RELATIVES
    free = opened or any(_is_mark(t, k) for k in range(low, end))
    return _whole(t, low, verb, _noun_before(t, low, end, free))


def _is_aside(t: Tagged, low: int, end: int) -> bool:
    """ "And in quick succession took": what stands between "and" and its verb behind a preposition is no doer."""
    found = _noun_before(t, low, end, False)
    if found is None or found[0] <= low + 1 or t.labels[found[0]] == "DET":
        return False  # "and as a result bread riots broke out"
    return t.labels[found[0] - 2 : found[0]] == ("CCONJ", "ADP")


def _is_place(t: Tagged, low: int, n: int) -> bool:
    """ "The march on the forces there was halted"."""
    return t.small[n] == "there" and n > low and t.labels[n - 1].startswith("NOUN")


def _whole(t: Tagged, low: int, verb: int, found: tuple[int, int] | None) -> tuple[int, int] | None:
    """With what a plural verb shows to belong to it ("hopes for peace and a truce were dashed"), over an age."""
    if found is None or found[0] <= low + 1:
        return found
    begin, end = found
    alone = not any(t.labels[k] in ("NOUN.NNS", "CCONJ", "PRON") for k in range(begin, end))
    if t.small[verb] in ("were", "are") and alone and t.labels[begin - 1] == "CCONJ":
        before = _noun_before(t, low, begin - 2 if t.small[begin - 2] == "," else begin - 1, True)
        return (before[0], end) if before else found
    if t.small[begin - 1] in ("of", "from") and t.small[begin - 2] == ",":  # "Reed, 44, of Lorn, was charged"
        return _whole(t, low, verb, _noun_before(t, low, begin - 2, False)) or found
    if t.small[begin - 1] == "," and all(t.labels[k] == "NUM" for k in range(begin, end)):
        return _noun_before(t, low, begin - 1, False) or found
    return found


def _is_mark(t: Tagged, k: int) -> bool:
    return t.small[k] in _MARKS and not is_glued(t, k)


def _undated(t: Tagged, low: int, end: int) -> int:
    """The end of a noun group without the date behind it: "the storming of the Bastille on 14 July"."""
    k = end
    while k > low and (t.labels[k - 1] in (TIME, "ADP") or (k < end and t.labels[k - 1 : k + 1] == ("CCONJ", TIME))):
        k -= 1
    if TIME not in t.labels[k:end]:
        return end
    return k if k > low and in_noun(t.labels[k - 1]) else end


def _counts(t: Tagged, k: int) -> bool:
    """ "Three of them", "most of these"."""
    return t.labels[k] in ("NUM", "DET", "ADJ", "PRON")


def _noun_before(t: Tagged, low: int, end: int, with_and: bool) -> tuple[int, int] | None:
    start = end
    while start > low:
        k, label = start - 1, t.labels[start - 1]
        if start < end and parts(t, start):
            break
        if t.small[k] in _INTENSIVE and start == end and k > low and in_noun(t.labels[k - 1]):
            start = k  # "the emperor himself"
            continue
        if (label == "PRON" and t.small[k] not in OPENERS) or (
            t.small[k] in ("this", "these", "those") and start == end
        ):
            if start == end:
                start = k - 2 if k - 2 >= low and t.small[k - 1] == "of" and _counts(t, k - 2) else k
            break
        if start < end and label == "PUNCT" and _lists(t, k, end):
            start = k - 1  # "Poland, Hungary and Latvia"
            continue
        opened = _bracket(t, low, k) if t.small[k] == ")" else low
        if opened > low and start < end and in_noun(t.labels[opened - 1]):
            start = opened - 1  # "Group 100 (MG100) of the army"
            continue
        joins = start < end and k > low and (in_noun(t.labels[k - 1]) or t.small[k - 1] in (")", "%"))
        second = with_and and k > low + 1 and t.labels[k - 1] == "CCONJ" and in_noun(t.labels[k - 2])
        joins = joins or (start < end and second and label == "ADP")  # "attacks in the valley and at the mill"
        if (
            in_group(t, k)
            or t.small[k] in _GENITIVE
            or (joins and ((t.small[k] in _INSIDE and label == "ADP") or (with_and and label == "CCONJ")))
        ):
            start = k
        else:
            break
    while start < end and t.labels[start] in ("ADP", "CCONJ", "PUNCT", "SCONJ"):
        start += 1
    return (start, end) if start < end else None
