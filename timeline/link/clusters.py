"""Mentions on their way to being events, and what their words tell of them: senses, people, names, qualities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import lru_cache

from timeline.dates.when import When
from timeline.language.headlines import in_headline
from timeline.language.lexicon import read
from timeline.language.senses import Senses, senses_for
from timeline.link.wording import WORD, is_noun, is_own_date
from timeline.model import Dated, Mention

_REAL = ("happened", "ongoing")
_OF_NAME = re.compile(r"\s+(?:of|for|at|in|on)\s+(?:the\s+)?((?:[A-Z]\w+\s?){1,3})")
_SIGN = re.compile(r"[.,;:!?()“”\"]")
_NAME_BEFORE = re.compile(r"(?:[A-Z]\w+\s+){1,2}$")


@dataclass(slots=True)
class Cluster:
    """Mentions that are one event, while they are gathered."""

    mentions: list[Mention]
    heads: set[str]
    who: set[str]
    names: set[str] = field(default_factory=set)
    whens: list[When] = field(default_factory=list)
    qualities: frozenset[str] = frozenset()

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    def add(self, mention: Mention, heads: Iterable[str], who: set[str], text: str) -> None:
        self.mentions.append(mention)
        self.heads |= set(heads)
        self.who |= who
        if (own := own_date(mention, text)) is not None:
            self.whens.append(own.when)


@dataclass(frozen=True, slots=True)
class Words:
    """What a language's rows say of words for events."""

    senses: Senses
    general: frozenset[str]
    once: frozenset[str]
    light: frozenset[str]
    mute: frozenset[str]
    other: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    verbal: frozenset[str]
    auxiliary: frozenset[str]
    copula: frozenset[str]
    comes: frozenset[str]
    reads: frozenset[str]
    puts: frozenset[str]
    sources: frozenset[str]


@lru_cache
def words_for(language: str) -> Words:
    rows = read(language, "nouns.toml")
    lists = (frozenset(rows.get(f.name, ())) for f in fields(Words) if f.name != "senses")
    return Words(senses_for(language), *lists)


def own_date(mention: Mention, text: str) -> Dated | None:
    """The date of a mention where it stands in its own words."""
    return mention.dated if is_own_date(mention, text) else None


def same_standing(one: Mention, other: Mention) -> bool:
    return one.status == other.status or (one.status in _REAL and other.status in _REAL)


def people(mention: Mention) -> set[str]:
    """Last words of the people, bodies and places of a mention, in lower case."""
    return {word for name in (*mention.participants, *mention.places) if (word := _last_word(name))}


@lru_cache(1 << 14)
def _last_word(name: str) -> str:
    words = WORD.findall(name.lower())
    return words[-1].removesuffix("'s").removesuffix("’s") if words else ""


def names_of(mention: Mention, text: str, words: Words) -> set[str]:
    """Names that tell a noun from its like: "Leyte" of "the Battle of Leyte Gulf", those of the gazetteer's name."""
    if mention.rule == "clause":
        return set()  # where somebody fell is no name of the fall
    behind = _OF_NAME.match(text, mention.trigger.end)
    spoken = behind.group(1) if behind else ""
    if mention.named:
        spoken += f" {mention.named.name} {mention.span.of(text)}"
    elif mention.trigger.of(text)[:1].isupper() and not in_headline(text, mention.trigger):
        before = _NAME_BEFORE.search(text, max(0, mention.trigger.start - 30), mention.trigger.start)
        spoken += " " + before.group() if before else ""
    return {w.lower() for w in WORD.findall(spoken) if w[0].isupper()} - {mention.lemma.lower()} - words.definite


def object_of(mention: Mention, words: Words, text: str) -> set[str]:
    """What happens once happens to this: the tower of "the tower had been finished", "the completion of the tower"."""
    if mention.lemma.lower() not in words.once:
        return set()
    if is_noun(mention, text, words.verbal):
        behind = re.match(r"\s+of\s+((?:the\s+|a\s+)?\w+)", text[mention.trigger.end : mention.trigger.end + 60])
        found = WORD.findall(behind.group(1).lower()) if behind else []
    else:
        before = WORD.findall(text[max(0, mention.trigger.start - 60) : mention.trigger.start].lower())
        found = [w for w in before if w not in words.auxiliary]
    return {found[-1]} if found else set()


def words_before(mention: Mention, text: str) -> tuple[str, ...]:
    """The words just before a noun, up to the last sign, at most five."""
    return _last_words(text[max(0, mention.trigger.start - 50) : mention.trigger.start])


@lru_cache(256)
def _last_words(before: str) -> tuple[str, ...]:
    return tuple(WORD.findall(_SIGN.split(before.lower())[-1])[-4:])


def qualities_of(mention: Mention, text: str, words: Words) -> frozenset[str]:
    """Adjectives and names between the article and the noun ("great" of "the great fire")."""
    before = words_before(mention, text)
    places = [n for n, word in enumerate(before) if word in words.definite or word in words.indefinite]
    return frozenset(before[places[-1] + 1 :]) if places else frozenset()
