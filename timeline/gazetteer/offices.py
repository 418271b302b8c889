"""Who held which office when: "President Clinton said" is no news of before 1993 nor of after 2001."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from timeline.dates import edtf
from timeline.language.lexicon import read
from timeline.model import Span

BEFORE = 20  # characters before an office in which "former" stands
_NAMES = r"(?:(?P<given>[^\W\d_a-z][\w.’'-]*)\s(?:[^\W\d_a-z][\w.’'-]*\s){0,2}?)?"
_RULING = ("President", "Prime Minister", "Chancellor")  # whose "administration" or "government" it is
_WORD_BEFORE = re.compile(r"([\w’']+)[\s-]*$")


@dataclass(frozen=True, slots=True)
class Tenure:
    """One time in office, from its first day to its last, which is `None` where it goes on."""

    office: tuple[str, ...]
    given: tuple[str, ...]
    surname: tuple[str, ...]
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A place that names somebody by an office, and the tenures that it can mean; `past` after "former"."""

    span: Span
    tenures: tuple[Tenure, ...]
    past: bool


def find(text: str, language: str) -> Iterator[Holder]:
    """The people whom a text names by their office ("President Clinton", "the Thatcher government").

    >>> text = "Former President Jimmy Carter left."
    >>> [(h.span.of(text), h.past, len(h.tenures)) for h in find(text, "en")]
    [('President Jimmy Carter', True, 1)]
    """
    listed = read(language, "writing.toml")
    if "former" not in listed:
        return
    by_surname, pattern = _rows()
    for found in pattern.finditer(text):
        held = by_surname[found.group("surname") or found.group("ruling")]
        tenures = tuple(t for t in held if _is_meant(t, found))
        word = _WORD_BEFORE.search(text, max(0, found.start() - BEFORE), found.start())
        before = word.group(1).casefold() if word else ""
        if tenures and before not in listed["deputy"]:
            yield Holder(Span(*found.span()), tenures, before in listed["former"])


def _is_meant(tenure: Tenure, found: re.Match[str]) -> bool:
    """Whether an office and a first name, or "government" behind the name, are those of a tenure."""
    if found.group("ruling"):
        return tenure.office[0] in _RULING
    given = found.group("given")
    return found.group("office") in tenure.office and (given is None or given in tenure.given)


@lru_cache
def _rows() -> tuple[dict[str, list[Tenure]], re.Pattern[str]]:
    """The rows of `offices.csv` by surname, and what finds them: an office and a name, or a name and its government."""
    by_surname: dict[str, list[Tenure]] = {}
    offices: set[str] = set()
    with (Path(__file__).parent / "offices.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tenure = _tenure(row)
            offices.update(tenure.office)
            for surname in tenure.surname:
                by_surname.setdefault(surname, []).append(tenure)
    office, surname = (_any(words) for words in (offices, by_surname))
    ruling = _any(name for name, held in by_surname.items() if any(t.office[0] in _RULING for t in held))
    words = _any(read("en", "writing.toml")["ruling"])
    return by_surname, re.compile(
        rf"(?<![\w-])(?:(?P<office>{office})\s{_NAMES}(?P<surname>{surname})|(?P<ruling>{ruling})\s(?:{words}))(?!\w)"
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _tenure(row: dict[str, str]) -> Tenure:
    office, given, surname = (tuple(row[name].split("|")) for name in ("office", "given", "surname"))
    first, last = edtf.read(row["from"]).earliest, edtf.read(row["to"]).latest if row["to"] else None
    return Tenure(office, given, surname, first or 0, last)
