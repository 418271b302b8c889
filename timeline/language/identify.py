"""Which language a text is in, by its most frequent small words."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.language.lexicon import ROOM

SAMPLE = 6_000
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str:
    """ISO 639-1 code; "en" where the words do not decide.

    >>> identify("Am 17. Juni 1953 streikten die Arbeiter in der ganzen DDR.")
    'de'
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    counts = {code: sum(word in known for word in words) for code, known in small_words().items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"), default="en")
    return best if counts.get(best, 0) > counts.get("en", 0) else "en"


@lru_cache
def small_words() -> dict[str, frozenset[str]]:
    """The small words of each language, from `identify.tsv`: a code, a tab, the words."""
    lines = (ROOM / "identify.tsv").read_text(encoding="utf-8").splitlines()
    return {code: frozenset(words.split()) for code, words in (line.split("\t") for line in lines)}
