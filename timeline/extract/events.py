"""Event mentions of a document: verbs in their clauses, event nouns, and references to known events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from timeline.dates.when import contains
from timeline.extract.acts import Acts
from timeline.extract.bounds import dated
from timeline.extract.carriers import carried
from timeline.extract.chronicle import Entry, entries, entry_at
from timeline.extract.compounds import compounds
from timeline.extract.gaps import end_of_clause, gaps
from timeline.extract.known import last_word, named, reference
from timeline.extract.lives import lives
from timeline.extract.news import is_news
from timeline.extract.outcomes import outcomes
from timeline.extract.placing import bounded, clause_date, noun_date
from timeline.extract.quoted import is_quoted
from timeline.extract.running import Running, noun_bounds, on_day, onward, running_date, told_time
from timeline.extract.salience import adds_little, clause_salience, is_told_by_verb, noun_salience, says_little
from timeline.extract.sharing import shared
from timeline.extract.status import clause_status, noun_status
from timeline.extract.subjects import Spoken, heard, names, spoken_of, subject_of
from timeline.extract.telling import Group, Sentence, read_sentences, words
from timeline.extract.titles import clause_title, gap_title, noun_title, title_of
from timeline.extract.untagged import dated_parts
from timeline.language.noun_groups import TIME
from timeline.model import SHOWN, Dated, Document, Evidence, Expression, Mention, Reference, Span, Status

_COMPLEMENT = frozenset(["of", "on", "in", "against", "at", "between", "by", "with", "from", "to", "for", "over"])
_WRAPPED = 120  # characters
_BESIDE_VERB = 0.4  # salience of a noun whose verb tells more: "the offensive began"
_PREDICATES = ("ADJ", "ADV", "PRON", "NOUN", "PROPN")
_TELLING = 2  # blanks in a title without a subject that says something: "Went on" has one
_SENTENCE_NAMES = 40  # words of a clause in which names are looked for


def find(
    document: Document, sentences: Sequence[Span], expressions: Sequence[Expression], references: Sequence[Reference]
) -> tuple[Mention, ...]:
    """All mentions in the order of the text, however unimportant ("said"); their `salience` (0..1) tells them apart.

    A date that only tense and the running time allow has the basis "inferred" and leaves open what they leave open.

    >>> from timeline.extract.expressions import find as times
    >>> text = "The Assembly abolished feudal dues on 4 August 1789."
    >>> [(m.title, m.status) for m in find(Document("a", text), [Span(0, len(text))], times(text), ())]
    [('Assembly abolished feudal dues', 'happened')]
    """
    times, known = _by_sentence(sentences, expressions), _by_sentence(sentences, references)
    if document.language not in ("en", ""):
        found = [m for n, span in enumerate(sentences) for m in _untagged(document, span, times[n], known[n])]
    else:
        found = list(_tagged(document, list(read_sentences(document, sentences, times, known)), expressions))
    return tuple(sorted(found, key=lambda m: (m.span.start, m.span.end, m.trigger)))


T = TypeVar("T", Expression, Reference)


def _by_sentence(sentences: Sequence[Span], found: Sequence[T]) -> list[list[T]]:
    out: list[list[T]] = [[] for _ in sentences]
    n = 0
    for one in sorted(found, key=lambda f: f.span):
        while n + 1 < len(sentences) and sentences[n + 1].start <= one.span.start:
            n += 1
        if sentences:
            out[n].append(one)
    return out


def _untagged(
    document: Document, span: Span, times: Sequence[Expression], references: Sequence[Reference]
) -> Iterator[Mention]:
    for r in references:
        date = Dated(r.when, "gazetteer", (Evidence(document.id, r.span, r.rule),))
        yield reference(document, r, date, "happened")
    yield from dated_parts(document, span, times)


def _tagged(document: Document, told: Sequence[Sentence], expressions: Sequence[Expression]) -> Iterator[Mention]:
    """Sentence by sentence, with the running time and what pronouns stand for."""
    running, spoken, before, acts = _start(document, told), Spoken(), 0, Acts()
    lines, is_wrapped = entries(document.text, expressions), _is_wrapped(document.text)
    for n, s in enumerate(told):
        breaks = document.text.count("\n", before, s.span.start)
        if breaks > is_wrapped:
            running = running.at_paragraph()
        if breaks > 1:
            spoken = Spoken()
        running = replace(running, quoted=is_quoted(s, told[n - 1] if n else None, running.quoted))
        mentions, subjects = _in_sentence(s, running, spoken, acts)
        if entry := entry_at(lines, s.span.start):
            mentions = _entered(s, entry, mentions)
        yield from mentions
        running, spoken, before = told_time(mentions, running), spoken_of(s, subjects, spoken), s.span.end
        acts = acts.after(s, mentions)


def _is_wrapped(text: str) -> bool:
    """Whether the lines of a text are cut at a width, so that a paragraph ends only with an empty line."""
    return all(len(line) <= _WRAPPED for line in text.splitlines())


def _start(document: Document, told: Sequence[Sentence]) -> Running:
    return Running(is_news=is_news(document, told), written=document.date.when if document.date else None)


def _entered(s: Sentence, entry: Entry, mentions: Sequence[Mention]) -> list[Mention]:
    """What an entry of a chronicle tells has its date; an entry in which nothing is told is an event as a whole."""
    date = dated(s.document, entry.when, entry.times) if entry.when else None
    if date is None:
        return list(mentions)
    other = any(not t.expression.when or not contains(date.when, t.expression.when) for t in s.times)
    found = list(mentions)
    if not other:
        found = [replace(m, dated=date, status="happened", confidence=0.7) if _takes(m) else m for m in mentions]
    found = [replace(m, salience=max(m.salience, SHOWN)) if m.dated == date and _is_entry(m) else m for m in found]
    span = Span(entry.span.start, min(entry.span.end, s.span.end))
    if span.start < s.span.start or span.start >= span.end or any(m.dated for m in found):
        return found
    trigger, title = last_word(s.text, span), title_of(s.text, span)
    lemma = trigger.of(s.text).lower()
    weight = _BESIDE_VERB if _is_list_of_names(s, span) else 0.6
    whole = Mention(s.document.id, span, trigger, lemma, title, "event", "chronicle", dated=date, salience=weight)
    return sorted([*found, whole], key=lambda m: (m.trigger, m.span))


def _is_list_of_names(s: Sentence, span: Span) -> bool:
    """A heading that says where or of whom it tells: "480: Thrace, Macedon and Lorn"."""
    told = [x for x, at in zip(s.tagged.labels, s.tagged.spans, strict=True) if span.covers(at)]
    return "CCONJ" in told and all(x.startswith(("PROPN", "PUNCT", "CCONJ")) for x in told)


def _is_entry(m: Mention) -> bool:
    return not m.named and m.status not in ("negated", "hypothetical")


def _takes(m: Mention) -> bool:
    return (m.dated is None or m.dated.basis == "inferred") and m.status in ("happened", "ongoing")


def _in_sentence(s: Sentence, running: Running, spoken: Spoken, acts: Acts) -> tuple[list[Mention], list[str]]:
    """The mentions of a sentence (references, then other event nouns, then verbs) and its subjects."""
    if not s.tagged.words:
        return [], []
    subjects: list[str] = []
    for n in range(len(s.clauses)):
        subjects.append(subject_of(s, n, subjects, spoken))
        spoken = heard(s, n, subjects[n], spoken)
    told: list[Status] = []
    for n in range(len(s.clauses)):
        told.append(clause_status(s, n, None, told))
    nouns = [*named(s)]
    nouns += _nouns(s, [m.span for m in nouns], told, acts, running)
    whole = [*lives(s), *compounds(s, [m.span if m.named else m.trigger for m in nouns], running)]
    nouns = sorted([*nouns, *whole], key=lambda m: m.span)
    covered = [r.span for r in s.references]
    verbs: list[Mention] = []
    for n in range(len(s.clauses)):
        if whole and any(m.span.covers(s.tagged.spans[s.clauses[n].head]) for m in whole):
            continue
        if mention := _verb(s, n, nouns, subjects, told, running, covered):
            verbs.append(mention)
            verbs += _gapped(s, n, subjects[n], mention)
            running = told_time(verbs[-1:], running)
    verbs += outcomes(s, told, running, [m.trigger for m in verbs])
    nouns = list(shared(s, nouns, verbs))
    nouns = [replace(m, salience=min(m.salience, _BESIDE_VERB)) if _adds_nothing(m, verbs) else m for m in nouns]
    return sorted([*nouns, *verbs], key=lambda m: (m.trigger, m.span)), subjects


def _adds_nothing(noun: Mention, verbs: Sequence[Mention]) -> bool:
    """A noun without a name behind a verb of the same date: "they won it in May, causing widespread damage"."""
    if noun.rule != "event-noun" or noun.participants or noun.places or noun.title.count(" ") > 1:
        return False
    before = [v for v in verbs if v.trigger < noun.trigger and v.salience >= SHOWN]
    return any(v.dated and noun.dated and v.dated.when == noun.dated.when for v in before)


def _nouns(
    s: Sentence, taken: Sequence[Span], told: Sequence[Status], acts: Acts, running: Running
) -> Iterator[Mention]:
    """Event nouns with what belongs to them: "a fire in the late 1170s", "the council of 1215"."""
    for number, group in enumerate(s.groups):
        is_act = acts.has(s, group)
        if not group.is_event and not is_act and not _is_dated_thing(s, group):
            continue
        core = s.range(group.begin, group.end)
        if taken and any(t.overlaps(core) for t in taken):
            continue
        end = _with_complement(s, number)
        date, used = noun_date(s, number, s.range(group.begin, end))
        n = s.clause_at(group.head)
        carrier = -1
        if date is None:
            date, carrier = carried(s, group, end)
            date = on_day(s, carrier, date, running)
        if not is_act and not _speaks(s, group, end, date, n):
            continue
        status = noun_status(s, group, n, date, told)
        date = bounded(s.document, status, date, "past")
        span = s.range(group.begin, end)
        span = Span(span.start, max([span.end, *(e.span.end for e in used if e.span.start >= span.start)]))
        weight = noun_salience(s, group, group.begin, end, date, status)
        if s.tagged.small[group.begin] in ("his", "her", "its", "their"):
            weight = min(weight, _BESIDE_VERB)
        title = noun_title(s, group.begin, end)
        if says_little(s, group, end, title):
            weight = min(weight, _BESIDE_VERB)
        if (carrier >= 0 and not _names_deed(s.lemmas[carrier])) or is_told_by_verb(s, group):
            weight = min(weight, _BESIDE_VERB)
        yield Mention(
            s.document.id, span, s.tagged.spans[group.head], group.lemma, title, "event",
            "event-noun", status, weight, 0.7 if date else 0.5, date or noun_bounds(s, group, n, status, running),
            None, *names(s, group.begin, end),
        )  # fmt: skip


def _names_deed(lemma: str) -> bool:
    return lemma in words().echoes or lemma in words().performing


def _is_dated_thing(s: Sentence, group: Group) -> bool:
    """ "The enclosure of 1702", "a rental of 1711": a thing that its year tells from others of its kind."""
    label, after = s.tagged.labels[group.head], s.tagged.labels[group.end : group.end + 2]
    if label != "NOUN.NN" or s.tagged.small[group.end : group.end + 1] != ("of",) or after[1:] != (TIME,):
        return False
    return group.lemma not in words().edges and group.lemma not in words().never


def _speaks(s: Sentence, group: Group, end: int, date: Dated | None, n: int) -> bool:
    """Whether a noun that need not be an event is one here: dated, of something, somebody's, or carried by a verb."""
    if group.lemma not in words().actions or date is not None:
        return True
    small = s.tagged.small
    owned = any(w in ("'s", "’s", "'", "’", "his", "her", "its", "their") for w in small[group.begin : group.head])
    measured = group.begin > 0 and small[group.begin - 1] in ("before", "after", "since", "until", "during")
    carried = n >= 0 and (s.lemmas[n] in words().light or s.lemmas[n] in words().undergo)
    return owned or measured or end > group.end or carried


