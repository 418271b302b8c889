"""Which known event a wording means: by the year beside it, the places and people near it, and the date of the text.

A name of several events, a verb or hint ("Kennedy was shot"), a place that stands for its battle ("after Waterloo") are
decided by what stands around them, or left alone; wordings without any name follow in `paraphrases`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.dates.when import When, overlaps
from timeline.gazetteer.matcher import Match
from timeline.gazetteer.nouns import ARTICLES, come_again, fresh, invocation
from timeline.gazetteer.table import Entry, Gazetteer
from timeline.gazetteer.wordings import FOUGHT
from timeline.link import paraphrases
from timeline.link.agreement import Finding, allowed, anchors, has_participant, is_attached, is_current, is_fresh
from timeline.link.surroundings import YEAR, Place, Surroundings, clause_dates
from timeline.model import Annotation, Document, Expression, Named, Reference, Span

FAMOUS_FOR = frozenset(
    ("battle", "siege", "disaster", "massacre", "attack", "campaign", "genocide", "raid", "scandal", "riot", "crisis")
)
TITLE = 60  # characters of a title before and behind a name in it
BETTER_KNOWN = 3  # times as many Wikipedias
SAME_WAR = 3000  # days in which a battle is of the war that the story tells
OLD = 1000  # days after which an event is no news
SIGNED = frozenset(("treaty", "surrender"))
_PART_OF_NAME = re.compile(r"(?:[A-Z][\w.’']*\s+(?:of\s+)?|[-’'])$")
_COUNTED = re.compile(r"[-\s]+(?!(?:and|or|but|in|when|as|is|was|to|for|with|on|at|all)\b)\w")  # "remember 1956 people"
_MIDDLE_NAME = re.compile(r"[\w,] [A-Z][\w.’']*\s+$")
_GOES_ON = re.compile(
    r"[-’']?\s?(?:[A-Z][a-z]+|(?:station|street|town|village|school|soup|tram|team|complex|building|coast)s?\b)"
)


def resolve(
    document: Document,
    matches: Sequence[Match],
    expressions: Sequence[Expression],
    sentences: Sequence[Span],
    gazetteer: Gazetteer,
) -> tuple[Reference, ...]:
    """The references to known events in the order of the text; a wording that nothing decides gives none.

    >>> from timeline.gazetteer import matcher, table
    >>> text, known = "In 1972, Bloody Sunday shocked Derry.", table.load()
    >>> found = resolve(Document("a", text), matcher.find(text, "en", known), (), [Span(0, len(text))], known)
    >>> [r.named.name for r in found]
    ['Bloody Sunday (1972)']
    """
    around = Surroundings(document, expressions, sentences)
    news = [(noun.casefold(), name) for noun, name in fresh().findall(document.text)]
    matches = [m for m in matches if not _is_in_title(document.text, m.span)]
    matches = [m for m in matches if not _is_of_now(m, around.written, news)]
    found = list(_from_matches(matches, around))
    bare = {m.span.end: m for m in matches if is_bare_noun(m.alias)}
    found += paraphrases.find(around, gazetteer, found, bare)
    return tuple(_reference(f, around.at(f.span)) for f in sorted(found, key=lambda f: f.span))


def undecided(
    annotation: Annotation, matches: Sequence[Match]
) -> tuple[tuple[Span, tuple[Entry, ...], str], ...]:
    """Names of known events that were left alone, what they could mean, and why; for a reader who asks.

    >>> from timeline.gazetteer import matcher, table
    >>> text, known = "They sang of Bloody Sunday.", table.load()
    >>> found = undecided(Annotation(Document("a", text)), matcher.find(text, "en", known))
    >>> [(span.of(text), len(entries) > 2, why) for span, entries, why in found]
    [('Bloody Sunday', True, 'nothing nearby decides between them')]
    """
    around = Surroundings(annotation.document, annotation.expressions, annotation.sentences)
    taken = [r.span for r in annotation.references]
    return tuple(
        (match.span, match.entries, _why_not(match, around.at(match.span)))
        for match in matches
        if match.rule in ("name", "hint") and not is_bare_noun(match.alias) and not match.alias.isdigit()
        and not any(match.span.overlaps(span) for span in taken)
    )  # fmt: skip


def _why_not(match: Match, place: Place) -> str:
    latest = place.written.latest if place.written else None
    if latest is not None and all((e.when.earliest or latest) > latest for e in match.entries):
        return "it came after the text was written"
    possible = allowed(match.span, match.entries, place)
    if not possible:
        return "another year stands at the name"
    if _is_in_title(place.text, match.span):
        return "it is a part of a title"
    if _stands_for_event(match):
        return "here it is a place or a year"
    if len(possible) > 1:
        return "nothing nearby decides between them"
    return "the name alone is a hint, and no date, place or person nearby agrees"


def _is_in_title(text: str, span: Span) -> bool:
    """Whether a name is a part of a quoted title of a work: "The Eighteenth Brumaire of Louis Bonaparte"."""
    begin = max(text.rfind(sign, max(0, span.start - TITLE), span.start) for sign in "\"“")
    ends = [at for sign in "\"”" if (at := text.find(sign, span.end, span.end + TITLE)) >= 0]
    if begin < 0 or not ends or "\n\n" in text[begin : min(ends)]:
        return False
    words = re.findall(r"[^\W\d_]+", text[begin + 1 : span.start] + " " + text[span.end : min(ends)])
    others = [w for w in words if w.casefold() not in ARTICLES and len(w) > 3]
    return text[begin + 1 : begin + 2].isupper() and bool(others) and all(w[0].isupper() for w in others)


def _is_of_now(match: Match, written: When | None, news: Sequence[tuple[str, str]]) -> bool:
    """Whether the text tells of a new event of that sort and place: "Krakatoa eruption", "its recent eruptions"."""
    day = written.earliest if written else None
    if day is None or not news or any(e.when.latest is None or day - e.when.latest < OLD for e in match.entries):
        return False
    said = {word.casefold() for word in re.findall(r"\w+", match.alias)}
    return any(noun in said and name.casefold() in said for noun, name in news)


def is_bare_noun(alias: str) -> bool:
    """An article and one small word: "the war", "the pandemic"."""
    words = alias.split()
    return len(words) == 2 and words[0].casefold() in ARTICLES and words[1].islower()


def _from_matches(matches: Sequence[Match], around: Surroundings) -> Iterator[Finding]:
    """Names first, then what needs support, which may be that the name stands elsewhere in the text."""
    clear = [m for m in matches if m.rule == "name" and not is_bare_noun(m.alias) and not _stands_for_event(m)]
    known: Counter[str] = Counter()
    for match in clear:
        entry, confidence = _decide(match.entries, match.span, around.at(match.span), known)
        if entry:
            known[entry.id] += 1
            yield Finding(match.span, entry, confidence, match.rule)
    plain = set(map(id, clear))
    for match in matches:
        if id(match) not in plain and not is_bare_noun(match.alias):
            entry, confidence = _supported(match, around.at(match.span), known)
            if entry:
                yield Finding(match.span, entry, confidence, match.rule)


def _stands_for_event(match: Match) -> bool:
    """A place or a year instead of the name."""
    return match.alias.isdigit() or all(_is_place(match.alias, e) for e in match.entries)


def _is_place(alias: str, entry: Entry) -> bool:
    return alias.casefold().removeprefix("the ") in (p.casefold() for p in entry.places)


def _decide(entries: Sequence[Entry], span: Span, place: Place, known: Counter[str]) -> tuple[Entry | None, float]:
    """The entry that the surroundings speak for, else one far better known than the others; and how sure that is."""
    possible = allowed(span, entries, place)
    if len(possible) == 1:
        return possible[0], 0.95 if len(entries) == 1 else 0.9
    scored = [(_score(e, place, known), e) for e in possible]
    best = max((score for score, _ in scored), default=0)
    first = sorted((e for score, e in scored if score == best), key=lambda e: -e.fame)
    if best > 0 and len(first) == 1:
        return first[0], 0.8
    if len(first) > 1 and first[0].fame >= BETTER_KNOWN * first[1].fame:
        return first[0], 0.6
    return None, 0.0


def _score(entry: Entry, place: Place, known: Counter[str]) -> int:
    years = any(overlaps(when, entry.when) for _, when in place.dates)
    told = place.told is not None and overlaps(place.told, entry.when)
    years = years or is_fresh(place.written, entry.when)
    return 4 * years + 3 * bool(anchors(entry) & place.words) + told + 2 * (entry.id in known)


def _supported(match: Match, place: Place, known: Counter[str]) -> tuple[Entry | None, float]:
    """Verbs, hints, places and years, where the surroundings agree."""
    possible = allowed(match.span, match.entries, place)
    if match.rule in ("name", "place"):
        fitting, confidence = [e for e in possible if _is_invoked(match, e, place)], 0.75
    elif match.rule == "verb":
        told = not paraphrases.OTHERWISE.match(place.text, match.span.end)
        fitting, confidence = [e for e in possible if told and _in_story(e, place)], 0.85
    else:
        fitting, confidence = [e for e in possible if _is_backed(match, e, place, known)], 0.75
    if len(fitting) < 2:
        return (fitting[0], confidence) if fitting else (None, 0.0)
    entry, _ = _decide(fitting, match.span, place, known)
    return entry, confidence - 0.1


def _in_story(entry: Entry, place: Place) -> bool:
    """Whether the dates of the sentence, or the one told before it, allow the event."""
    if place.exact:
        return any(overlaps(when, entry.when) for when in place.exact)
    now = is_current(place.written, entry.when)
    return now or place.told is None or overlaps(place.told, entry.when, 2 * YEAR)


def _is_backed(match: Match, entry: Entry, place: Place, known: Counter[str]) -> bool:
    """A hint, with a date, a place, a person, the day of writing, or the name itself elsewhere to back it."""
    before = place.text[max(0, match.span.start - 20) : match.span.start]
    if not _in_story(entry, place) or (" " not in match.span.of(place.text) and _MIDDLE_NAME.search(before)):
        return False  # "the White Terror"
    own = {word.casefold() for word in re.findall(r"\w+", match.span.of(place.text))}
    now = is_current(place.written, entry.when)
    return now or bool(place.exact) or bool(anchors(entry) & (place.words - own)) or entry.id in known


def _is_invoked(match: Match, entry: Entry, place: Place) -> bool:
    """ "Another Munich", "since Chernobyl", "Stalingrad in 1943", "beat him at Zama", but not the town."""
    before = place.text[max(0, match.span.start - 70) : match.span.start]
    after = place.text[match.span.end : match.span.end + 16]
    if _GOES_ON.match(after) or (match.alias.isdigit() and _COUNTED.match(after)):
        return False
    invoked = invocation("strong").search(before) or come_again().match(after)
    if invoked and (match.rule == "name" or entry.kind in FAMOUS_FOR):
        return True
    if not match.alias.isdigit() and _happened_there(match, entry, place, before):
        return True
    if match.alias.isdigit() or entry.kind not in FAMOUS_FOR or match.rule == "place":
        return False  # "in Iraq in 2006" is the country
    if invocation("weak").search(before):
        return True
    dated = any(overlaps(when, entry.when) and (when.width or YEAR * 9) <= 2 * YEAR for _, when in place.dates)
    return dated and not _PART_OF_NAME.search(before)


def _happened_there(match: Match, entry: Entry, place: Place, before: str) -> bool:
    """A verb of fighting or signing right before the place, and a date of the story or a commander to agree."""
    said = invocation("fought" if entry.kind in FOUGHT else "signed")
    if not (entry.kind in FOUGHT or entry.kind in SIGNED) or not said.search(before):
        return False
    beside = clause_dates(place, match.span)
    if beside:
        return any(overlaps(when, entry.when) for when in beside)
    told = [*place.exact, *([place.told] if place.told else [])]
    if told and not any(overlaps(when, entry.when, SAME_WAR) for when in told):
        return False
    known = has_participant(entry, place) or (match.rule == "name" and entry.kind == "battle")
    return known or any(overlaps(when, entry.when, YEAR) for when in told)


def _reference(found: Finding, place: Place) -> Reference:
    entry, span = found.entry, found.span
    for at, _ in place.dates:
        if at.end <= span.start and is_attached(place.text, at, span):
            span = Span(at.start, span.end)
        elif re.fullmatch(r"[\"”'’]?\s*of\s+", place.text[span.end : at.start]) and at.end - at.start <= 8:
            span = Span(span.start, at.end)
    named = Named(entry.id, entry.name, found.confidence)
    when = _until_written(entry.when, place.written)
    return Reference(span, named, when, found.rule, entry.kind, entry.places, entry.participants, entry.part_of)


def _until_written(when: When, written: When | None) -> When:
    """An event that was still going on ends, for its reader, with the day of writing."""
    if written is None or written.latest is None:
        return when
    if when.latest is not None and when.latest <= written.latest:
        return when
    if when.earliest is not None and when.earliest > written.latest:
        return when
    limit = written.latest
    ended = limit if when.end[1] is None else _at_most(when.end[0], limit)  # open: it goes on
    return replace(when, start=(when.start[0], _at_most(when.start[1], limit)), end=(ended, limit))


def _at_most(bound: int | None, limit: int) -> int:
    return limit if bound is None else min(bound, limit)
