"""Names of gazetteer events in a text: the longest wording first, found by the first two words of an alias.

A dictionary from token pairs is smaller and faster here than an automaton, and it respects word boundaries. Names keep
their capitals, so that "the Prague spring water" is water; event nouns ("war", "uprising") may be small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.gazetteer.nouns import ARTICLES, ORDINALS, OTHER_NAMES, event_nouns
from timeline.gazetteer.peoples import peoples
from timeline.gazetteer.table import Entry, Gazetteer
from timeline.gazetteer.wordings import RULES, Rule, endings, scenes, translated, wordings
from timeline.model import Span

_TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_](?=\.))*")
_GAP = re.compile(r"""[\s'’"“”„«»‘‚`()\-–—/.,]*""")
_INITIAL = re.compile(r"(?<=[a-z] )(?![IVX])[A-Z](?=\. [A-Z][a-z])")  # "Richard M. Nixon" is Richard Nixon
_BETWEEN = re.compile(r" [A-Z]\. ")
_GLUED = re.compile(r"(?:(?i:post|pre|mid|anti|inter)[-–])$")  # before a name: "post-Brexit"
_GLUED_ON = re.compile(r"[-–](?!(?:era|style|like|type|inspired|related|born|hit|scarred)\b)\w")
_SMALL_WORD = re.compile(r"\b[^\W\d_A-Z]{5,}")
WIDEST_GAP = 4
HEADLINE = 120  # characters before and behind a name in which a headline has no small words


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that names entries; `rule` says how sure that is (see `wordings`), `alias` is the row's."""

    span: Span
    entries: tuple[Entry, ...]
    rule: Rule
    alias: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as tokens: small letters, and which of them must be written with a capital."""

    tokens: tuple[str, ...]
    capitals: tuple[bool, ...]
    text: str


@dataclass(slots=True)
class _Wording:
    """What one sequence of tokens can mean."""

    alias: Alias
    capitals: tuple[bool, ...]
    entries: dict[Rule, list[Entry]]


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A text as tokens: the words, their dictionary keys (one more than words), where they begin and end."""

    text: str
    language: str
    words: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]


Index = dict[tuple[str, str], list[_Wording]]