def _with_complement(s: Sentence, number: int) -> int:
    """The end of a noun group with what hangs on it by "of", "on", "against": "the siege of Lorn"."""
    end = s.groups[number].end
    for at in range(number + 1, min(number + 3, len(s.groups))):
        after = s.groups[at]
        if at == number + 1 and _is_dated_between(s, end, after.begin):
            end = after.begin - 1  # "the arrival in July 1780 of a fleet"
        if after.begin != end + 1 or s.tagged.small[end] not in _COMPLEMENT:
            break
        if at > number + 1 and s.tagged.small[end] != "of":
            break
        if any(t.begin < after.end and t.end > after.begin for t in s.expressions(after.begin, after.end)):
            break
        end = after.end
    is_between = end > s.groups[number].end and s.tagged.small[s.groups[number].end] == "between"
    for after in s.groups[number + 1 : number + 6]:
        joins = after.begin == end + 1 and s.tagged.small[end] == "and"
        if joins and (is_between or _is_pair(s, number, after)):
            return after.end
    return end


def _is_dated_between(s: Sentence, end: int, begin: int) -> bool:
    """Whether a preposition, a date and "of" alone stand between two noun groups."""
    labels = s.tagged.labels[end : begin - 1]
    return labels[:1] == ("ADP",) and s.tagged.small[begin - 1] == "of" and set(labels[1:]) == {TIME}


