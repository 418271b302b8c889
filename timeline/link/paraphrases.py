"""Known events without their name: "the coup attempt" in a text from Turkey of that week, "the war" in its history.

A noun or verb of the event's kind, a place or a person, and a date have to agree; "the war" alone means the one that
the text is about at that point of its story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from timeline.dates.calendars import weekday
from timeline.dates.when import overlaps
from timeline.gazetteer.matcher import Match
from timeline.gazetteer.nouns import Kinds, first_words, kinds_of_words
from timeline.gazetteer.table import Entry, Gazetteer
from timeline.link.agreement import (
    Finding,
    allowed,
    anchors,
    by_anchor,
    called,
    has_participant,
    is_attached,
    is_day,
    is_fresh,
    parties,
)
from timeline.link.surroundings import WORD, YEAR, Place, Surroundings, clause_dates
from timeline.link.topics import Topics
from timeline.model import Span

WIDE = frozenset(("war", "campaign", "crisis"))  # of many battles: meant by a noun of their names alone
SHORT = 3  # days of an event that one day tells
MONTH = 31  # days by which a story may have run ahead of the event that it tells
DAYS = 14  # days that news count from a day in the same clause ("on Monday, a day after")
BRIEF = frozenset(("boycott", "strike", "coup", "putsch", "riots", "massacre", "genocide", "mutiny", "crackdown"))
RARE = frozenset(("coup", "disaster", "assassination"))
_QUAKES = frozenset(("earthquake", "earthquakes", "quake", "tsunami"))
_STORMS = frozenset(("hurricane", "cyclone", "typhoon", "storm"))
_NATURAL = _QUAKES | _STORMS | {"eruption"}
SORTS = (_QUAKES, _STORMS, frozenset(("eruption", "erupted", "volcano")), _NATURAL | {"struck"})
_NEXT = re.compile(r"\s([^\W\d_]+)")
_WHERE = re.compile(r"\s+(?:in|at|of|on|off)\s+(?:the\s+)?(?:[a-z]+\s+(?:of|in|at)\s+)?([A-Z]\w+)")
_ATTEMPT = re.compile(r"\s+attempt\b")
_DEFINITE = re.compile(r"\b(?:the|its|last week's|this week's)\s+$", re.IGNORECASE)
_QUALITIES = r"armed|failed|attempted|military|popular|bloody|abortive|nuclear|full-scale|so-called"
_NAMES = re.compile(rf"(?:(?:[A-Z][\w.]*(?:[’']s?)?|\d{{4}}|{_QUALITIES})\s+)+$")
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|be|been|being|had|has|have)\s+(?:\w+\s+)?$")
_NAMED = re.compile(r"\s+(?:[A-Z]|(?:the|its|his|their)\s)")
_ONE_NAME = re.compile(r"[A-Z]\w+\s+$")
# What a verb means besides what it tells of an event: "Assad fell ill", "Athens surrendered the cup".
OTHERWISE = re.compile(
    r"\s+(?:off|ill|asleep|silent|behind|short|out|in love|gas|coal|oil|fuel|wood|brightly)\b"
    r"|(?<=surrendered)\s+(?:its|his|her|their|an?|all|control|power|the\s(?!next|following|same|day|morning|evening))\b"
)


def find(
    around: Surroundings, gazetteer: Gazetteer, named: Sequence[Finding], bare: Mapping[int, Match]
) -> Iterator[Finding]:
    """What speaks of known events without naming them. `bare` are rows' own wordings of that sort, by their end."""
    nouns, verbs = kinds_of_words()
    busy, index = sorted(f.span for f in named), by_anchor(gazetteer)
    topics = Topics(around, named, index)
    said = {(f.entry.id, around.at(f.span).sentence) for f in named if not _is_date(f.span, around.at(f.span))}
    begins = first_words()
    for word in WORD.finditer(around.text):
        if word.group().casefold() not in begins:
            continue
        span, small = _told_by(word, around.text, verbs)
        kinds = nouns.get(small) or verbs.get(small)
        if not kinds or _is_taken(busy, span) or (small in verbs and OTHERWISE.match(around.text, span.end)):
            continue
        place = around.at(span)
        found = _told(span, kinds, place, index, small in verbs)
        if found and (found.entry.id, place.sentence) in said:
            found = None  # the sentence has it by name, or has told it already
        if not found and small in nouns:
            found = topics.meant(span, kinds, place, bare.get(span.end))
        if not found and small in verbs:
            found = topics.told_again(span, kinds, place)
        if found:
            said.add((found.entry.id, place.sentence))
            yield found


