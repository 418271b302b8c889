"""What a text is about, for "the war": the events that it names or whose places and people fill it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from timeline.dates.when import contains, overlaps, widen
from timeline.gazetteer.matcher import Match
from timeline.gazetteer.table import Entry
from timeline.link.agreement import Finding, allowed, anchors, called, parts
from timeline.link.surroundings import STORY, WORD, YEAR, Place, Surroundings, clause_dates
from timeline.model import Span

LONG = frozenset(("war", "revolution", "uprising", "siege", "epidemic", "genocide", "famine", "crisis", "campaign"))
LASTING = LONG - {"campaign", "siege"}
SAME_PASSAGE = 400  # characters in which "the treaty" is the one just named
SHORT = 400  # words of a text in which a place has not to be named twice
MONTH = 31  # days: "the genocide" of which the story has told the eve
ACTIVE = 12  # events of a kind that a text can be about
AGAIN = frozenset(("disaster",))
_SUBJECT = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Hh]er)\s+(?:\w+\s+){1,2}(?:had\s+|was\s+)?$")
_BARE = re.compile(r"\b(?:the|this|that)\s+(civil\s+)?$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:[’']s)?[-\s]+(?:(?:of|in|on|against|between|with|for|over)\s+(?:the\s+)?([^\W\d_]+)|([A-Z][a-z]+))"
)
_TAKEN = re.compile(r"\b(?:t[ao]k(?:es?|en|ing)|took|on|resumed) the offensive$")
_COMPOUND = re.compile(
    r"[-\s]+(?:movement|machine|plans?|crimes?|criminals?|effort|zone|campaign|accords?|agreements?|treaty|talks|process)\b"
)


class Topics:
    """What a text is about, for "the war": the events that it names or whose places and people fill it."""

    def __init__(
        self,
        around: Surroundings,
        named: Sequence[Finding],
        index: Mapping[str, Sequence[Entry]],
    ) -> None:
        self.index = index
        self.named = sorted(named, key=lambda f: f.span)
        self.starts = [f.span.start for f in self.named]
        self.times = Counter(f.entry.id for f in named)
        self.long = {f.entry.id for f in named if f.entry.kind in LONG}
        self.weights: dict[str, int] = {}
        by_kind: dict[str, list[Entry]] = {}
        for entry in _touched(around.counts, index):
            self.weights[entry.id] = _weight(entry, around.counts) + 5 * self.times[entry.id]
            by_kind.setdefault(entry.kind, []).append(entry)
        self.heaviest = max((self.weights[e.id] for kind in LONG for e in by_kind.get(kind, ())), default=0)
        self.active = {k: sorted(found, key=lambda e: -self.weights[e.id])[:ACTIVE] for k, found in by_kind.items()}

    def meant(self, noun: Span, kinds: frozenset[str], place: Place, own: Match | None) -> Finding | None:
        """ "The war" as the topic that fits the time of the story, else as the one last named."""
        article = _BARE.search(place.text, max(0, noun.start - 20), noun.start)
        taken = _TAKEN.search(place.text, max(0, noun.end - 24), noun.end)
        if not article or taken or _COMPOUND.match(place.text, noun.end):
            return None
        span, word = Span(article.start(), noun.end), noun.of(place.text).casefold()
        if article.group(1):
            own, word = None, f"civil {word}"
        if own is None and not kinds & LONG and not self._just_named(noun, word):
            return None
        goes_on = _GOES_ON.match(place.text, noun.end, noun.end + 40)
        follows = goes_on and (goes_on.group(1) or goes_on.group(2)).casefold()
        found = self._on(span, word, place, own, follows) or (None if follows else self._named(noun, word, place))
        return Finding(span, found, 0.7, "topic") if found else None

    def _on(
        self, span: Span, word: str, place: Place, own: Match | None, follows: str | None
    ) -> Entry | None:
        """The topic of that kind that was on at the time of the story, where one outweighs the others."""
        main = None if place.exact or place.told else self._main(word)
        if main and allowed(span, [main], place) and (not follows or follows in anchors(main)):
            return main
        times = place.exact or [widen(when, MONTH) for when in (place.told or place.written,) if when]
        near = [e for kind in sorted(LONG) for e in self.active.get(kind, ())]
        near += [e for w in sorted(place.words) for e in self.index.get(w, ()) if e.kind in LONG]
        candidates = {e.id: e for e in near if word in called(e)} | {e.id: e for e in (own.entries if own else ())}
        now = [e for e in candidates.values() if any(overlaps(when, e.when) for when in times)]
        on = [e for e in allowed(span, now, place) if not follows or follows in anchors(e)]
        ranked = sorted(on, key=lambda e: (self.weights.get(e.id, 0), e.id), reverse=True)
        if not ranked or self._is_other(ranked[0], word, own) or self._is_aside(ranked[0], word, place, own):
            return None
        if own is None and 3 * self.weights.get(ranked[0].id, 0) < self.heaviest:
            return None
        first, second = (self.weights.get(e.id, 0) for e in (ranked * 2)[:2])
        return ranked[0] if len(ranked) == 1 or (first > second and first >= 1.5 * second) else None

    def _main(self, word: str) -> Entry | None:
        """What a text names again and again, and any other of that sort far less often."""
        sort = {f.entry.id: f.entry for f in self.named if word in called(f.entry) and f.entry.kind in LONG}
        ranked = sorted(sort.values(), key=lambda e: (-self.times[e.id], e.id))
        often = [self.times[e.id] for e in ranked] + [0, 0]
        return ranked[0] if often[0] > max(1, 2 * often[1]) else None

    def _is_aside(self, entry: Entry, word: str, place: Place, own: Match | None) -> bool:
        """Whether the text is mainly about another event, and this one is only of these days or has another name."""
        first = max((e for e, n in self.times.items() if n > 1 and e in self.long), key=self._order, default=None)
        if first in (None, entry.id) or (own and entry in own.entries):
            return False
        dates = [*place.exact, *([place.told] if place.told else [])]
        only_now = all(place.written is not None and overlaps(when, place.written, YEAR) for when in dates)
        return (only_now and not self.times[entry.id]) or word not in WORD.findall(entry.name.casefold())

    def _order(self, identifier: str) -> tuple[int, str]:
        return self.times[identifier], identifier

    def _is_other(self, entry: Entry, word: str, own: Match | None) -> bool:
        """Whether the text is about another event of that sort, and never names this one."""
        if self.times[entry.id] or (own and entry in own.entries):
            return False
        main = [f.entry for f in self.named if word in called(f.entry) and f.entry.kind == entry.kind]
        return any(self.times[e.id] > 1 and not contains(e.when, entry.when) for e in main)

    def told_again(self, verb: Span, kinds: frozenset[str], place: Place) -> Finding | None:
        """The disaster just named, told by a verb: "days after the reactor blew up", in a text on Chernobyl."""
        at = bisect_right(self.starts, verb.start)
        for finding in reversed(self.named[max(0, at - 1) : at]):
            beside = clause_dates(place, verb)
            is_near = finding.entry.kind in AGAIN & kinds and verb.start - finding.span.end <= SAME_PASSAGE
            agrees = not beside or any(overlaps(when, finding.entry.when) for when in beside)
            if is_near and agrees and _SUBJECT.search(place.text, place.sentence.start, verb.start):
                return Finding(verb, finding.entry, 0.6, "topic")
        return None

    def _named(self, noun: Span, word: str, place: Place) -> Entry | None:
        """What was just named; but where that is not the main topic, only if it stands close by."""
        main = self._main(word)
        if main and place.exact and not any(overlaps(when, main.when) for when in place.exact):
            main = None
        return self._just_named(noun, word, main) or main

    def _just_named(self, noun: Span, word: str, main: Entry | None = None) -> Entry | None:
        at = bisect_right(self.starts, noun.start)
        for finding in reversed(self.named[max(0, at - 3) : at]):
            reach = STORY if finding.entry.kind in LASTING and main in (None, finding.entry) else SAME_PASSAGE
            if word in called(finding.entry) and noun.start - finding.span.end <= reach:
                return finding.entry
        return None


def _touched(counts: Counter[str], index: Mapping[str, Sequence[Entry]]) -> Iterable[Entry]:
    """Entries of which two places or persons stand in the text."""
    often = 1 if sum(counts.values()) > SHORT else 0
    said = {w for w in counts.keys() & index.keys() if counts[w] > often}
    near = {e.id: e for w in said for e in index[w]}
    return [e for _, e in sorted(near.items()) if sum(not part.isdisjoint(said) for part in parts(e)) > 1]


def _weight(entry: Entry, counts: Counter[str]) -> int:
    """How often the places and people of an entry are named, each for at most ten times."""
    return sum(min(10, sum(counts[w] for w in part)) for part in parts(entry))
