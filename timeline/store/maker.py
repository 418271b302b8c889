"""Which version of the program makes the results: a fingerprint of its code and its rows."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_ENGINE = ("dates", "extract", "gazetteer", "language", "link", "model.py", "pipeline.py")


@cache
def fingerprint() -> str:
    """The same for the same program, another after an update that can change what is found.

    >>> len(fingerprint())
    16
    """
    found = sha256()
    for name in _ENGINE:
        _add(files("timeline").joinpath(name), found)
    return found.hexdigest()[:16]


def _add(place: Traversable, found: Any) -> None:
    if place.is_dir():
        for inner in sorted(place.iterdir(), key=lambda p: p.name):
            if not inner.name.startswith(("_", ".")):
                _add(inner, found)
    else:
        found.update(place.name.encode() + place.read_bytes())
