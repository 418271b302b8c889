"""The example texts that come with the package, all of our own writing."""

from __future__ import annotations

from importlib.resources import files

from timeline.extract import given
from timeline.model import Dated, Document

FIRST = "walls"


def names() -> dict[str, str]:
    """Their names and titles, the one for the first start first.

    >>> list(names())
    ['walls', 'abbey', 'harbour']
    """
    found = sorted(p.name.removesuffix(".txt") for p in files("timeline").joinpath("examples").iterdir())
    found.sort(key=lambda name: name != FIRST)
    return {name: load(name).title for name in found}


def load(name: str) -> Document:
    """One of them. A file's first line is its title, the second the date of writing or empty."""
    lines = files("timeline").joinpath("examples", f"{name}.txt").read_text(encoding="utf-8").split("\n", 2)
    return Document(f"example-{name}", lines[2].strip() + "\n", lines[0], "example", "en", written(lines[1]))


def written(words: str) -> Dated | None:
    """The date of writing that a person gave, `None` where they gave none; raises DateError.

    >>> written(" ") is None
    True
    """
    when = given.read(words)
    return Dated(when, "given") if when else None
