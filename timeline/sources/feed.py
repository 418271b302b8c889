"""RSS and Atom: one document an item, dated by the item's own publication."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from email.utils import parsedate
from io import BytesIO
from typing import Any

from timeline.dates.when import When, day
from timeline.errors import DateError, SourceError
from timeline.model import Dated, Document
from timeline.sources.html import fragment
from timeline.sources.metadata import iso_day, language, printable, sound
from timeline.sources.unread import Unread


def read(data: bytes, source: str, key: str) -> Iterator[Document | Unread]:
    """A document an item; an item without text is an Unread that names it. SourceError where there is no item."""
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # A file object: a string would be taken for an address or a path and opened.
        feed = feedparser.parse(BytesIO(data))
    if not feed.entries:
        raise SourceError("holds no feed items; of XML only RSS and Atom feeds can be read")
    tongue = language(feed.feed.get("language"))
    for number, item in enumerate(feed.entries, 1):
        found = _document(item, source, key, tongue)
        yield found or Unread(source, f"item {number} has no text; open its own page instead")


def _document(item: Any, source: str, key: str, tongue: str) -> Document | None:
    parts = [part.get("value", "") for part in item.get("content", [])] or [item.get("summary", "")]
    text = sound("\n\n".join(filter(None, map(fragment, parts))))
    title = printable(fragment(item.get("title", "")))
    if not text and not title:
        return None
    link = item.get("link", "")
    source = printable(link) if link.startswith(("http://", "https://")) else source
    # The item's own name, not its place in the feed, which moves with every new item.
    mark = item.get("id") or link or title + text
    own = f"{key}-{hashlib.sha256(mark.encode('utf-8', 'replace')).hexdigest()[:10]}"
    when = published(item)
    dated = Dated(when, "metadata") if when else None
    return Document(own, text or title, title or own, source, _language(item) or tongue, dated)


def _language(item: Any) -> str:
    details = [*item.get("content", []), item.get("summary_detail") or {}, item.get("title_detail") or {}]
    return next((found for d in details if (found := language(d.get("language")))), "")


def published(item: Any) -> When | None:
    """The day as the feed writes it, not as it is in Greenwich: an evening in New York is not tomorrow."""
    written = str(item.get("published") or item.get("created") or "")
    if found := iso_day(written):
        return found
    parts = parsedate(written) or item.get("published_parsed") or item.get("created_parsed")
    try:
        return day(*parts[:3]) if parts else None
    except DateError:
        return None