def _is_pair(s: Sentence, number: int, after: Group) -> bool:
    """ "The battles of Lorn and Gray": two of what is told of as many."""
    head, lemma = s.tagged.small[s.groups[number].head], s.groups[number].lemma
    many = head != lemma and head.endswith("s")
    return many and s.tagged.labels[after.head].startswith("PROPN") and not after.is_event


def _verb(
    s: Sentence, n: int, nouns: Sequence[Mention], subjects: Sequence[str], told: Sequence[Status], running: Running,
    covered: Sequence[Span],
) -> Mention | None:  # fmt: skip
    """A clause whose verb can be an event, with the date that governs it."""
    clause, lemma = s.clauses[n], s.lemmas[n]
    label, copula = s.tagged.labels[clause.head], _is_copula(s, n)
    if not (label.startswith("VERB") or copula) or not s.tagged.words[clause.head][:1].isalpha():
        return None
    trigger = s.tagged.spans[clause.head]
    change = _change(s, n) if copula else None
    if change is not None:
        trigger, lemma = s.tagged.spans[change], s.tagged.small[change]
    begin = s.tagged.spans[clause.subject[1] - 1].start if clause.subject else trigger.start
    if clause.subject and any(span.covers(Span(begin, trigger.end)) for span in covered):
        return None  # "the Bastille fell" names the event, its verb included; "Nelson died at Trafalgar" says more
    stated = on_day(s, n, clause_date(s, n, nouns), running)
    told_of = clause.finite and clause.subject is not None and stated is not None
    if lemma in words().verbs_off and not copula and not told_of:
        return None
    if copula and (stated is None or stated.basis == "inferred") and change is None:
        return None
    status = told[n] if stated is None else clause_status(s, n, stated, told)
    date = bounded(s.document, status, stated, clause.tense) or running_date(s, n, status, running)
    date = onward(date, status, running)
    subject = subjects[n]
    title = clause_title(s, n, subject, status)
    weight = clause_salience(s, n, date, status, subject)
    if adds_little(s, n, subject):
        weight = min(weight, _BESIDE_VERB)
    direct = s.tagged.labels[clause.head + 1 : clause.head + 2] != ("ADP",)
    opens = direct and (lemma in words().echoes or lemma in words().begins)
    if not subject and clause.finite and clause.joined in ("", "and", "but", ",") and not opens:
        weight = min(weight, _BESIDE_VERB)  # "February proved to be calm": who did it is not known
    if subject.lower() == "they" and title.count(" ") <= _TELLING:
        weight = min(weight, _BESIDE_VERB)  # "They were defeated"
    if not subject and title.count(" ") < _TELLING:
        weight = max(weight - 0.2, 0.0)
    return Mention(
        s.document.id, _clause_span(s, n), trigger, lemma, title, "event", "clause", status,
        round(weight, 3), 0.7 if stated else 0.4, date, None,
        *names(s, clause.begin, min(clause.end, clause.begin + _SENTENCE_NAMES)),
    )  # fmt: skip


