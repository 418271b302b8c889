"""Records as JSON for the project file: whole documents, annotations packed, a timeline part by part."""

from __future__ import annotations

import gc
import json
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from timeline.errors import ProjectError
from timeline.model import Conflict, Document, Event, Expression, Link, Timeline

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def written(kind: Any, value: object) -> str:
    """A record as ASCII JSON, which also carries lone surrogates."""
    return json.dumps(_adapter(kind).dump_python(value, mode="json"), ensure_ascii=True, separators=(",", ":"))


def read(kind: Any, body: str) -> Any:
    """The record that was written; raises ProjectError where it cannot be read.

    >>> read(Document, written(Document, Document("a", "Rome\\ud800"))).text == "Rome\\ud800"
    True
    """
    try:
        return _adapter(kind).validate_json(body)
    except ValueError:  # pydantic's own JSON reader, twice as fast, refuses lone surrogates
        pass
    try:
        return _adapter(kind).validate_python(json.loads(body))
    except ValueError as error:
        raise ProjectError("the project file is damaged; open a copy of it made earlier") from error


def packed(kind: Any, value: object) -> bytes:
    """A large record as packed JSON."""
    return zlib.compress(written(kind, value).encode("ascii"), 1)


def unpacked(kind: Any, body: bytes) -> Any:
    """The record that was packed."""
    return read(kind, zlib.decompress(body).decode("ascii"))


def parts(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """A timeline as many small rows, so that no part of the program ever holds all of it twice."""
    for document in timeline.documents:
        yield "document", written(Document, document)
    for name, found in timeline.expressions.items():
        yield "expressions", written(_EXPRESSIONS, (name, found))
    for kind, values in (("event", timeline.events), ("link", timeline.links), ("conflict", timeline.conflicts)):
        for value in values:
            yield kind, written(_KINDS[kind], value)


def timeline(rows: Iterable[tuple[str, str]]) -> Timeline:
    """The timeline of the rows.

    Records hold no cycles; a collector that walks 100,000 of them again and again takes two thirds of the time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return _timeline(rows)
    finally:
        if collects:
            gc.enable()


def _timeline(rows: Iterable[tuple[str, str]]) -> Timeline:
    expressions: dict[str, tuple[Expression, ...]] = {}
    found: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for kind, body in rows:
        if kind == "expressions":
            name, values = read(_EXPRESSIONS, body)
            expressions[name] = values
        else:
            found[kind].append(read(_KINDS[kind], body))
    documents, events, links, conflicts = (tuple(found[kind]) for kind in ("document", "event", "link", "conflict"))
    return Timeline(documents, expressions, events, links, conflicts)


_EXPRESSIONS = tuple[str, tuple[Expression, ...]]
_KINDS: dict[str, type[Any]] = {"document": Document, "event": Event, "link": Link, "conflict": Conflict}


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
