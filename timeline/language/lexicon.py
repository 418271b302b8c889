"""The words of a language: tables in `LANGUAGE/words.toml`, each from a wording to what it stands for."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOM = Path(__file__).parent
LANGUAGES = tuple(sorted(p.parent.name for p in ROOM.glob("*/words.toml")))

Table = dict[str, Any]


@lru_cache
def words(language: str) -> dict[str, Table]:
    """The tables of a language, wordings in lower case; no tables where we do not know the language.

    >>> words("en")["month"]["august"], words("xx")
    (8, {})
    """
    return read(language, "words.toml")


@lru_cache
def read(language: str, name: str) -> dict[str, Any]:
    """A data file of a language, `{}` where it has none."""
    if language not in LANGUAGES:
        return {}
    path = ROOM / language / name
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
