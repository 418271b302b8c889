"""Event mentions of a document: verbs in their clauses, event nouns, and references to known events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from timeline.dates.when import When, intersect, within
from timeline.extract.bounds import dated, is_compared, when_of
from timeline.extract.plain import last_word, plain
from timeline.extract.statements import (
    Sentence,
    is_light,
    noun_salience,
    noun_status,
    salience,
    singular,
    status_of,
    words,
)
from timeline.extract.titles import title_of
from timeline.language import chunks
from timeline.language.chunks import Clause
from timeline.language.forms import lemma
from timeline.model import Dated, Document, Evidence, Expression, Mention, Reference, Span, Status

_PRONOUNS = "he she it they this that who which these those we i you him her them there what"
_OF_TIME = re.compile(
    r"[\"”'’)]?(?:,?\s*(?:of|in|on|from|at the)\b|\s*[,(])?\s*(?:late|early|about|around)?\s*", re.IGNORECASE
)


def find(
    document: Document, sentences: Sequence[Span], expressions: Sequence[Expression], references: Sequence[Reference]
) -> tuple[Mention, ...]:
    """All mentions in the order of the text, however unimportant ("said"); their `salience` (0..1) tells them apart.

    >>> from timeline.extract.expressions import find as times
    >>> text = "The Assembly abolished feudal dues on 4 August 1789."
    >>> [(m.title, m.status) for m in find(Document("a", text), [Span(0, len(text))], times(text), ())]
    [('The Assembly abolished feudal dues', 'happened')]
    """
    times, known = _by_sentence(sentences, expressions), _by_sentence(sentences, references)
    tagged = chunks.tag(document.text, sentences) if document.language in ("en", "") else []
    found: list[Mention] = []
    for n, span in enumerate(sentences):
        if tagged:
            clauses = chunks.clauses(tagged[n])
            found += _in_sentence(Sentence(document, span, tagged[n], clauses, tuple(times[n]), tuple(known[n])))
        else:
            found += plain(document, span, times[n], known[n])
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


def _in_sentence(s: Sentence) -> Iterator[Mention]:
    """References first, then event nouns that are none, then the verbs."""
    named = list(_named(s))
    nouns = list(_nouns(s, [m.span for m in named]))
    held = [e.span for m in (*named, *nouns) if m.dated for e in m.dated.evidence if m.span.covers(e.span)]
    held += [e.span for m in named if m.dated for e in m.dated.evidence[1:]]
    yield from named
    yield from nouns
    yield from _verbs(s, held)


def _named(s: Sentence) -> Iterator[Mention]:
    """A reference is a mention; the text may date it more finely than the gazetteer."""
    for r in s.references:
        evidence = (Evidence(s.document.id, r.span, r.rule),)
        when, used = _attached(s, r.span)
        finer = intersect(r.when, when) if when is not None else None
        date = Dated(
            finer or r.when, "gazetteer", evidence + tuple(Evidence(s.document.id, e.span, e.rule) for e in used)
        )
        clause = _clause_at(s, r.span)
        head = last_word(s.text, r.span)
        yield Mention(
            s.document.id, r.span, head, head.of(s.text).lower(), r.named.name, r.kind, f"gazetteer:{r.rule}",
            noun_status(s, clause, r.span, date), 0.9 if r.kind != "period" else 0.3, r.named.confidence, date, r.named,
            r.participants[:0], r.places[:0],
        )  # fmt: skip


def _nouns(s: Sentence, taken: Sequence[Span]) -> Iterator[Mention]:
    """Event nouns with what belongs to them: "a fire in the late 1170s", "the council of 1215"."""
    for begin, end, head in chunks.noun_groups(s.tagged):
        noun = singular(s.tagged.words[head])
        if noun not in words().nouns or (chunks.is_name(s.tagged.labels[head]) and s.tagged.words[head].islower()):
            continue
        core = s.range(begin, end)
        if any(t.overlaps(core) for t in taken):
            continue
        span = _with_complement(s, core)
        when, used = _attached(s, span)
        date = dated(s.document, when, used) if when else None
        clause = _clause_at(s, core)
        if date is None:
            date = _told_by_verb(s, clause, core)
        span = Span(span.start, max([span.end, *(e.span.end for e in used if e.span.start >= span.start)]))
        yield Mention(
            s.document.id, span, s.tagged.spans[head], noun, title_of(s.text, span, [e.span for e in used]), "event",
            "event-noun", noun_status(s, clause, core, date), noun_salience(s, span, date), 0.7, date, None,
            *_names(s, begin, end),
        )  # fmt: skip


def _told_by_verb(s: Sentence, clause: Clause | None, core: Span) -> Dated | None:
    """A noun whose verb only says that it happened has the verb's date: "the putsch began on Friday", "the siege, which
    lasted until May"."""
    if clause is not None and is_light(s, clause) and _is_subject(s, clause, core):
        return _clause_date(s, clause, ())
    for one in s.clauses:
        behind = s.text[core.end : s.tagged.spans[one.begin].start] if one.begin < len(s.tagged.spans) else "x"
        if (
            one.joined in ("which", "that")
            and is_light(s, one)
            and len(behind) < 40
            and not re.search(r"[.;:]", behind)
        ):
            return _clause_date(s, one, ()) if s.tagged.spans[one.begin].start >= core.end else None
    return None


