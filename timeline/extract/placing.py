"""The date of a mention from the expressions that govern it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.dates.shift import apply
from timeline.dates.when import When, intersect, throughout, within
from timeline.extract.bounds import dated, is_compared, when_of
from timeline.extract.telling import Group, Sentence, Timed, words
from timeline.language.chunks import Clause
from timeline.model import Dated, Document, Evidence, Expression, Mention, Span, Status

SAME_TIME = frozenset(["when", "where", "while", "as"])
JOINS = frozenset(["and", "but", "or", ",", ""])
_SAME_DAY = re.compile(r"(?:,\s+(?:the|a)(?: very| same)?\s+(?:day|night|morning|evening|week|month|year))?\s*")
_DATELINE = re.compile(r"\.?\s*(?:\([^()\n]{1,20}\)\s*)?(?:-{1,2}|[–—])\s")  # "LISBON, Nov 3 (Agency) - "
_AT_ONCE = frozenset(["just", "immediately", "right"])  # before "after"
_LATELY = 400  # days that the figures of a report lie back
_PERIODS = ("month", "quarter", "year")
_HOPS = 12  # clauses joined one to another
_NEAR = 8  # words
_REACH = 20  # words from a noun to a date that it holds over "of" and "in"


def noun_date(s: Sentence, group: int, span: Span) -> tuple[Dated | None, tuple[Expression, ...]]:
    """The date that a noun group holds: "the 1956 revolt", "the flood of 1342", "a speech on Wednesday"."""
    g = s.groups[group]
    near = [t for t in s.expressions(g.begin, g.end + _REACH) if t.group == group and t.expression.when]
    held = [t for t in near if not is_compared(s.text, t.expression)] or _set_for(s, g)
    if not held:
        return None, ()
    last = held[-1]
    more = [t.expression for t in s.expressions(last.end, last.end + _NEAR) if _follows(t, last.expression)]
    when, used = when_of(s.text, [t.expression for t in held] + more[:1], span.end)
    return (dated(s.document, when, used) if when else None), used


def _set_for(s: Sentence, g: Group) -> list[Timed]:
    """ "A march called for 28 September": the day that the participle behind a noun gives it."""
    end = g.end
    while s.tagged.small[end : end + 1] == ("of",) and (inner := s.group_at(end + 1) or s.group_at(end + 2)):
        end = s.groups[inner].end
    while end < len(s.tagged.small) and s.tagged.small[end] in (",", '"', "”"):
        end += 1
    n = s.clause_at(end)
    if n < 0 or s.clauses[n].head != end:
        return []
    return [t for t in s.expressions(end, end + _NEAR) if _is_set_for(s, n, t)][:1]


def _follows(t: Timed, e: Expression) -> bool:
    """The other end of a range: "(23 August 1942 - 2 February 1943)"."""
    return t.expression.when is not None and 0 <= t.expression.span.start - e.span.end < 8 and t.expression is not e


def span_date(s: Sentence, span: Span) -> tuple[When | None, tuple[Expression, ...]]:
    """The date that a wording carries inside it or right behind it, whatever its words are."""
    first, last = s.token_at(span.start), s.token_at(span.end - 1)
    group = s.group_at(last)
    near = [
        t
        for t in s.expressions(max(0, first - _NEAR), last + _NEAR)
        if t.expression.when and not is_compared(s.text, t.expression)
    ]
    near = [
        t for t in near
        if span.covers(t.expression.span) or (t.hold and t.group is not None and t.group == group and t.begin > last)
        or (t.end == first and t.hold == "inside")
        or (t.hold in ("bracket", "beside", "of") and t.begin > last and t.begin - last < 5 and t.group == group)
    ]  # fmt: skip
    if not near:
        return None, ()
    more = [t.expression for t in s.expressions(near[-1].end, near[-1].end + _NEAR) if _follows(t, near[-1].expression)]
    return when_of(s.text, [t.expression for t in near] + more[:1], span.end)


def clause_date(s: Sentence, n: int, mentions: Sequence[Mention]) -> Dated | None:
    """What a clause says of its date, itself or through the clause that it hangs on."""
    if not s.times:  # only another event can date it
        return _antecedent_date(s, n, mentions) or _effect_date(s, n, mentions) or _occasion_date(s, n, mentions)
    date = (
        _own_date(s, n) or _antecedent_date(s, n, mentions) or _effect_date(s, n, mentions) or _shared_date(s, n)
        or _fronted_date(s, n) or _occasion_date(s, n, mentions) or _dependent_date(s, n) or _since_date(s, n)
        or _ordered_date(s, n)
    )  # fmt: skip
    return replace(date, when=throughout(date.when)) if date and _sums_up(s, n, date) else date


def _sums_up(s: Sentence, n: int, date: Dated) -> bool:
    """ "The economy added 358,000 jobs in January": what a report counts over a month or a year took all of it."""
    written = s.document.date.when.latest if s.document.date else None
    if written is None or date.when.latest is None or written - date.when.latest > _LATELY:
        return False
    if s.lemmas[n] not in words().summing or date.when.grain not in _PERIODS or date.when.extent != "within":
        return False
    clause = s.clauses[n]
    counted = any(label == "NUM" or s.tagged.small[k] == "%" for k, label in _labels(s, clause))
    return counted and date.when.is_closed and date.basis in ("stated", "anchored")


def _labels(s: Sentence, clause: Clause) -> Iterator[tuple[int, str]]:
    return ((k, s.tagged.labels[k]) for k in range(clause.head, min(clause.end, clause.head + _REACH)))


def _free(s: Sentence, n: int) -> list[Expression]:
    """The expressions of a clause that no noun holds for itself."""
    clause, reports = s.clauses[n], _reports(s.lemmas[n])
    found = []
    for t in s.expressions(clause.begin, clause.end):
        held = (t.hold in ("inside", "bracket", "of") and not _is_edge(s, t)) or _is_set_for(s, n, t)
        event = t.group is not None and s.groups[t.group].is_event
        aside = event and (reports or _is_aside(clause, s, t) or _measures(s, t))
        if not held and not (t.hold == "beside" and aside):
            found.append(t.expression)
    return found[1:] if len(found) > 1 and _DATELINE.match(s.text, found[0].span.end) else found


def _reports(lemma: str) -> bool:
    """Whether a verb says or thinks what hangs on it."""
    return lemma in words().reporting or lemma in words().thinking


def _is_set_for(s: Sentence, n: int, t: Timed) -> bool:
    """ "A march called for 28 September": the day of the march, not of the call."""
    clause = s.clauses[n]
    behind = s.tagged.small[clause.head + 1 : t.begin]
    return not clause.finite and s.lemmas[n] in words().arranging and behind == ("for",)


def _is_aside(clause: Clause, s: Sentence, t: Timed) -> bool:
    """ "The riot, an echo of the attack two years ago, led to ...": dated is what stands between the commas."""
    if t.end > clause.head or t.group is None or clause.subject is None:
        return False
    return clause.subject[1] <= s.groups[t.group].begin and s.tagged.small[clause.subject[1]] in (",", "(", "–", "—")


def _measures(s: Sentence, t: Timed) -> bool:
    """ "Has worsened since the murder of the king in May": dated is what it is counted from."""
    if t.group is None or "," in s.tagged.small[s.groups[t.group].end : t.begin]:
        return False  # "forty years after the battle, in May"
    first = s.groups[t.group].begin
    return s.tagged.small[max(first - 1, 0)] in ("since", "after", "before", "until", "till", "following")


def _is_edge(s: Sentence, t: Timed) -> bool:
    """ "At dawn on 16 September", "on the night of 4 August": the noun says only when."""
    return t.hold in ("of", "beside") and t.group is not None and s.groups[t.group].lemma in words().edges


def is_not_until(s: Sentence, n: int) -> bool:
    """ "Did not walk free until 11 February 1990": it happened, then."""
    clause = s.clauses[n]
    if not clause.negated:
        return False
    return any(s.tagged.small[t.begin - 1] in ("until", "till") for t in s.expressions(clause.head + 1, clause.end))


def _own_date(s: Sentence, n: int) -> Dated | None:
    clause = s.clauses[n]
    if is_not_until(s, n):
        late = [t.expression for t in s.expressions(clause.head + 1, clause.end) if t.expression.when]
        return dated(s.document, late[-1].when, late[-1:]) if late else None  # type: ignore[arg-type]
    when, used = when_of(s.text, _free(s, n), s.tagged.spans[clause.head].end)
    return dated(s.document, when, used) if when else None


def _antecedent_date(s: Sentence, n: int, mentions: Sequence[Mention]) -> Dated | None:
    """ "A coup attempt in which 161 people were killed", "on 31 March, the day on which he was crowned"."""
    clause = s.clauses[n]
    begin = s.tagged.spans[clause.begin].start
    if clause.joined != "which" or s.tagged.small[clause.begin] not in ("in", "during", "on"):
        return None
    near = [m for m in mentions if m.dated and 0 <= begin - m.span.end < 4]
    if near:
        return near[-1].dated
    told = [t.expression for t in s.expressions(max(0, clause.begin - _NEAR), clause.begin) if t.expression.when]
    if told and _SAME_DAY.fullmatch(s.text[told[-1].span.end : begin]):
        return dated(s.document, told[-1].when, told[-1:])  # type: ignore[arg-type]
    return None


def _effect_date(s: Sentence, n: int, mentions: Sequence[Mention]) -> Dated | None:
    """ "The crash of 2009, which killed all on board", "the 2004 flood destroyed the town": the date of what did it."""
    clause = s.clauses[n]
    if s.lemmas[n] not in words().impact or clause.tense != "past" or clause.perfect or clause.passive:
        return None
    if clause.joined in ("which", "that"):
        first, last = (s.clauses[n - 1].group[1] if n else 0), clause.begin
        first = max(first, last - _REACH)
    elif clause.subject:
        first, last = clause.subject
    else:
        return None
    if first >= last:
        return None
    span = s.range(first, last)
    for m in reversed(mentions):
        if span.covers(m.trigger) and m.dated and m.dated.when.is_closed and m.status == "happened":
            when = m.dated.when
            return Dated(within(when.earliest, when.latest, when.grain), "anchored", m.dated.evidence)
    return None


def _occasion_date(s: Sentence, n: int, mentions: Sequence[Mention]) -> Dated | None:
    """The date of what a clause happened in: "in the drought of 1902 he lost his flock", "fell at Waterloo"."""
    clause, spans = s.clauses[n], s.tagged.spans
    if not clause.finite or clause.begin >= clause.end:
        return None
    first, last = spans[_begin(s, clause)].start, spans[clause.end - 1].end
    for m in mentions[bisect_left(mentions, first, key=lambda m: m.span.start) :]:
        if m.span.start >= last:
            break
        when = m.dated.when if m.dated and m.status == "happened" else None
        if m.dated and when and when.is_closed and _is_occasion(s, m.span.start):
            return Dated(within(when.earliest, when.latest, when.grain), "anchored", m.dated.evidence)
    return None


def _begin(s: Sentence, clause: Clause) -> int:
    """Where a clause begins: before its subject, where an aside parts that from its verb: "Reed (known as M) spoke"."""
    if clause.subject is None or clause.subject[0] >= clause.begin:
        return clause.begin
    around = s.clauses[s.clause_at(clause.subject[0])]
    return clause.begin if around.finite else around.begin


def _is_occasion(s: Sentence, start: int) -> bool:
    """Whether "in", "at" or "during" stands before an event, with no more than an article between."""
    at = s.token_at(start) - 1
    while at >= 0 and s.tagged.labels[at] in ("DET", "ADJ"):
        at -= 1
    return at >= 0 and s.tagged.small[at] in ("in", "at", "on", "during", "amid")


def _shared_date(s: Sentence, n: int) -> Dated | None:
    """The date of what a clause hangs on: "on Friday, when tanks blocked the bridges", "began to retreat in May"."""
    clause = s.clauses[n]
    if clause.governor < 0:
        return _main_date(s, n)
    above = s.clauses[clause.governor]
    if clause.joined == "when":
        begin = s.tagged.spans[clause.begin].start
        leading = [t.expression for t in s.expressions(max(0, clause.begin - _NEAR), clause.begin) if t.expression.when]
        if leading and not s.text[leading[-1].span.end : begin].strip(" ,—–-\n"):
            return dated(s.document, leading[-1].when, leading[-1:])  # type: ignore[arg-type]
    if clause.joined in SAME_TIME and clause.tense == above.tense:
        return _own_date(s, clause.governor)
    both = s.tagged.labels[clause.head] == "VERB.VBN" and above.passive  # "was shot and killed"
    if clause.joined == "and" and clause.subject is None and (both or (clause.finite and clause.tense == above.tense)):
        date = _own_date(s, clause.governor)
        if both:
            return date or _ordered_date(s, clause.governor)
        return date if date and date.when.grain == "day" and date.when.extent == "within" else None
    lemma = s.lemmas[clause.governor]
    if clause.joined in ("ed", "that") and lemma in ("have", "get"):
        return _own_date(s, clause.governor) or _fronted_date(s, clause.governor)  # "had the palace burned"
    if clause.joined == "to" and (lemma in words().aspect or lemma in words().failing):
        return _own_date(s, clause.governor) or _fronted_date(s, clause.governor)
    if clause.joined in ("ing", "by") and lemma not in words().planning and not _reports(lemma):
        return _own_date(s, clause.governor) or _fronted_date(s, clause.governor)
    return None


def _main_date(s: Sentence, n: int) -> Dated | None:
    """ "The plane, flying from Lorn, fell on 31 May": the date of the main verb behind."""
    if s.clauses[n].joined != "ing" or n + 1 >= len(s.clauses):
        return None
    main = s.clauses[n + 1]
    return _own_date(s, n + 1) if main.finite and main.joined in ("", ",") else None


def _fronted_date(s: Sentence, n: int) -> Dated | None:
    """The date that a sentence opens with governs what is joined to its first clause ("In 1815 he rose and fell")."""
    clause, opening = s.clauses[n], _semicolon(s, n)
    lead = next(k for k, c in enumerate(s.clauses) if c.group[0] >= opening)
    at = n
    for _ in range(_HOPS):
        if at <= lead or s.clauses[at].joined not in JOINS or s.clauses[at].governor >= at:
            break
        at = max(s.clauses[at].governor, lead)
    if at != lead or n == lead or not clause.finite or clause.joined not in JOINS:
        return None
    first = s.clauses[lead]
    if first.joined in ("when", "after", "as", "once"):
        date = _own_date(s, lead)
        at_once = first.begin < first.head and bool(_AT_ONCE & set(s.tagged.small[: first.group[0]]))
        return date if date is None or first.joined != "after" or at_once else _after(date)
    fronted = [t.expression for t in s.expressions(opening, first.group[0]) if t.hold == "" or _is_edge(s, t)]
    if first.subject:
        fronted = [e for e in fronted if e.span.end <= s.tagged.spans[first.subject[0]].start]
    if s.lemmas[lead] in words().reporting and clause.joined == "that":
        return None
    when, used = when_of(s.text, fronted, s.tagged.spans[first.group[0]].start)
    return dated(s.document, when, used) if when else None


def _semicolon(s: Sentence, n: int) -> int:
    """Where the part of a sentence begins that a clause stands in: behind the last semicolon."""
    begin = s.clauses[n].group[0]
    return next((k + 1 for k in range(begin - 1, -1, -1) if s.tagged.small[k] == ";"), 0)


def _after(date: Dated) -> Dated:
    """From a date on."""
    return replace(date, when=within(date.when.earliest, None), basis="inferred")


def _dependent_date(s: Sentence, n: int) -> Dated | None:
    """A date at the end of what hangs on a verb dates the verb too ("launched a ship to find the pole in 1845")."""
    clause, below = s.clauses[n], n + 1
    if (
        below >= len(s.clauses)
        or not clause.finite
        or s.lemmas[n] in words().planning
        or _reports(s.lemmas[n])
    ):
        return None
    under = s.clauses[below]
    if (
        under.governor != n
        or under.joined not in ("to", "ing", "by")
        or (under.end != len(s.tagged.words) and below + 1 < len(s.clauses) and s.clauses[below + 1].governor == below)
    ):
        return None
    date = _own_date(s, below)
    return date if date and not is_ahead(s.document, date) else None


def _ordered_date(s: Sentence, n: int) -> Dated | None:
    """ "Shot five people this morning before he was killed": he was killed then or later; with "after" then or before.

    "Met on Sunday to discuss it": not before.
    """
    clause = s.clauses[n]
    if clause.joined == "to" and clause.governor >= 0 and s.lemmas[clause.governor] not in words().planning:
        if clause.perfect:
            return None  # "is said to have fled"
        date = _own_date(s, clause.governor) or _shared_date(s, clause.governor)
        is_day = date is not None and date.when.grain == "day" and not is_ahead(s.document, date)
        return replace(date, when=within(date.when.earliest, None), basis="inferred") if date and is_day else None
    if clause.joined not in ("before", "after") or clause.governor < 0 or not clause.finite or clause.tense != "past":
        return None
    date = _own_date(s, clause.governor) or _fronted_date(s, clause.governor)
    if date is None or not date.when.is_closed:
        return None
    later = clause.joined == "before"
    when = within(date.when.earliest, None) if later else within(None, date.when.latest)
    return bounded(s.document, "happened", replace(date, when=when, basis="inferred"), "past")


def _since_date(s: Sentence, n: int) -> Dated | None:
    """ "It is six days since he left": counted back from the day of writing."""
    clause, written = s.clauses[n], s.document.date
    opening = min(clause.subject[0] if clause.subject else clause.group[0], clause.group[0])
    if written is None or opening < 3 or s.tagged.small[opening - 1] != "since":
        return None
    counted = [t for t in s.expressions(max(0, opening - _NEAR), opening) if t.end == opening - 1]
    shift = counted[-1].expression.shift if counted else None
    if shift is None or shift.base != "next" or "it" not in s.tagged.small[max(0, opening - _NEAR) : opening]:
        return None
    when = apply(replace(shift, base="document", count=-shift.count), written.when)
    place = Evidence(s.document.id, counted[-1].expression.span, counted[-1].expression.rule)
    return Dated(when, "anchored", (place,)) if when else None


def is_ahead(document: Document, date: Dated | None) -> bool:
    """Whether a date lies after the writing."""
    written = document.date.when.latest if document.date else None
    return bool(date and written is not None and date.when.earliest is not None and date.when.earliest > written)


def _is_cut(when: When) -> bool:
    """Whether the day of writing ends what is told as past: what has no end, and "this week"."""
    return when.extent == "within" and (when.latest is None or when.grain == "week")


def bounded(document: Document, status: Status, date: Dated | None, tense: str) -> Dated | None:
    """A stated date with what the day of writing adds: a plan lies after it, what has happened before it."""
    written = document.date.when if document.date else None
    if date is None or written is None:
        return date
    if status == "planned":
        both = intersect(date.when, within(written.earliest, None))
    elif tense == "past" and status in ("happened", "negated") and _is_cut(date.when):
        both = intersect(date.when, within(None, written.latest))
    else:
        return date
    return replace(date, when=both) if both else date
