"""Names of gazetteer events in a text: the longest wording first, found by the first two words of an alias.

A dictionary from token pairs is smaller and faster here than an automaton, and it respects word boundaries. Names keep
their capitals, so that "the prague spring water" is water; event nouns ("war", "uprising") may be small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from timeline.gazetteer.nouns import EVENT_NOUNS, SYNONYMS
from timeline.gazetteer.table import Entry, Gazetteer
from timeline.model import Span

_TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_](?=\.))*")
_GAP = re.compile(r"""[\s'’"“”„«»‘‚()\-–—/.,]*""")
# What makes another name of an event's name: "Bastille Day concert", "Woodstock, Vermont".
_TAIL = re.compile(
    r" (?:Festival|Museum|Street|Road|Avenue|Square|Station|Memorial|Award|Prize|Foundation|Institute|University"
    r"|College|Club|Orchestra|Hotel|Day|Studies|Society|Press|Party|Bridge|Airport|Committee|Film|Show|Brewery|Gate|Park|Concert)\b"
    r"|, (?:Vermont|New York|Ohio|Texas|Illinois|California|Ontario)\b"
)
WIDEST_GAP = 4
ARTICLES = frozenset(("the", "a", "an", "der", "die", "das", "den", "dem", "le", "la", "les", "el", "los", "il", "lo"))


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that names one or several entries; `rule` says how, `alias` is the wording of the row."""

    span: Span
    entries: tuple[Entry, ...]
    rule: str
    alias: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as tokens: small letters, and which of them must be written with a capital."""

    tokens: tuple[str, ...]
    capitals: tuple[bool, ...]
    text: str


Index = dict[tuple[str, str], list[tuple[Alias, list[Entry]]]]


def find(text: str, language: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """The names of events in a text, in order, none inside another.

    >>> from timeline.gazetteer.table import load
    >>> [m.entries[0].name for m in find("It recalls the Wall Street Crash.", "en", load())]
    ['Wall Street Crash of 1929']
    """
    index = _index(gazetteer.entries, language)
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    small = [t[0].casefold() for t in tokens] + [""]
    found, at = list[Match](), 0
    while at < len(tokens):
        best = _longest(index, text, tokens, small, at)
        if best and best[0].tokens[0] in ARTICLES and _longest(index, text, tokens, small, at + 1):
            best = None  # "the war" in "the War of 1812"
        if best:
            alias, entries = best
            last = at + len(alias.tokens) - 1
            found.append(Match(Span(tokens[at][1], tokens[last][2]), tuple(entries), "name", alias.text))
            at = last
        at += 1
    return tuple(found)


def _longest(
    index: Index, text: str, tokens: list[tuple[str, int, int]], small: list[str], at: int
) -> tuple[Alias, list[Entry]] | None:
    if at >= len(tokens):
        return None
    for key in ((small[at], small[at + 1]), (small[at], "")):
        for alias, entries in index.get(key, ()):
            if _fits(alias, text, tokens, small, at):
                return alias, entries
    return None


def _fits(alias: Alias, text: str, tokens: list[tuple[str, int, int]], small: list[str], at: int) -> bool:
    count = len(alias.tokens)
    if at + count > len(tokens) or tuple(small[at : at + count]) != alias.tokens:
        return False
    for n in range(count):
        if alias.capitals[n] and not (tokens[at + n][0][0].isupper() or tokens[at + n][0][0].isdigit()):
            return False
        if n and not _is_gap(text[tokens[at + n - 1][2] : tokens[at + n][1]]):
            return False
    return _stands_alone(alias, text, tokens, at)


def _is_gap(between: str) -> bool:
    narrow = len(between) <= WIDEST_GAP and "\n\n" not in between and ". " not in between
    return narrow and _GAP.fullmatch(between) is not None


def _stands_alone(alias: Alias, text: str, tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Not a part of a longer name: "Prague Spring Festival", "St. Waterloo"; nor glued to a hyphen or digit."""
    begin, end = tokens[at][1], tokens[at + len(alias.tokens) - 1][2]
    if text[begin - 1 : begin] in ("-", "_") or re.match(r"-\w", text[end : end + 2]):
        return False
    return not _TAIL.match(text, end)


@lru_cache(maxsize=8)
def _index(entries: tuple[Entry, ...], language: str) -> Index:
    """Aliases by their first two tokens, longest first; ones of a single token under it and ""."""
    by_tokens: dict[tuple[str, ...], tuple[Alias, list[Entry]]] = {}
    for entry in entries:
        for alias in dict.fromkeys(_names(entry, language)):
            known = by_tokens.setdefault(alias.tokens, (alias, []))
            if entry not in known[1]:
                known[1].append(entry)
    index: Index = {}
    for tokens, found in by_tokens.items():
        index.setdefault((tokens[0], tokens[1] if len(tokens) > 1 else ""), []).append(found)
    for bucket in index.values():
        bucket.sort(key=lambda found: (-len(found[0].tokens), found[0].tokens))
    return index


def _names(entry: Entry, language: str) -> Iterator[Alias]:
    """The wordings of an entry: its aliases and those that follow from them, and its names in the text's language."""
    for name in entry.aliases:
        yield from _variants(name)
    for code, name in entry.languages:
        if code == language:
            yield alias_of(name)


def _variants(name: str) -> Iterator[Alias]:
    alias = alias_of(re.sub(r"\s*\([^)]*\)", "", name))
    if not alias.tokens:
        return
    yield alias
    for synonym in SYNONYMS.get(alias.tokens[-1], ()):
        if len(alias.tokens) > 1:
            yield Alias((*alias.tokens[:-1], synonym), (*alias.capitals[:-1], False), name)


def alias_of(name: str) -> Alias:
    """A name as tokens, without its article.

    >>> alias_of("the Prague Spring").tokens, alias_of("the Prague Spring").capitals
    (('prague', 'spring'), (True, True))
    """
    words = _TOKEN.findall(name)
    if len(words) > 1 and words[0].casefold() in ARTICLES and any(w[0].isupper() for w in words[1:]):
        words = words[1:]
    proper = sum(w[0].isupper() and w.casefold() not in EVENT_NOUNS for w in words)
    capitals = [w[0].isupper() and (w.casefold() not in EVENT_NOUNS or not proper) for w in words]
    if len(words) > 1 and words[1][0].islower():
        capitals[0] = False  # "Fall of Saigon": a title begins with a capital, a sentence writes "the fall of Saigon"
    return Alias(tuple(w.casefold() for w in words), tuple(capitals), name)
