"""A catalogue: very many named events in one SQLite file, of which a text wakes only those it may name.

The file holds the rows, their wordings by the first two tokens, and for each language all these beginnings in one
piece, which is what is kept in memory. `binding.py` writes it, `matcher` uses it beside the core.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from timeline.errors import GazetteerError

APPLICATION, VERSION = 0x744C4761, 1
MAGIC = b"SQLite format 3\0"
COLUMNS = (
    "id", "name", "aliases", "edtf", "kind", "places", "participants", "part_of", "causes", "languages", "fame"
)  # fmt: skip
MANY = 500  # values in one question
Row = Mapping[str, str]


class Catalogue:
    """An open file; raises GazetteerError that names it where it is missing, damaged or of another kind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = _open(path)
        self._lengths = lru_cache(maxsize=4)(self._read_lengths)

    def lengths(self, language: str) -> dict[str, str]:
        """How the wordings of a language begin (two tokens with a space between, or one with a space behind), and
        how many tokens they have: the code points of the value."""
        return self._lengths(language)

    def _read_lengths(self, language: str) -> dict[str, str]:
        for (packed,) in self._ask("SELECT lengths FROM beginning WHERE language = ?", language):
            try:
                return unpacked(packed)
            except (zlib.error, UnicodeDecodeError, TypeError, ValueError) as error:
                raise GazetteerError(f"{self.path}: damaged; import it again") from error
        return {}

    def wordings(self, language: str, tokens: Sequence[str]) -> Iterator[tuple[int, str, str, str, str]]:
        """Event number, tokens, capitals ("10": only the first), rule and text of the wordings of these tokens."""
        for at in range(0, len(tokens), MANY):
            some = tokens[at : at + MANY]
            yield from self._ask(
                "SELECT event, tokens, capitals, rule, text FROM wording "
                f"WHERE language = ? AND tokens IN (?{', ?' * (len(some) - 1)}) ORDER BY rowid", language, *some,
            )  # fmt: skip

    def row(self, number: int) -> Row:
        """An event by its number."""
        found = self._rows("WHERE number = ?", number)
        return next(found)

    def rows(self) -> Iterator[Row]:
        """All events, in order."""
        return self._rows("ORDER BY number")

    def search(self, words: Iterable[str]) -> Iterator[Row]:
        """The best known events that hold all the words in one of their names."""
        likes = [f"%{word}%" for word in words]
        where = " AND ".join("text LIKE ?" for _ in likes)
        inner = f"SELECT DISTINCT event FROM wording WHERE {where}"
        return self._rows(f"WHERE number IN ({inner}) ORDER BY fame DESC, number LIMIT 50", *likes)

    def _rows(self, rest: str, *values: str | int) -> Iterator[Row]:
        for cells in self._ask(f"SELECT {', '.join(COLUMNS)} FROM event {rest}", *values):
            yield dict(zip(COLUMNS, map(str, cells), strict=True))

    def _ask(self, query: str, *values: str | int) -> Iterator[tuple]:  # type: ignore[type-arg]
        try:
            yield from self.file.execute(query, values)
        except sqlite3.Error as error:
            raise GazetteerError(f"{self.path}: damaged ({error}); import it again") from error


def packed(lengths: Mapping[str, Iterable[int]]) -> bytes:
    """Beginnings with their lengths in one piece.

    >>> unpacked(packed({"fall of": [4, 3]}))["fall of"] == chr(4) + chr(3)
    True
    """
    lines = [f"{pair}\t{''.join(map(chr, sorted(found, reverse=True)))}" for pair, found in sorted(lengths.items())]
    return zlib.compress("\f".join(lines).encode("utf-8"), 1)


def unpacked(data: bytes) -> dict[str, str]:
    """What `packed` packed; raises zlib.error, UnicodeDecodeError or ValueError where it is damaged."""
    lines = zlib.decompress(data).decode("utf-8").split("\f")
    return dict(line.split("\t", 1) for line in lines if line)


def is_catalogue(path: Path) -> bool:
    """Whether a file begins as SQLite files do; what cannot be read is none."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _open(path: Path) -> sqlite3.Connection:
    try:
        file = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False)
        kind, version = (file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: cannot be opened ({error}); make it with gazetteer import") from error
    if kind != APPLICATION:
        raise GazetteerError(f"{path}: no catalogue of events; make one with gazetteer import")
    if version > VERSION:
        raise GazetteerError(f"{path}: made by a newer version; update this program")
    return file
