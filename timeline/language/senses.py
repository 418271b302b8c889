"""Senses of words for events: which noun can speak of what a verb told. Rows of `nouns.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.language.lexicon import read

STEM = 4  # letters that an action noun shares with its verb at least
_SUFFIX = re.compile(r"(?:ment|ication|isation|ization|ation|ition|ion|ing|al|ure|ance|ence|ery|ate|ify|ise|ize|e|y)$")


@dataclass(frozen=True, slots=True, eq=False)
class Senses:
    """The sets of a language: of synonyms, and of verbs with the nouns that take them up."""

    sets: dict[str, tuple[str, ...]]
    light: frozenset[str]
    things: frozenset[str]

    @lru_cache(1 << 14)  # noqa: B019 - there is one for a language
    def of(self, lemma: str, particle: str = "") -> frozenset[str]:
        """The sets that the words of a lemma belong to, their stems ("~"), and the words themselves ("=").

        Sets of verbs with their nouns begin with "|", those that hold between reports of one happening alone with "+".

        >>> senses = senses_for("en")
        >>> sorted(senses.of("annexation") & senses.of("annex")), senses.of("sink") & senses.of("loss")
        (['|annex-annexation', '~annex'], frozenset({'|capsize-sinking'}))
        >>> sorted(senses.of("break", "out") & senses.of("outbreak"))
        ['+erupt', '|break_out-outbreak']
        """
        words = [w for w in lemma.split() if w not in self.light]
        found = {s for w in words for s in ("=" + w, *self.sets.get(w, ()), *self._stems(w))}
        return frozenset(found.union(self.sets.get(f"{lemma} {particle}", ())))

    def _stems(self, word: str) -> tuple[str, ...]:
        """What an action noun and its verb have in common: "annul" of "annulment", "~occup" of "occupy"."""
        stem = _SUFFIX.sub("", word)
        return ("~" + stem,) if len(stem) >= STEM and word not in self.things else ()


@lru_cache
def senses_for(language: str) -> Senses:
    """The senses of a language; of none but the words themselves where it has no rows."""
    rows = read(language, "nouns.toml")
    sets: dict[str, list[str]] = {}
    for row in rows.get("same", []):
        for word in row:
            sets.setdefault(word, []).append(row[0])
    for row in rows.get("acts", []):
        verbs, nouns = (words.split() for words in row.split("|"))
        for word in dict.fromkeys([*verbs, *nouns]):
            sets.setdefault(word.replace("_", " "), []).append(f"|{verbs[0]}-{nouns[0]}")
    for row in rows.get("retold", []):
        for word in row.split():
            sets.setdefault(word.replace("_", " "), []).append("+" + row.split()[0])
    known = {word: tuple(found) for word, found in sets.items()}
    return Senses(known, frozenset(rows.get("light", ())), frozenset(rows.get("not_acts", ())))
