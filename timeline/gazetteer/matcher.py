"""Names of gazetteer events in a text: the longest wording first, found by the first two words of an alias.

A dictionary from token pairs is smaller and faster here than an automaton, and it respects word boundaries. Names keep
their capitals, so that "the Prague spring water" is water; event nouns ("war", "uprising") may be small.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from timeline.gazetteer.index import Index, Wording, index_of
from timeline.gazetteer.names import INITIAL, TOKEN, key
from timeline.gazetteer.nouns import ARTICLES, ORDINALS, OTHER_NAMES
from timeline.gazetteer.peoples import peoples
from timeline.gazetteer.table import CHECKED, Entry, Gazetteer
from timeline.gazetteer.wordings import RULES, Rule
from timeline.model import Span

_GAP = re.compile(r"""[\s'’"“”„«»‘‚`()\-–—/.,]*""")
_BETWEEN = re.compile(r" [A-Z]\. ")
_GLUED = re.compile(r"(?:(?i:post|pre|mid|anti|inter)[-–])$")  # before a name: "post-Brexit"
_GLUED_ON = re.compile(r"[-–](?!(?:era|style|like|type|inspired|related|born|hit|scarred)\b)\w")
_SMALL_WORD = re.compile(r"\b[^\W\d_A-Z]{5,}")
_PARTS = re.compile(f"({TOKEN.pattern})")
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
class _Tokens:
    """A text as tokens: the words, their dictionary keys (one more than words), where they begin and end."""

    text: str
    language: str
    words: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]


def find(text: str, language: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """The names of events in a text, in order, none inside another.

    >>> from timeline.gazetteer.table import load
    >>> [m.entries[0].name for m in find("It recalls the Wall Street Crash.", "en", load())]
    ['Wall Street Crash of 1929']
    """
    index, tokens = index_of(gazetteer, language), _tokens(text, language)
    index.learn(tokens.keys)
    found, free = list[Match](), 0
    for at in _beginnings(index, tokens):
        if at < free:
            continue
        wording = _longest(index, tokens, at)
        if wording and tokens.keys[at] in ARTICLES and _longest(index, tokens, at + 1):
            wording = None  # "the war" in "the War of 1812"
        if wording:
            free = at + len(wording.alias.tokens)
            found.append(_match(wording, Span(tokens.starts[at], tokens.ends[free - 1])))
    return tuple(found)


def _beginnings(index: Index, tokens: _Tokens) -> list[int]:
    """The tokens at which a wording may begin."""
    lengths, singles = index.lengths, index.singles
    pairs = zip(tokens.keys, tokens.keys[1:], strict=False)
    return [at for at, pair in enumerate(pairs) if pair in lengths or pair[0] in singles]


def _match(wording: Wording, span: Span) -> Match:
    """What a wording means by its surest rule; where rows that a person wrote have it, by theirs."""
    written = [rule for rule in RULES if any(e.fame >= CHECKED for e in wording.entries.get(rule, {}).values())]
    rule = (written or [rule for rule in RULES if rule in wording.entries])[0]
    return Match(span, tuple(wording.entries[rule].values()), rule, wording.alias.text)


def _tokens(text: str, language: str) -> _Tokens:
    parts = _PARTS.split(text)  # gaps and words in turn
    words, bounds = parts[1::2], list(accumulate(map(len, parts)))
    starts, ends = bounds[:-1:2], bounds[1::2]
    if initials := {m.start() for m in INITIAL.finditer(text)}:
        kept = [n for n, start in enumerate(starts) if start not in initials]
        words, starts, ends = [words[n] for n in kept], [starts[n] for n in kept], [ends[n] for n in kept]
    known = {word: key(word, language) for word in set(words)}
    return _Tokens(text, language, words, [*map(known.__getitem__, words), ""], starts, ends)


def _longest(index: Index, tokens: _Tokens, at: int) -> Wording | None:
    if at >= len(tokens.words):
        return None
    for pair in ((tokens.keys[at], tokens.keys[at + 1]), (tokens.keys[at], "")):
        for length in index.lengths.get(pair, ()):
            wording = index.wordings.get(tuple(tokens.keys[at : at + length]))
            if wording and _fits(wording, tokens, at):
                return wording
    return None


def _fits(wording: Wording, tokens: _Tokens, at: int) -> bool:
    """Whether capitals and gaps are those of the name."""
    after = at + len(wording.alias.tokens)
    if after > len(tokens.words):
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
    letters = len(word) == 1 or "." in word  # "U.S. embassies"
    narrow = len(between) <= WIDEST_GAP and "\n\n" not in between and (". " not in between or letters)
    return narrow and _GAP.fullmatch(between) is not None


def _stands_alone(tokens: _Tokens, at: int, after: int) -> bool:
    """Not a part of a longer name: "Prague Spring Festival", "Cold War Steve"; nor glued to a hyphen or digit."""
    text, begin, end = tokens.text, tokens.starts[at], tokens.ends[after - 1]
    glued = text[begin - 1 : begin] in ("-", "–", "_") and text[begin - 2 : begin - 1].isalpha()
    if (glued and not _GLUED.search(text[max(0, begin - 6) : begin])) or _GLUED_ON.match(text, end):
        return False
    if at and tokens.words[at - 1] in ORDINALS and text[tokens.ends[at - 1] : begin] == " ":
        return False  # "the Second Battle of the Marne" is not the first
    if at and tokens.words[at - 1].isdigit() and len(tokens.words[at - 1]) < 3 and tokens.words[after - 1].isdigit():
        return False  # "on 10 May 1968" is a day
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
