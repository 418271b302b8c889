"""Finding: which events a view shows, and where words stand in the sources."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from timeline.model import SHOWN, Event, Span, Timeline
from timeline.show import selection

MOST = 50  # places that a search of the sources lists
_WORDS = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: every field that says something must hold, and of several values in one field any.

    `first` and `last` are day numbers; an event without a date passes only where both are open. `words` are searched in
    titles, names, notes and the wording of the sources; words in double quotes belong together.
    """

    words: str = ""
    first: int | None = None
    last: int | None = None
    kinds: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    confidence: float = 0.0
    importance: float = SHOWN
    named: bool = False
    unchecked: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters can choose from; names come with the number of their events, the most frequent first."""

    kinds: tuple[str, ...] = ()
    participants: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a source where the words stand."""

    document: str
    span: Span


class _Folds(dict[int, int]):
    """One letter for one letter, so that places stay the same: small, and without accents."""

    def __missing__(self, code: int) -> int:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()[0]
        self[code] = ord(base)
        return self[code]


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The text for comparing, of the same length.

    >>> folded("Dubček, MÜNCHEN")
    'dubcek, munchen'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def filtered(timeline: Timeline, view: View) -> Timeline:
    """The part of the timeline that a view shows. Events in a conflict pass the floor of importance.

    >>> filtered(Timeline(), View("Rome")).events
    ()
    """
    tests = _tests(timeline, view)
    return selection.where(timeline, lambda e: all(test(e) for test in tests)) if tests else timeline


def choices(timeline: Timeline) -> Choices:
    """What occurs in the events of a timeline."""
    who = Counter(p for e in timeline.events for p in e.participants)
    where = Counter(p for e in timeline.events for p in e.places)
    return Choices(
        tuple(sorted({e.kind for e in timeline.events})), _ranked(who), _ranked(where),
        tuple(sorted({e.status for e in timeline.events})),
    )  # fmt: skip


def in_sources(timeline: Timeline, words: str, most: int = MOST) -> list[Found]:
    """Where the words of a search stand in the sources: the first of them, in documents that hold all of them."""
    terms = _terms(words)
    found: list[Found] = []
    for document in timeline.documents if terms else ():
        text = folded(document.text)
        if not all(t in text for t in terms):
            continue
        at = text.find(terms[0])
        while at >= 0 and len(found) < most:
            found.append(Found(document.id, Span(at, at + len(terms[0]))))
            at = text.find(terms[0], at + len(terms[0]))
    return found


def _tests(timeline: Timeline, view: View) -> list[Callable[[Event], bool]]:
    texts = {d.id: d.text for d in timeline.documents}
    terms = _terms(view.words)
    tests: list[tuple[bool, Callable[[Event], bool]]] = [
        (view.importance > 0, selection.belongs(timeline, view.importance)),
        (view.confidence > 0, lambda e: e.confidence >= view.confidence),
        (view.named, lambda e: e.named is not None),
        (view.unchecked, lambda e: not e.checked),
        (bool(view.kinds), lambda e: e.kind in view.kinds),
        (bool(view.statuses), lambda e: e.status in view.statuses),
        (bool(view.participants), lambda e: not view.participants.isdisjoint(e.participants)),
        (bool(view.places), lambda e: not view.places.isdisjoint(e.places)),
        (bool(view.documents), lambda e: any(m.document in view.documents for m in e.mentions)),
        (view.first is not None or view.last is not None, lambda e: _touches(e, view.first, view.last)),
        (bool(terms), lambda e: _speaks_of(e, terms, texts)),
    ]
    return [test for active, test in tests if active]


def _touches(event: Event, first: int | None, last: int | None) -> bool:
    """Whether the event can have been at some time between the days; an open end reaches as far as one likes."""
    if event.dated is None:
        return False
    begin, end = event.dated.when.earliest, event.dated.when.latest
    return not (first is not None and end is not None and end < first) and not (
        last is not None and begin is not None and begin > last
    )


def _terms(words: str) -> list[str]:
    return [folded(quoted or single) for quoted, single in _WORDS.findall(words)]


def _speaks_of(event: Event, terms: list[str], texts: dict[str, str]) -> bool:
    wordings = (m.span.of(texts[m.document]) for m in event.mentions)
    names = (event.title, event.named.name if event.named else "", event.note, *event.participants, *event.places)
    text = folded("\n".join((*names, *wordings)))
    return all(t in text for t in terms)


def _ranked(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
