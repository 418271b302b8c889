"""Sources to documents: files, folders, web pages, standard input. Each format loads its own library when it is needed.

What is read: txt, md, html, pdf, docx, epub, RSS and Atom, jsonl, zip, folders of these, and http(s) addresses.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from timeline.errors import SourceError
from timeline.model import Dated, Document
from timeline.sources import folder
from timeline.sources.kinds import ENDINGS, KNOWN, kind_of
from timeline.sources.metadata import named_day, printable, stem
from timeline.sources.unread import Unread

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = ["MAX_BYTES", "Unread", "read", "read_all", "read_bytes"]

MAX_BYTES = 200_000_000
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
# One file, one text: its name may say its day. Feeds and JSON lines date each item.
_ONE_TEXT = frozenset(["text", "markdown", "html", "pdf", "docx", "epub"])
_NOTHING = f"holds nothing that can be read; put {KNOWN} files there"
_Found = Iterator[Document | Unread]


def read(source: str, *, title: str = "", stdin: bytes | None = None) -> Iterator[Document]:
    """The documents of one source: a file, a folder, a zip, an http(s) address, or `-` for standard input (or `stdin`).

    Ids come from names and contents and are unique within the source; the same input gives the same ids. `title` stands
    in place of the document's own. SourceError, in one line, at the first part that cannot be read: `read_all` goes on.
    """
    for found in _unique(_guarded(source, _of_source(source, stdin))):
        if isinstance(found, Unread):
            raise SourceError(f"{found.source}: {found.reason}")
        yield replace(found, title=printable(title)) if title else found


def read_all(sources: Iterable[str]) -> Iterator[Document | Unread]:
    """The documents of many sources in their order; what cannot be read is an Unread in its place. Ids are unique."""
    return _unique(found for source in sources for found in _guarded(source, _of_source(source, None)))


def read_bytes(data: bytes, name: str) -> Iterator[Document | Unread]:
    """The documents of an uploaded file. Its kind is that of its name or, where that is missing or lies, of its bytes.

    >>> [d.title for d in read_bytes(b"The Fall of Acre\\n\\nIt fell in 1291.", "acre.txt")]
    ['The Fall of Acre']
    """
    return _unique(_guarded(name, _of_bytes(data, name, stem(name))))


def _of_source(source: str, stdin: bytes | None) -> _Found:
    if source == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if stdin is None else stdin
        yield from _of_bytes(data, "-", "stdin")
    elif _ADDRESS.match(source):
        from timeline.sources import web

        page = web.fetch(source)
        yield from _of_bytes(page.data, page.name, stem(source), source)
    elif os.path.isdir(source):
        yield from _of_folder(source)
    else:
        yield from _of_file(source, stem(source))


def _of_folder(root: str) -> _Found:
    empty = True
    for path in folder.files(root, frozenset(ENDINGS)):
        empty = False
        if isinstance(path, Unread):
            yield path
        else:
            full = os.path.join(root, path)
            yield from _guarded(full, _of_file(full, _inner_key(path)))
    if empty:
        raise SourceError(_NOTHING)


def _of_file(path: str, key: str) -> _Found:
    yield from _of_bytes(_contents(path), path, key)


def _of_zip(data: bytes, source: str) -> _Found:
    from timeline.sources import archive

    file = archive.check(data)
    members = [(path, m) for path, m in archive.files(file) if os.path.splitext(path)[1].lower() in ENDINGS]
    if not members:
        raise SourceError(_NOTHING)
    for path, member in members:
        inner = f"{source}/{path}"
        yield from _guarded(inner, _of_member(file, member, inner, _inner_key(path)))


def _of_member(file: ZipFile, member: ZipInfo, source: str, key: str) -> _Found:
    from timeline.sources import archive

    data = archive.content(file, member)
    if kind_of(data, source) == "zip":
        raise SourceError("is a zip within a zip; unpack it first")
    yield from _of_bytes(data, source, key)


def _of_bytes(data: bytes, name: str, key: str, source: str = "") -> _Found:
    """The documents of some bytes; `name` says the kind, `source` (else the name) is what the caller called them."""
    if len(data) > MAX_BYTES:
        raise SourceError(f"is larger than {MAX_BYTES // 1_000_000} MB; split it")
    source = printable(source or name)
    kind = kind_of(data, name)
    if kind == "zip":
        yield from _of_zip(data, source)
        return
    day = named_day(stem(name)) if kind in _ONE_TEXT else None
    for found in import_module(f"timeline.sources.{kind}").read(data, source, key):
        if isinstance(found, Document) and not found.text.strip():
            yield Unread(source, "holds no text; there is nothing to read")
        elif isinstance(found, Document) and day:
            # A person gave the file its name; metadata is often the day of the scan or of the upload.
            yield replace(found, date=Dated(day, "metadata"))
        else:
            yield found


def _contents(path: str) -> bytes:
    """The bytes of a file. SourceError where there is none, or it is a device, closed, or larger than `MAX_BYTES`."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            raise SourceError("is neither a file nor a folder; give a file, or - for standard input")
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError("there is no such file or folder; a web address begins with https://") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a name of a file"
        raise SourceError(f"cannot be opened ({reason}); check its name and permissions") from None


def _inner_key(path: str) -> str:
    """The id of a file in a folder or a zip: its path there without the ending, whatever else lies beside it."""
    return printable(os.path.splitext(path)[0])


def _guarded(source: str, found: _Found) -> _Found:
    """The documents, and an Unread where reading breaks off. The libraries raise anything at all over hostile files."""
    try:
        yield from found
    except SourceError as error:
        yield Unread(printable(source), str(error))
    except Exception as error:
        reason = "is damaged or not what its name says; open it in its own program and save it again"
        yield Unread(printable(source), f"{reason} ({type(error).__name__})")


def _unique(found: Iterable[Document | Unread]) -> _Found:
    """The same, with a number behind an id that was there before: `letter`, `letter-2`."""
    given: set[str] = set()
    counts: dict[str, int] = {}
    for each in found:
        if isinstance(each, Unread):
            yield each
            continue
        key = each.id
        while key in given:
            counts[each.id] = counts.get(each.id, 1) + 1
            key = f"{each.id}-{counts[each.id]}"
        given.add(key)
        yield replace(each, id=key)