def _verbs(s: Sentence, held: Sequence[Span]) -> Iterator[Mention]:
    """Clauses with a verb that can be an event; each gets the expression that governs it."""
    before: Clause | None = None
    for clause in s.clauses:
        head = s.tagged.words[clause.head].lower()
        if s.tagged.labels[clause.head].startswith("AUX") and clause.group[1] - clause.group[0] == 1:
            before = clause
            continue
        yield _verb(s, clause, head, held, before)
        before = clause


def _verb(s: Sentence, clause: Clause, head: str, held: Sequence[Span], before: Clause | None) -> Mention:
    verb = lemma(head, s.tagged.labels[clause.head])
    date = _clause_date(s, clause, held) or _inherited(s, clause, before, held)
    status = status_of(s, clause, date)
    date = _bounded(s.document, status, date)
    span = _clause_span(s, clause)
    subject = _missing_subject(s, clause)
    title = title_of(s.text, span, [e.span for e in s.times if span.covers(e.span)], subject)
    return Mention(
        s.document.id, span, s.tagged.spans[clause.head], verb, title, "event", "clause", status,
        salience(s, clause, verb, date), 0.7, date, None, *_names(s, clause.begin, clause.end),
    )  # fmt: skip


def _clause_date(s: Sentence, clause: Clause, held: Sequence[Span]) -> Dated | None:
    """The date of the expressions inside a clause; one that a noun of the clause holds dates the noun alone."""
    area = s.range(clause.begin, clause.end)
    free = [e for e in s.times if area.covers(e.span) and not any(h.overlaps(e.span) for h in held)]
    free = free or [e for e in s.times if _follows_verb(s, clause, e) and not any(h.overlaps(e.span) for h in held)]
    when, used = when_of(s.text, free, s.tagged.spans[clause.head].end)
    return dated(s.document, when, used) if when else None


def _follows_verb(s: Sentence, clause: Clause, e: Expression) -> bool:
    """Right behind the verb, where the clause ends: "lockdowns imposed last month brought travel to a halt"."""
    return e.when is not None and s.text[s.tagged.spans[clause.head].end : e.span.start].strip() in ("", "in", "on")


def _inherited(s: Sentence, clause: Clause, before: Clause | None, held: Sequence[Span]) -> Dated | None:
    """The date of the words that a clause hangs on ("in January, when the Shah fled"), or of those that open the
    sentence before all verbs ("In 1815 he rose and fell")."""
    if before is None:
        return None
    begin = s.tagged.spans[clause.begin].start
    if clause.joined in ("when", "where", "as", "while"):
        leading = [e for e in s.times if e.span.end <= begin and e.when is not None]
        if leading and clause.joined == "when" and not s.text[leading[-1].span.end : begin].strip(" ,—–-\n"):
            return dated(s.document, leading[-1].when, leading[-1:])  # type: ignore[arg-type]
        return _clause_date(s, before, held) if clause.tense == before.tense else None
    limit = s.tagged.spans[s.clauses[0].group[0]].start
    fronted = [e for e in s.times if e.span.end <= limit and not any(h.overlaps(e.span) for h in held)]
    if fronted and clause.joined in ("and", "but", "") and before is s.clauses[0]:
        when, used = when_of(s.text, fronted, fronted[0].span.start)
        return dated(s.document, when, used) if when else None
    return None


def _bounded(document: Document, status: Status, date: Dated | None) -> Dated | None:
    """What the day of writing adds: a plan lies after it; what has happened and has no date of its own before it."""
    written = document.date.when if document.date else None
    if written is None or written.latest is None:
        return date
    if status == "planned":
        ahead = within(written.earliest, None)
        both = intersect(date.when, ahead) if date else None
        return replace(date, when=both) if date and both else date
    return date


