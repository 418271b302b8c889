"""Writes a catalogue: rows in, one SQLite file with their wordings out, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from timeline.errors import GazetteerError
from timeline.gazetteer.catalogue import APPLICATION, COLUMNS, VERSION, Row, packed
from timeline.gazetteer.names import alias_of
from timeline.gazetteer.nouns import event_nouns
from timeline.gazetteer.table import Entry, entry_of
from timeline.gazetteer.wordings import wordings

_TABLES = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE event (number INTEGER PRIMARY KEY, {", ".join(COLUMNS)});
CREATE TABLE wording (language, tokens, capitals, rule, text, event);
CREATE TABLE beginning (language PRIMARY KEY, lengths);
"""
Wording = tuple[str, str, str, str, str, int]
MOST_TOKENS = 12  # of a name that people write


def write(
    rows: Iterable[Row], path: Path, languages: Sequence[str] = (), note: Callable[[int], None] = lambda count: None
) -> int:
    """Write the events and say how many; of several with one id the first stays. `note` is told how many are done.

    Raises GazetteerError where a row is not valid or the file cannot be written; what stood there before then stays.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.unlink(missing_ok=True)
        file = sqlite3.connect(temporary, isolation_level=None)
        try:
            count = _fill(file, rows, ("en", *(code for code in languages if code != "en")), note)
        finally:
            file.close()
        os.replace(temporary, path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{path}: cannot be written ({error}); choose another place with -o") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return count


def _fill(
    file: sqlite3.Connection, rows: Iterable[Row], languages: Sequence[str], note: Callable[[int], None]
) -> int:
    file.executescript(_TABLES)
    file.execute("BEGIN")
    seen = set[str]()
    lengths: dict[str, dict[str, set[int]]] = {code: {} for code in languages}
    for number, row in enumerate(rows, 1):
        entry = entry_of(row, f"event {number}")
        if entry.id in seen:
            continue
        seen.add(entry.id)
        cells = [row.get(column) or "" for column in COLUMNS]
        file.execute(f"INSERT INTO event VALUES (?{', ?' * len(cells)})", (number, *cells))
        found = [wording for code in languages for wording in _wordings(entry, number, code)]
        file.executemany("INSERT INTO wording VALUES (?, ?, ?, ?, ?, ?)", found)
        for code, tokens, *_ in found:
            words = tokens.split(" ")
            lengths[code].setdefault(f"{words[0]} {words[1] if len(words) > 1 else ''}", set()).add(len(words))
        if number % 5_000 == 0:
            note(number)
    file.executemany("INSERT INTO beginning VALUES (?, ?)", [(code, packed(known)) for code, known in lengths.items()])
    file.execute("COMMIT")
    file.execute("CREATE INDEX by_tokens ON wording (language, tokens)")
    return len(seen)


def _wordings(entry: Entry, number: int, language: str) -> Iterator[Wording]:
    """Name and aliases (or the names in another language); what hardly names an event by itself is a hint."""
    done = set[tuple[str, ...]]()
    for text, rule in _texts(entry, language):
        alias = alias_of(text, language, title=language == "en")
        if alias.tokens in done or not 0 < len(alias.tokens) <= MOST_TOKENS or max(map(len, alias.tokens)) < 2:
            continue
        done.add(alias.tokens)
        capitals = "".join("1" if needed else "0" for needed in alias.capitals)
        sure = rule if rule == "name" and _is_telling(text, language) else "hint"
        yield language, " ".join(alias.tokens), capitals, sure, text, number


def _texts(entry: Entry, language: str) -> Iterator[tuple[str, str]]:
    if language != "en":
        yield from ((name, "name") for code, name in entry.languages if code == language)
        return
    dated = any(c.isdigit() for c in entry.name)  # without its year a name is a hint
    yield from (found for found in wordings(entry.name) if found[1] == "name" or (dated and found[1] == "hint"))
    yield from (next(wordings(name)) for name in entry.aliases[1:])


def _is_telling(text: str, language: str) -> bool:
    """More than one word, one of them a name or year, and in English one that says what happened."""
    words = text.split()
    if len(words) < 2 or not any(word[0].isupper() or word[0].isdigit() for word in words):
        return False
    return language != "en" or any(word.strip(",.'’\"").casefold() in event_nouns() for word in words)