def find(text: str, language: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """The names of events in a text, in order, none inside another.

    >>> from timeline.gazetteer.table import load
    >>> [m.entries[0].name for m in find("It recalls the Wall Street Crash.", "en", load())]
    ['Wall Street Crash of 1929']
    """
    index = _index(gazetteer.entries, language)
    tokens = _tokens(text, language)
    found, at, keys = list[Match](), 0, tokens.keys
    while at < len(keys) - 1:
        wording = _longest(index, tokens, at) if (keys[at], keys[at + 1]) in index or (keys[at], "") in index else None
        if wording and keys[at] in ARTICLES and _longest(index, tokens, at + 1):
            wording = None  # "the war" in "the War of 1812"
        if wording:
            last = at + len(wording.alias.tokens) - 1
            found.append(_match(wording, Span(tokens.starts[at], tokens.ends[last])))
            at = last
        at += 1
    return tuple(found)


def _match(wording: _Wording, span: Span) -> Match:
    rule = next(rule for rule in RULES if rule in wording.entries)
    return Match(span, tuple(wording.entries[rule]), rule, wording.alias.text)


def _tokens(text: str, language: str) -> _Tokens:
    initials = {m.start() for m in _INITIAL.finditer(text)}
    found = [m for m in _TOKEN.finditer(text) if m.start() not in initials]
    words = [m.group() for m in found]
    keys = [_key(word, language) for word in words]
    return _Tokens(text, language, words, [*keys, ""], [m.start() for m in found], [m.end() for m in found])


@lru_cache(maxsize=100_000)
def _key(word: str, language: str) -> str:
    """A word as the dictionary has it: in small letters, without the endings of its language."""
    small, ending = word.casefold(), endings(language)
    return ending.sub("", small) if ending else small


def _longest(index: Index, tokens: _Tokens, at: int) -> _Wording | None:
    for key in ((tokens.keys[at], tokens.keys[at + 1]), (tokens.keys[at], "")) if at < len(tokens.words) else ():
        for wording in index.get(key, ()):
            if _fits(wording, tokens, at):
                return wording
    return None


def _fits(wording: _Wording, tokens: _Tokens, at: int) -> bool:
    after = at + len(wording.alias.tokens)
    if after > len(tokens.words) or tuple(tokens.keys[at:after]) != wording.alias.tokens:
        return False
    for n, needs_capital in enumerate(wording.capitals, at):
        if needs_capital and not (tokens.words[n][0].isupper() or tokens.words[n][0].isdigit()):
            return False
        if n > at and not _is_gap(tokens.words[n - 1], tokens.text[tokens.ends[n - 1] : tokens.starts[n]]):
            return False
    return _stands_alone(tokens, at, after)


def _is_gap(word: str, between: str) -> bool:
    if between in (" ", "\n") or _BETWEEN.fullmatch(between):
        return True
    narrow = len(between) <= WIDEST_GAP and "\n\n" not in between and (". " not in between or len(word) == 1)
    return narrow and _GAP.fullmatch(between) is not None


def _stands_alone(tokens: _Tokens, at: int, after: int) -> bool:
    """Not a part of a longer name: "Prague Spring Festival", "Cold War Steve"; nor glued to a hyphen or digit."""
    text, begin, end = tokens.text, tokens.starts[at], tokens.ends[after - 1]
    glued = text[begin - 1 : begin] in ("-", "–", "_") and text[begin - 2 : begin - 1].isalpha()
    if (glued and not _GLUED.search(text[max(0, begin - 6) : begin])) or _GLUED_ON.match(text, end):
        return False
    if at and tokens.words[at - 1] in ORDINALS and text[tokens.ends[at - 1] : begin] == " ":
        return False  # "the Second Battle of the Marne" is not the first
    between = text[end : tokens.starts[after]] if after < len(tokens.words) else ""
    if between not in (" ", ", "):
        return True
    fraction = tokens.keys[after] == "of" and all(word.isdigit() for word in tokens.words[at:after])
    if fraction or tokens.keys[after] in OTHER_NAMES:
        return False  # "9/11 of a point"
    return between == ", " or not _is_longer_name(tokens, at, after)


def _is_longer_name(tokens: _Tokens, at: int, after: int) -> bool:
    """Whether a capital follows: a sign of a longer name, but not in a headline or in German,
    nor with a place or letters such as NASA."""
    following = tokens.words[after]
    if not following[0].isupper() or (len(following) > 1 and following.isupper()) or tokens.language == "de":
        return False
    if after - at > 1 and following.casefold() in peoples():
        return False
    begin, end = tokens.starts[at], tokens.ends[after - 1]
    around = tokens.text[max(0, begin - HEADLINE) : begin] + " " + tokens.text[end : end + HEADLINE]
    line = around[: len(around) - HEADLINE].rpartition("\n")[2] + around[-HEADLINE:].partition("\n")[0]
    return _SMALL_WORD.search(line) is not None


@lru_cache(maxsize=8)
def _index(entries: tuple[Entry, ...], language: str) -> Index:
    """Wordings by their first two tokens, longest first; ones of a single token under it and ""."""
    by_tokens: dict[tuple[str, ...], _Wording] = {}
    for entry in entries:
        for alias, rule in _names(entry, language):
            known = by_tokens.setdefault(alias.tokens, _Wording(alias, alias.capitals, {}))
            known.capitals = tuple(a and b for a, b in zip(known.capitals, alias.capitals, strict=True))
            if entry not in known.entries.setdefault(rule, []):
                known.entries[rule].append(entry)
    index: Index = {}
    for tokens, found in by_tokens.items():
        index.setdefault((tokens[0], tokens[1] if len(tokens) > 1 else ""), []).append(found)
    for bucket in index.values():
        bucket.sort(key=lambda found: (-len(found.alias.tokens), found.alias.tokens))
    return index


def _names(entry: Entry, language: str) -> Iterator[tuple[Alias, Rule]]:
    """The wordings of an entry: its aliases and those that follow from them, and its names in the text's language."""
    for name in entry.aliases:
        if f"{name}?" in entry.aliases:
            continue  # the row says that its name alone is a hint
        for wording, rule in (*wordings(name), *translated(name, language)):
            alias = alias_of(wording, language, title=rule != "verb" and language == "en")
            if alias.tokens:
                yield alias, rule
    for place, rule in scenes(entry.name, entry.kind, entry.places):
        yield alias_of(place, language), rule
    for name in (name for code, name in entry.languages if code == language):
        alias = alias_of(name.removesuffix("?"), language)
        if len(alias.tokens) > 2:  # other languages seldom write more of a name than its place with a capital
            alias = replace(alias, capitals=(False,) * len(alias.tokens))
        yield alias, "hint" if name.endswith("?") else "name"


def alias_of(name: str, language: str = "en", title: bool = True) -> Alias:
    """A name as tokens, without its article; a capital is needed where the name has one, but event nouns may be small.

    A `title` begins with a capital where a sentence has none: "Fall of Saigon", "the fall of Saigon".

    >>> alias_of("the Prague Spring").tokens, alias_of("the Prague Spring").capitals
    (('prague', 'spring'), (True, True))
    """
    words = _TOKEN.findall(_INITIAL.sub("", name))
    if len(words) > 1 and words[0].casefold() in ARTICLES and any(w[0].isupper() for w in words[1:]):
        words = words[1:]
    nouns = event_nouns() if language == "en" else frozenset[str]()
    proper = sum(w[0].isupper() and w.casefold() not in nouns for w in words)
    capitals = [w[0].isupper() and (w.casefold() not in nouns or not proper) for w in words]
    if title and len(words) > 1 and words[1][0].islower():
        capitals[0] = False
    return Alias(tuple(_key(w, language) for w in words), tuple(capitals), name)