def _gapped(s: Sentence, n: int, subject: str, told: Mention) -> Iterator[Mention]:
    """The events that share the verb of a mention, each with its own date."""
    for gap in gaps(s, n):
        group, e = s.groups[gap.group], gap.timed.expression
        if e.when is None:
            continue
        yield replace(
            told, span=Span(s.tagged.spans[group.begin].start, e.span.end), trigger=s.tagged.spans[group.head],
            title=gap_title(s, n, subject, group.begin, group.end), rule="gap", dated=dated(s.document, e.when, [e]),
        )  # fmt: skip


def _is_copula(s: Sentence, n: int) -> bool:
    """ "Pompey was dead", "they are to be out": a form of "be" that a predicate follows, not another verb."""
    clause, t = s.clauses[n], s.tagged
    if s.lemmas[n] != "be" or not clause.finite or clause.subject is None:
        return False
    if t.small[clause.subject[1] - 1] in ("it", "there") and _change(s, n) is None:
        return False  # "it is six days since"
    after = range(clause.head + 1, min(clause.end, clause.head + 8))
    told = (k for k in after if t.labels[k].startswith(_PREDICATES) and t.small[k] != "that")
    return next(told, None) is not None or _change(s, n) is not None


def _change(s: Sentence, n: int) -> int | None:
    """ "Was gone": the token of a predicate that says what has happened."""
    head = s.clauses[n].head
    after = range(head + 1, min(head + 3, len(s.tagged.small)))
    return next((k for k in after if s.tagged.small[k] in words().changes), None)


def _came_to_nothing(s: Sentence, n: int) -> bool:
    """ "The march was forbidden": the march is an event of its own, which did not happen."""
    clause = s.clauses[n]
    if clause.subject is None or not clause.passive or s.lemmas[n] not in words().failing:
        return False
    first = s.group_at(clause.subject[0])
    return first is not None and s.groups[first].is_event


def _clause_span(s: Sentence, n: int) -> Span:
    """From the subject to the end of the clause, without the marks at its end, but not what "was cancelled"."""
    clause = s.clauses[n]
    begin, end = clause.group[0], end_of_clause(s, n)
    if clause.subject and not _came_to_nothing(s, n) and clause.begin <= clause.subject[0] < begin:
        begin = clause.subject[0]
    while end > clause.group[1] and s.tagged.labels[end - 1] in ("PUNCT", "CCONJ", "SCONJ"):
        end -= 1
    return s.range(begin, end)
