"""Which language a text is in, by its most frequent small words and its names of months."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from timeline.language.lexicon import ROOM
from timeline.language.lexicon import words as tables

SAMPLE = 6_000
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str:
    """ISO 639-1 code; "en" where the words do not decide.

    >>> identify("Am 17. Juni 1953 streikten die Arbeiter in der ganzen DDR.")
    'de'
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    counts = {code: sum(weights.get(word, 0) for word in words) for code, weights in _weights().items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"), default="en")
    return best if counts.get(best, 0) > counts.get("en", 0) else "en"


@lru_cache
def _weights() -> dict[str, dict[str, int]]:
    """What each word says for a language: the more, the fewer languages have it ("la" says little)."""
    known = {code: small | tables(code).get("month", {}).keys() for code, small in small_words().items()}
    shared = Counter(word for found in known.values() for word in found)
    return {code: {word: len(known) // shared[word] for word in found} for code, found in known.items()}


@lru_cache
def small_words() -> dict[str, frozenset[str]]:
    """The small words of each language, from `identify.tsv`: a code, a tab, the words."""
    lines = (ROOM / "identify.tsv").read_text(encoding="utf-8").splitlines()
    return {code: frozenset(words.split()) for code, words in (line.split("\t") for line in lines)}
