"""The wordings of a gazetteer by their tokens, worked out for an entry when a text first has one of its words.

Most texts touch a small part of the rows, so the start costs nothing for the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import Lock

from timeline.gazetteer.catalogue import Catalogue
from timeline.gazetteer.names import Alias, names, triggers
from timeline.gazetteer.table import Entry, Gazetteer, entry_of
from timeline.gazetteer.wordings import Rule

Pair = tuple[str, str]


@dataclass(slots=True)
class Wording:
    """What one sequence of tokens can mean: entries by rule and row. `alias` is that of the first row."""

    row: int
    alias: Alias
    capitals: tuple[bool, ...]
    entries: dict[Rule, dict[int, Entry]]


class Index:
    """Wordings by their tokens, and how long those are that begin with a pair of tokens, longest first.

    >>> from timeline.gazetteer.table import load
    >>> index = index_of(load(), "en")
    >>> index.learn(["the", "prague", "spring"])
    >>> [e.name for e in index.wordings["prague", "spring"].entries["name"].values()], index.lengths["prague", "spring"]
    (['Prague Spring'], (4, 2))
    """

    def __init__(self, gazetteer: Gazetteer, language: str) -> None:
        self.gazetteer, self.language = gazetteer, language
        self.wordings: dict[tuple[str, ...], Wording] = {}
        self.lengths: dict[Pair, tuple[int, ...]] = {}
        self.singles = set[str]()
        self._lock = Lock()
        self._unread = dict[str, list[int]]()
        self._known = set[int]()
        self._read: list[set[str]] = [set() for _ in gazetteer.catalogues]
        for row, entry in enumerate(gazetteer.entries):
            for word in triggers(entry, language):
                self._unread.setdefault(word, []).append(row)

    def learn(self, keys: Sequence[str]) -> None:
        """Add the wordings that a text of these keys can hold."""
        with self._lock:
            new = self._unread.keys() & set(keys)
            rows = {row for word in new for row in self._unread.pop(word)} - self._known
            self._known |= rows
            for row in sorted(rows):
                for alias, rule in names(self.gazetteer.entries[row], self.language):
                    self._add(row, self.gazetteer.entries[row], alias, rule)
            for number, catalogue in enumerate(self.gazetteer.catalogues):
                self._learn_from(number, catalogue, keys)

    def _learn_from(self, number: int, catalogue: Catalogue, keys: Sequence[str]) -> None:
        """Wordings of a catalogue; rows that a person wrote win over its events."""
        lengths, read = catalogue.lengths(self.language), self._read[number]
        pairs = map(" ".join, pairwise(keys))
        begins = [(at, lengths[pair]) for at, pair in enumerate(pairs) if pair in lengths]
        said = {" ".join(keys[at : at + ord(length)]) for at, found in begins for length in found}
        said |= {word for word in set(keys) if f"{word} " in lengths}
        said -= read
        read |= said
        for event, tokens, capitals, rule, text in catalogue.wordings(self.language, sorted(said)):
            entry = self._entry(number, event)
            if entry.id not in self.gazetteer.by_id:
                alias = Alias(tuple(tokens.split(" ")), tuple([c == "1" for c in capitals]), text)
                row = len(self.gazetteer.entries) + event * len(self._read) + number
                self._add(row, entry, alias, "name" if rule == "name" else "hint")

    @lru_cache(maxsize=100_000)  # noqa: B019 - as long as the index
    def _entry(self, number: int, event: int) -> Entry:
        catalogue = self.gazetteer.catalogues[number]
        return entry_of(catalogue.row(event), f"{catalogue.path.name}, event {event}")

    def _add(self, row: int, entry: Entry, alias: Alias, rule: Rule) -> None:
        known = self.wordings.setdefault(alias.tokens, Wording(row, alias, alias.capitals, {}))
        known.capitals = tuple([a and b for a, b in zip(known.capitals, alias.capitals, strict=True)])
        if row < known.row:
            known.row, known.alias = row, alias
        said = known.entries.setdefault(rule, {})
        is_last = not said or row > next(reversed(said))
        said[row] = entry
        if not is_last:
            known.entries[rule] = dict(sorted(said.items()))
        if len(alias.tokens) == 1:
            self.singles.add(alias.tokens[0])
        pair = (alias.tokens[0], alias.tokens[1] if len(alias.tokens) > 1 else "")
        lengths = self.lengths.get(pair, ())
        if len(alias.tokens) not in lengths:
            self.lengths[pair] = tuple(sorted((*lengths, len(alias.tokens)), reverse=True))


@lru_cache(maxsize=8)
def index_of(gazetteer: Gazetteer, language: str) -> Index:
    """The index of a gazetteer for texts of a language, one for all of them."""
    return Index(gazetteer, language)
