"""JSON lines: `{"id", "text", "date"?, "title"?, "language"?, "source"?}`; a bad line is named, the others read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from timeline.dates.when import When
from timeline.errors import DateError, SourceError
from timeline.model import Dated, Document
from timeline.sources.metadata import iso_day, language, printable, sound
from timeline.sources.text import decode
from timeline.sources.unread import Unread


def read(data: bytes, source: str, key: str) -> Iterator[Document | Unread]:
    """A document a line; the text is the JSON string as it is, so that offsets of others hold."""
    for number, line in enumerate(decode(data).split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _document(line, source, f"{key}-{number}")
        except (SourceError, DateError) as error:
            yield Unread(source, f"line {number}: {error}")


def _document(line: str, source: str, spare_id: str) -> Document:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise SourceError('is not JSON; write one {"id": ..., "text": ...} a line') from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise SourceError('has no "text"; write one {"id": ..., "text": ...} a line')
    if not row["text"].strip():
        raise SourceError('has an empty "text"; give it one or leave the line out')
    own = printable(row["id"]) if row.get("id") is not None else ""
    date = _date(row.get("date"))
    own_source = printable(row.get("source")) or source
    return Document(
        own or spare_id, sound(row["text"]), printable(row.get("title")) or own or spare_id, own_source,
        language(row.get("language")), Dated(date, "given") if date else None,
    )  # fmt: skip


def _date(value: Any) -> When | None:
    """An EDTF string; of a date and time the day."""
    from timeline.dates import edtf

    if value is None or value == "":
        return None
    text = str(value)
    return (iso_day(text) if "T" in text[8:12] or " " in text.strip() else None) or edtf.read(text)