def _is_date(span: Span, place: Place) -> bool:
    """Whether a name is written for its day: "he was stabbed on the Ides of March"."""
    return any(at.overlaps(span) and span.end <= at.end for at, _ in place.dates)


def _told_by(word: re.Match[str], text: str, verbs: Kinds) -> tuple[Span, str]:
    """A word with its particle or object, if the two are a verb of the rows: "blew up", "took power"."""
    following = _NEXT.match(text, word.end())
    small = word.group().casefold()
    if following and f"{small} {following.group(1).casefold()}" in verbs:
        return Span(word.start(), following.end()), f"{small} {following.group(1).casefold()}"
    return Span(word.start(), word.end()), small


def _told(
    span: Span, kinds: frozenset[str], place: Place, index: Mapping[str, Sequence[Entry]], verb: bool
) -> Finding | None:
    """The one entry that agrees in kind, place or person, and date."""
    phrase = span if verb else _phrase(place.text, span, place)
    if not verb and span.of(place.text)[0].isupper() and _ONE_NAME.search(place.text[phrase.start : span.start]):
        return None  # "Warsaw Pact" is a name of its own
    noun = span.of(place.text).casefold()
    times = [*(when for _, when in place.dates), *([place.told] if place.told else [])]
    undated = not place.dates and place.written is None

    def is_in_time(e: Entry) -> bool:
        return undated or is_fresh(place.written, e.when) or any(overlaps(when, e.when, MONTH) for when in times)

    def near(words: frozenset[str]) -> list[Entry]:
        found = {
            e.id: e for word in words for e in index.get(word, ())
            if e.kind in kinds and is_in_time(e) and (verb or e.kind not in WIDE or noun in called(e))
            and _is_such(e, noun)
        }  # fmt: skip
        return allowed(phrase, [e for _, e in sorted(found.items())], place)

    agrees = _verb_agrees if verb else _noun_agrees
    found = [e for e in near(place.words) if agrees(e, place, phrase)]
    if not found and verb:
        found = [e for e in near(place.before) if _is_same_day(e, place, phrase)]
    if not found and not verb and noun in BRIEF:
        found = [e for e in near(place.words | place.before) if noun in called(e) and _goes_on(e, place)]
    if not found and not place.dates and place.written is None:
        return _undated(near(place.words | place.before), place, phrase, noun, verb)
    if len(found) > 1:
        found = [e for e in found if noun in called(e)]
    return Finding(phrase, found[0], 0.7, "paraphrase") if len(found) == 1 else None


def _is_such(entry: Entry, noun: str) -> bool:
    """Whether a disaster is of the sort that the noun says, if it says one: no quake is a hurricane."""
    sort = next((sort for sort in SORTS if noun in sort), None)
    return entry.kind != "disaster" or sort is None or not sort.isdisjoint(called(entry))


def _undated(near: Sequence[Entry], place: Place, phrase: Span, noun: str, verb: bool) -> Finding | None:
    """In a text without dates: the one event that was on that day of the week, or of that name ("explosion in X")."""
    short = [e for e in near if (e.when.width or YEAR) <= SHORT]
    sure = [e for e in short if (has_participant(e, place) if verb else noun in called(e))]
    found = [e for e in sure if weekday(e.when.earliest or 0) in place.weekdays and _is_of(e, place)]
    sure_verb = noun != "shot" or _is_told(place.text, phrase)
    if verb and not found and sure_verb and (place.told is None or place.told.width != 1):
        told = [e for e in short if place.told is None or overlaps(place.told, e.when, YEAR)]
        found = [e for e in told if e.kind in RARE and parties(e, place.words) > 1]
    if not verb and noun != "fall" and len(found) != 1:
        where = _WHERE.match(place.text, phrase.end)
        definite = _DEFINITE.search(place.text, max(0, phrase.start - 12), phrase.start)
        fits = place.told is None or any(overlaps(place.told, e.when) for e in short)
        named = {where.group(1).casefold()} if where and definite and fits else set[str]()
        found = [e for e in short if noun in called(e) and anchors(e) & named]
    return Finding(phrase, found[0], 0.6, "paraphrase") if len(found) == 1 else None