def _attached(s: Sentence, span: Span) -> tuple[When | None, tuple[Expression, ...]]:
    """A date right at a noun: before it ("the 1956 rising"), inside, or behind with "of", "on", or in brackets."""
    near = [
        e for e in s.times
        if e.when and not is_compared(s.text, e) and (
            span.covers(e.span)
            or (e.span.start >= span.end and _OF_TIME.fullmatch(s.text[span.end : e.span.start]))
            or (e.span.end <= span.start and not s.text[e.span.end : span.start].strip())
        )
    ]  # fmt: skip
    if not near:
        return None, ()
    last = near[-1]
    more = [e for e in s.times if e.when and e.span.start >= last.span.end and e.span.start - last.span.end < 8]
    return when_of(s.text, near + more[:1], near[0].span.start)


def _is_subject(s: Sentence, clause: Clause, core: Span) -> bool:
    return clause.subject is not None and s.range(*clause.subject).overlaps(core)


def _clause_at(s: Sentence, span: Span) -> Clause | None:
    return next((c for c in s.clauses if s.range(c.begin, c.end).overlaps(span)), None)


def _clause_span(s: Sentence, clause: Clause) -> Span:
    """From the subject to the end of the clause; without the marks at its end."""
    begin = clause.group[0]
    if clause.subject:
        begin = _after_times(s, *clause.subject)
    end = clause.end
    while end > clause.group[1] and s.tagged.labels[end - 1] in ("PUNCT", "CCONJ", "SCONJ"):
        end -= 1
    return s.range(begin, end)


def _after_times(s: Sentence, begin: int, end: int) -> int:
    """The first token of a subject behind the dates that the sentence opens with."""
    for n in range(end - 1, begin - 1, -1):
        if any(e.span.overlaps(s.tagged.spans[n]) for e in s.times):
            return n + 1
    return begin


def _missing_subject(s: Sentence, clause: Clause) -> str:
    """The subject of the clause before, where a verb is joined to it ("crossed ... and died")."""
    n = s.clauses.index(clause)
    if clause.subject is not None or n == 0 or clause.joined not in ("and", "but", "or"):
        return ""
    before = s.clauses[n - 1].subject
    if before is None:
        return ""
    begin = _after_times(s, *before)
    subject = " ".join(s.range(begin, before[1]).of(s.text).split()) if begin < before[1] else ""
    return "" if subject.lower() in _PRONOUNS.split() or len(subject) > 40 else subject


def _with_complement(s: Sentence, core: Span) -> Span:
    """A noun group with the "of" or "on" group behind it: "the siege of Lorn", "attack on Pearl Harbor"."""
    tokens = s.tagged.spans
    n = next((k for k, t in enumerate(tokens) if t.start >= core.end), len(tokens))
    if n >= len(tokens) or s.tagged.words[n].lower() not in (
        "of",
        "on",
        "in",
        "against",
        "at",
        "between",
        "by",
        "with",
        "from",
        "to",
    ):
        return core
    end = n + 1
    while end < len(tokens) and (
        s.tagged.labels[end].startswith(("DET", "ADJ", "NOUN", "PROPN")) or s.tagged.words[end] in ("'s", "’s")
    ):
        end += 1
    if end == n + 1 or any(e.span.overlaps(s.range(n + 1, end)) for e in s.times):
        return core
    return Span(core.start, tokens[end - 1].end)


def _names(s: Sentence, begin: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Participants and places among tokens: names; a place follows a preposition of place."""
    who: dict[str, None] = {}
    where: dict[str, None] = {}
    n = begin
    while n < end:
        if not chunks.is_name(s.tagged.labels[n]) or any(e.span.overlaps(s.tagged.spans[n]) for e in s.times):
            n += 1
            continue
        first = n
        while n < end and (
            chunks.is_name(s.tagged.labels[n])
            or (s.tagged.words[n] == "of" and n + 1 < end and chunks.is_name(s.tagged.labels[n + 1]))
        ):
            n += 1
        name = " ".join(s.range(first, n).of(s.text).split())
        placed = first > 0 and s.tagged.words[first - 1].lower() in (
            "in",
            "at",
            "near",
            "into",
            "outside",
            "off",
            "through",
        )
        (where if placed else who)[name] = None
    return tuple(who), tuple(where)
