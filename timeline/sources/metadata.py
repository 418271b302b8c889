"""What stands around a text: its language tag, its day, its title, its id. Nothing is guessed from the prose."""

from __future__ import annotations

import re

from timeline.dates.when import When, day
from timeline.errors import DateError

# ISO 639-2 tags that EPUBs and library catalogues write for languages with a two-letter code (both B and T forms).
_THREE_LETTERS = {
    "ara": "ar", "bel": "be", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "chi": "zh", "zho": "zh",
    "dan": "da", "deu": "de", "ger": "de", "dut": "nl", "nld": "nl", "ell": "el", "gre": "el", "eng": "en",
    "est": "et", "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "gle": "ga", "glg": "gl",
    "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "isl": "is", "ice": "is", "ita": "it", "jpn": "ja",
    "kat": "ka", "geo": "ka", "kor": "ko", "lat": "la", "lav": "lv", "lit": "lt", "nor": "no", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es",
    "srp": "sr", "swe": "sv", "tur": "tr", "ukr": "uk", "vie": "vi",
}  # fmt: skip
_ISO_DAY = re.compile(r"\s*(-?[0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_NAMED_DAY = re.compile(r"(?<![0-9])(?<![0-9]-)([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9]|-[0-9])")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST_NAME = 200


def language(tag: object) -> str:
    """ISO 639-1 code of a BCP 47 or ISO 639-2 tag; "" where there is none or it says nothing.

    >>> language("de-AT"), language("eng"), language("und"), language(None)
    ('de', 'en', '', '')
    """
    first = re.split(r"[-_]", str(tag or "").strip().lower())[0]
    if re.fullmatch(r"[a-z]{2}", first):
        return first
    return _THREE_LETTERS.get(first, "")


def iso_day(text: object) -> When | None:
    """The day that an ISO 8601 date or date and time begins with, as the clock of its own place had it.

    >>> iso_day("2023-07-20T23:30:00-05:00") == day(2023, 7, 20), iso_day("July 2023")
    (True, None)
    """
    match = _ISO_DAY.match(str(text or ""))
    return _day(*match.groups()) if match else None


def named_day(stem: str) -> When | None:
    """The day that a file name begins or ends with; a name with two days says when nothing was written.

    >>> named_day("2023-07-20-moore") == named_day("moore_2023-07-20") == day(2023, 7, 20)
    True
    >>> named_day("1941-42 campaign"), named_day("isbn 978-1234-56-78"), named_day("2023-02-31")
    (None, None, None)
    """
    found = list(_NAMED_DAY.finditer(stem))
    if len(found) != 1 or (found[0].start() > 0 and found[0].end() < len(stem)):
        return None
    return _day(*found[0].groups())


def _day(year: str, month: str, number: str) -> When | None:
    try:
        return day(int(year), int(month), int(number))
    except DateError:
        return None


def stem(name: str) -> str:
    """The last part of a path or address without its ending: the id of a document that has none of its own.

    >>> stem("letters/1848 Paris.txt"), stem("https://example.org/news/?page=2"), stem(".txt")
    ('1848 Paris', 'example.org-news-page=2', '.txt')
    """
    if re.match(r"https?://", name, re.IGNORECASE):
        return printable("-".join(re.findall(r"[^/?&#]+", name.split("://", 1)[1]))) or "page"
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    cut = last.rfind(".")
    return printable(last[:cut] if cut > 0 and len(last) - cut <= 9 else last) or "text"


def printable(text: object) -> str:
    """A name in one line without control characters, at most 200 characters; names of files and titles are hostile."""
    line = " ".join(_UNPRINTABLE.sub(" ", str(text or "")).split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"


def sound(text: str) -> str:
    """The same text with lone surrogates, which no file can hold, replaced one by one: offsets stay."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)
