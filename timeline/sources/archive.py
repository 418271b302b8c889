"""Zip files, also Word files and e-books: bounded in members, size and ratio before anything is unpacked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from timeline.errors import SourceError
from timeline.sources.metadata import printable

MAX_MEMBERS = 10_000
MAX_UNPACKED = 500_000_000
MAX_RATIO = 200
_RATIO_FROM = 10_000_000
"""Small files may be squeezed by any ratio: a page of one letter is no bomb."""


def check(data: bytes) -> zipfile.ZipFile:
    """The opened zip. SourceError where it is damaged or would unpack to more than the bounds.

    The sizes that a zip states are binding: zipfile reads no more of a member than its stated size.
    """
    try:
        file = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise SourceError("is a damaged zip; fetch or pack it again") from None
    members = file.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise SourceError(f"holds {len(members)} files, more than {MAX_MEMBERS}; unpack it and name the folder")
    if unpacked > MAX_UNPACKED or unpacked > max(_RATIO_FROM, MAX_RATIO * len(data)):
        raise SourceError(f"would unpack to {unpacked // 1_000_000} MB, too much for its size; unpack it yourself")
    return file


def content(file: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member. SourceError where it is encrypted or damaged."""
    if member.flag_bits & 1:
        raise SourceError("is encrypted; unpack it with its password first")
    try:
        return file.read(member)
    except Exception as error:
        raise SourceError(f"is a damaged part of a zip ({type(error).__name__}); pack it again") from None


def files(file: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Names and members in the order of the names, without folders and what systems leave behind."""
    for member in sorted(file.infolist(), key=lambda m: (m.filename, m.header_offset)):
        parts = [printable(part) for part in re.split(r"[/\\]", member.filename)]
        parts = [part for part in parts if part not in ("", ".", "..")]
        if not member.is_dir() and parts and not any(p.startswith((".", "__MACOSX")) for p in parts):
            yield "/".join(parts), member