def _is_told(text: str, verb: Span) -> bool:
    """Whether a verb is one and no noun: "was shot", "killed Caesar", but not "a title shot"."""
    before = _AUXILIARY.search(text, max(0, verb.start - 20), verb.start)
    return before is not None or _NAMED.match(text, verb.end) is not None


def _is_of(entry: Entry, place: Place) -> bool:
    """Whether the sentence names a place or person of it, and this or the one before it another."""
    return parties(entry, place.words) > 0 and parties(entry, place.words | place.before) > 1


def _goes_on(entry: Entry, place: Place) -> bool:
    """Whether the story has just told the year of an event of no more than two years."""
    times = place.exact or [when for when in (place.told,) if when and (when.width or 2 * YEAR) <= YEAR]
    return (entry.when.width or 3 * YEAR) <= 2 * YEAR and any(overlaps(when, entry.when, MONTH) for when in times)


def _noun_agrees(entry: Entry, place: Place, phrase: Span) -> bool:
    if entry.when.width is None or entry.when.width > 6 * YEAR:
        return False
    year = any(overlaps(when, entry.when) for when in place.exact)
    fresh = is_fresh(place.written, entry.when)
    if place.exact and not year and not fresh:
        return False
    if any(overlaps(when, entry.when) and is_attached(place.text, at, phrase) for at, when in place.dates):
        return True
    names = frozenset(WORD.findall(phrase.of(place.text).casefold()))
    told = year or bool(_DEFINITE.search(place.text, max(0, phrase.start - 12), phrase.start))
    return (bool(anchors(entry) & names) and (year or fresh)) or (fresh and told) or is_day(entry, place, phrase)


def _verb_agrees(entry: Entry, place: Place, phrase: Span) -> bool:
    """The day; or the year, the story or the news with two places or persons."""
    if is_day(entry, place, phrase):
        return True
    width = entry.when.width or 2 * YEAR
    if width > YEAR or not _is_of(entry, place):
        return False
    if parties(entry, place.words) > 1 and any(overlaps(when, entry.when) for when in place.exact):
        return True
    if any(not overlaps(when, entry.when, DAYS) for when in clause_dates(place, phrase)):
        return False
    if is_fresh(place.written, entry.when):
        return width <= SHORT
    told = place.told is not None and (place.told.width or 2 * YEAR) <= YEAR and overlaps(place.told, entry.when)
    return told and width <= SHORT and not place.exact and parties(entry, place.words) > 1


def _is_same_day(entry: Entry, place: Place, phrase: Span) -> bool:
    """Whether the clause has the very day of a short event, whose place the sentence before names."""
    days = [when for when in clause_dates(place, phrase) if when.width == 1]
    return (entry.when.width or YEAR) <= SHORT and any(overlaps(when, entry.when) for when in days)


def _phrase(text: str, noun: Span, place: Place) -> Span:
    """The noun with the names, adjectives and years right before it: "Wagner Group's armed rebellion"."""
    found = _NAMES.search(text, max(place.sentence.start, noun.start - 60), noun.start)
    after = _ATTEMPT.match(text, noun.end)
    return Span(found.start() if found else noun.start, after.end() if after else noun.end)


def _is_taken(busy: Sequence[Span], span: Span) -> bool:
    at = bisect_right(busy, span)
    return any(b.overlaps(span) for b in busy[max(0, at - 1) : at + 1])
