"""Whole dates in languages that have no rows of their own.

We spot the candidates, by the month names of dateparser's locale tables, and dateparser reads them, one at a time, with
the language said and a fixed base. Its answer counts only where it repeats the day and year that are given: by itself
it reads "AD 79" as 1979 and "three days" as a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from typing import Any

from timeline.dates.shift import Pick, Shift
from timeline.dates.when import When, day, month, year
from timeline.errors import DateError

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
BASE = datetime(2000, 1, 1)
_YEAR = r"(?<![\w.,/-])[12][0-9]{3}(?![\w/-]|[.,][0-9])"
_CODE = re.compile(r"[a-z]{2,3}")


def find(text: str, language: str) -> Iterator[tuple[int, int, When | Shift]]:
    """Begin, end and date of each: day, month and year, month and year, a year alone; of a day and a month the shift.

    >>> [(begin, end) for begin, end, _ in find("Wojna zaczęła się 1 września 1939 roku, a 3 września...", "pl")]
    [(18, 33), (42, 52)]
    """
    pattern = _pattern(language)
    if pattern is None:
        return
    for found in pattern.finditer(text):
        when = _read(found, language)
        if when is not None:
            yield found.start(), found.end(), when


def _read(found: re.Match[str], language: str) -> When | Shift | None:
    name = found["month"] or found["bare"]
    if name is None:
        return year(int(found.group()))
    number = _month(name.lower(), language)
    if number is None:
        return None
    if found["bare"]:
        return Shift("either", pick=Pick(number, int(found["of"])))
    written = int(found["year"])
    try:
        return day(written, number, int(found["day"])) if found["day"] else month(written, number)
    except DateError:
        return None


@lru_cache(maxsize=512)
def _month(name: str, language: str) -> int | None:
    """The number of a month by its name, `None` where dateparser does not repeat the day and year that we give it."""
    import dateparser

    settings: Any = {"RELATIVE_BASE": BASE, "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
    read = dateparser.parse(f"13 {name} 1939", languages=[language], settings=settings)
    return read.month if read is not None and (read.day, read.year) == (13, 1939) else None


@lru_cache
def _pattern(language: str) -> re.Pattern[str] | None:
    names = _month_names(language)
    if not names:
        return None
    months = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    joined = r"(?:\s+(?:de|di|do|da|del|of)|\s+d['’])?\s+"
    return re.compile(
        rf"(?<!\w)(?:(?P<day>3[01]|[12][0-9]|0?[1-9])[.ºª]?{joined})?(?P<month>{months})\.?{joined}(?P<year>{_YEAR})"
        rf"|(?P<of>3[01]|[12][0-9]|0?[1-9])[.ºª]?{joined}(?P<bare>{months})(?!\w)"
        rf"|{_YEAR}",
        re.IGNORECASE,
    )


def _month_names(language: str) -> set[str]:
    """The wordings of the months in dateparser's tables; none where it does not know the language."""
    if not _CODE.fullmatch(language):
        return set()
    try:
        info = import_module(f"dateparser.data.date_translation_data.{language}").info
    except ModuleNotFoundError:
        return set()
    return {name.lower() for key in MONTHS for name in info.get(key, ()) if len(name) > 2 and not name[0].isdigit()}
