"""The names of an entry as tokens: its aliases, what follows from them, and its names in the language of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.gazetteer.nouns import ARTICLES, event_nouns
from timeline.gazetteer.peoples import peoples
from timeline.gazetteer.table import Entry
from timeline.gazetteer.wordings import Rule, endings, fixed_words, scenes, translated, wordings

TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_](?=\.))*")
INITIAL = re.compile(r"(?<=[a-z] )(?![IVX])[A-Z](?=\. [A-Z][a-z])")  # "Richard M. Nixon" is Richard Nixon
_GLUE = frozenset(("of", "the", "and", "in", "at", "on", "to", "for", "de"))


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as tokens: small letters, and which of them must be written with a capital."""

    tokens: tuple[str, ...]
    capitals: tuple[bool, ...]
    text: str


@lru_cache(maxsize=100_000)
def key(word: str, language: str) -> str:
    """A word as the dictionary has it: in small letters, without dots ("U.S." is "US"), and its language's endings."""
    small, ending = word.casefold().replace(".", ""), endings(language)
    return ending.sub("", small) if ending else small


def names(entry: Entry, language: str) -> Iterator[tuple[Alias, Rule]]:
    """The wordings of an entry: its aliases and those that follow from them, and its names in the text's language."""
    for name in _own(entry):
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


def _own(entry: Entry) -> list[str]:
    """The aliases, without those of which the row says that they are a hint."""
    return [name for name in entry.aliases if f"{name}?" not in entry.aliases]


def triggers(entry: Entry, language: str) -> set[str]:
    """Keys of words of which each wording of the entry holds at least one: its rarest words, cheaply found.

    >>> from timeline.gazetteer.table import load
    >>> sorted(triggers(load().by_id["wikidata:Q162401"], "en"))
    ['1968', 'movements', 'spring']
    """
    found: set[str] = set()
    places = [place for place, _ in scenes(entry.name, entry.kind, entry.places)]
    others = [name.removesuffix("?") for code, name in entry.languages if code == language]
    for name in (*_own(entry), *places):
        words = TOKEN.findall(_plain(name))
        telling = [w for w in words if w.casefold() not in _common() and not w.isdigit()]
        if telling:
            found.add(key(max(telling, key=len), language))
        else:
            found |= {key(w, language) for w in words if w not in _GLUE}
            found |= {key(w, language) for word in words for w in peoples().get(word.casefold(), "").split()}
    found |= {key(w, language) for name in others for w in TOKEN.findall(name) if w.casefold() not in ARTICLES}
    return found


def _plain(name: str) -> str:
    """Without initials and what stands in brackets, which no wording has."""
    name = re.sub(r"\([^)]*\)", "", name) if "(" in name else name
    return INITIAL.sub("", name) if "." in name else name


@lru_cache
def _common() -> frozenset[str]:
    """Words that a wording may put in another's place."""
    return fixed_words() | frozenset(peoples()) | ARTICLES | _GLUE


def alias_of(name: str, language: str = "en", title: bool = True) -> Alias:
    """A name as tokens, without its article; a capital is needed where the name has one, but event nouns may be small.

    A `title` begins with a capital where a sentence has none: "Fall of Saigon", "the fall of Saigon".

    >>> alias_of("the Prague Spring").tokens, alias_of("the Prague Spring").capitals
    (('prague', 'spring'), (True, True))
    """
    words = TOKEN.findall(INITIAL.sub("", name) if "." in name else name)
    upper = [word[0].isupper() for word in words]
    small = [word.casefold().replace(".", "") for word in words]
    if len(words) > 1 and small[0] in ARTICLES and any(upper[1:]):
        del words[0], upper[0], small[0]
    if True in upper and language == "en":
        nouns = event_nouns()
        ordinary = [word in nouns for word in small]
        if any(u and not o for u, o in zip(upper, ordinary, strict=True)):
            upper = [u and not o for u, o in zip(upper, ordinary, strict=True)]
    if title and len(words) > 1 and words[1][0].islower():
        upper[0] = False
    return Alias(tuple(small if endings(language) is None else [key(w, language) for w in words]), tuple(upper), name)
