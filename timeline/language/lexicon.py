"""The words of a language: tables in `LANGUAGE/words.toml`, each from a wording to what it stands for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOM = Path(__file__).parent
LANGUAGES = tuple(sorted(p.parent.name for p in ROOM.glob("*/words.toml")))

Table = dict[str, Any]
_HUNDREDS, _FIVES = range(100, 1000, 100), range(10, 100, 5)


@lru_cache
def words(language: str) -> dict[str, Table]:
    """The tables of a language, wordings in lower case; no tables where we do not know the language.

    >>> words("en")["month"]["august"], words("xx")
    (8, {})
    """
    tables = read(language, "words.toml")
    tens = [(w, n) for w, n in tables.get("number", {}).items() if n in range(20, 100, 10) and " " not in w]
    for name, glues in tables.get("compound", {}).items():
        units = [(w, n) for w, n in tables[name].items() if n in range(1, 10) and w.isalpha() and len(w) > 2]
        tables[name] |= {t + glue + u: many + one for t, many in tens for u, one in units for glue in glues}
    for name, glue in tables.get("hundreds", {}).items():
        many, fives = ([(w, n) for w, n in tables[name].items() if n in r] for r in (_HUNDREDS, _FIVES))
        tables[name] |= {h + glue + f: a + b for h, a in many for f, b in fives}
    return tables


@lru_cache
def read(language: str, name: str) -> dict[str, Any]:
    """A data file of a language, `{}` where it has none."""
    if language not in LANGUAGES:
        return {}
    path = ROOM / language / name
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def pattern_of(wordings: Iterable[str]) -> str:
    """A regular expression for the longest of some wordings that fits; beginnings that they share are written once.

    >>> pattern_of(["two", "twenty", "twenty one", "twelve"])
    'tw(?:e(?:lve|nty(?:\\\\ one)?)|o)'
    """
    tails: dict[str, list[str]] = {}
    for wording in sorted(set(wordings)):
        tails.setdefault(wording[:1], []).append(wording[1:])
    ends = tails.pop("", None) is not None
    parts = [re.escape(head) + pattern_of(rest) for head, rest in tails.items()]
    if not parts:
        return ""
    if len(parts) > 1 or ends:
        return f"(?:{'|'.join(parts)})" + ("?" if ends else "")
    return parts[0]
