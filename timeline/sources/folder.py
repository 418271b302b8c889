"""Folders: the files of known kinds, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from timeline.sources.metadata import printable
from timeline.sources.unread import Unread


def files(root: str, endings: frozenset[str]) -> Iterator[str | Unread]:
    """Paths below `root` with one of the `endings` (".txt"), relative to it, with `/`; an Unread for a closed folder.

    Hidden files are passed and links to folders not followed, since they may run in a circle.
    """
    refused: list[OSError] = []
    found: list[str] = []
    for folder, below, names in os.walk(root, onerror=refused.append):
        below[:] = [name for name in below if not name.startswith(".")]
        paths = (Path(folder, name) for name in names if not name.startswith("."))
        found += [p.relative_to(root).as_posix() for p in paths if p.suffix.lower() in endings]
    yield from sorted(found, key=lambda path: path.split("/"))
    for error in sorted(refused, key=lambda e: str(e.filename)):
        yield Unread(printable(error.filename), f"cannot be opened ({error.strerror}); check its permissions")
