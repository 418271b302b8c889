"""Web pages: the article without navigation (trafilatura), and when it was published (htmldate).

The date of writing is read only from places meant for it (metadata, `time`, a byline): htmldate searches the prose too,
and on a page of history it finds the date of a battle.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from timeline.dates.when import When
from timeline.model import Dated, Document
from timeline.sources.metadata import iso_day, language, printable, stem
from timeline.sources.prose import prose
from timeline.sources.text import decode

_CHARSET = re.compile(rb"<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})")
_DATE_PLACE = re.compile(
    r"(?:^|[-_ ])(?:date|time|datetime|published|pubdate|posted|byline|dateline|timestamp)(?:$|[-_ ])|datepublished",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 200
_LEAVE_OUT = frozenset(["nav", "footer", "form", "head", "title"])
# htmldate takes today as the last possible day; the same page must give the same date next year.
_DATE_RANGE: dict[str, Any] = {"min_date": "1600-01-01", "max_date": "2100-12-31"}


def read(data: bytes, source: str, key: str) -> Iterator[Document]:
    """One document: the article, else the text of the whole body."""
    from lxml import html

    _quieten()
    # libxml2 ends a page at a NUL, and lxml refuses a str with an encoding declaration.
    page = decode_page(data).replace("\0", "").encode("utf-8", "replace")
    tree = html.document_fromstring(page or b"<html/>", parser=html.HTMLParser(encoding="utf-8", no_network=True))
    title, body = _article(tree, source)
    text = prose(body) if body is not None else ""
    text = text or prose(tree, _LEAVE_OUT)
    tongue = language(tree.get("lang") or tree.get("xml:lang"))
    when = published(tree, source)
    dated = Dated(when, "metadata") if when else None
    yield Document(key, text, printable(title or tree.findtext(".//title")) or stem(source), source, tongue, dated)


def decode_page(data: bytes) -> str:
    """Bytes to text by byte order mark, then by the page's own declaration, then as any text."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def fragment(markup: str) -> str:
    """The prose of a piece of HTML, as feeds carry it.

    >>> fragment("<p>Lima was founded<br/>in 1535.</p>"), fragment("R&amp;D"), fragment("")
    ('Lima was founded\\nin 1535.', 'R&D', '')
    """
    from lxml import html

    page = f"<html><body>{markup}</body></html>".replace("\0", "").encode("utf-8", "replace")
    return prose(html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", no_network=True)))


def _article(tree: Any, source: str) -> tuple[str, Any]:
    """Title and body of the article; trafilatura changes the tree it is given."""
    from trafilatura import bare_extraction
    from trafilatura.metadata import extract_metadata

    found = bare_extraction(deepcopy(tree), url=_address(source), include_comments=False, prune_xpath="//nav")
    settings = {"extensive_search": False, **_DATE_RANGE}
    about = extract_metadata(deepcopy(tree), default_url=_address(source), date_config=settings)
    return about.title or "", getattr(found, "body", None)


def published(tree: Any, source: str) -> When | None:
    """The day a page was first published, from metadata, its address, or a place in the page made for dates."""
    from htmldate import find_date

    page = deepcopy(tree)
    _leave_only_date_places(page)
    found = find_date(page, original_date=True, extensive_search=False, url=_address(source), **_DATE_RANGE)
    return iso_day(found)


def _leave_only_date_places(page: Any) -> None:
    body = page.find("body")
    kept = {child for e in (body.iter() if body is not None else ()) if _is_date_place(e) for child in e.iter()}
    for element in body.iter() if body is not None else ():
        element.tail = element.tail if element.getparent() in kept else None
        if element not in kept and element.tag != "script":
            element.text = None


def _is_date_place(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    marks = " ".join(element.get(name, "") for name in ("class", "id", "itemprop"))
    if element.tag not in ("time", "abbr") and not _DATE_PLACE.search(marks):
        return False
    length = 0
    for piece in element.itertext():
        length += len(piece)
        if length > _LONGEST_BYLINE:
            return False
    return True


def _address(source: str) -> str | None:
    return source if source.startswith(("http://", "https://")) else None


def _quieten() -> None:
    """The libraries log what they could not use; here that is a value or an error, never a line on the terminal."""
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
