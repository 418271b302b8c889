"""Markdown. The text is the prose without its marks: a link's address would bring dates that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.model import Dated, Document
from timeline.sources.metadata import iso_day, language, printable, stem
from timeline.sources.prose import prose
from timeline.sources.text import decode, newlines

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:(?!---|\.\.\.)[^\n]*\n){0,100})(?:---|\.\.\.)[ \t]*(?:\n|$)")


def read(data: bytes, source: str, key: str) -> Iterator[Document]:
    """One document; title, date and language from the front matter, else the title from the first heading."""
    from lxml import html
    from markdown_it import MarkdownIt

    text = newlines(decode(data)).replace("\0", "\ufffd")
    front = _FRONT_MATTER.match(text)
    facts = _facts(front[1]) if front else {}
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(text[front.end() :] if front else text)
    tree = html.document_fromstring(f"<html><body>{_allowed(rendered)}</body></html>")
    headings = [h for h in tree.iter("h1", "h2", "h3") if h.text_content().strip()]
    title = facts.get("title") or (headings[0].text_content() if headings else stem(source))
    when = iso_day(facts.get("date"))
    tongue = language(facts.get("lang") or facts.get("language"))
    yield Document(key, prose(tree), printable(title), source, tongue, Dated(when, "metadata") if when else None)


def _facts(front: str) -> dict[str, str]:
    """`key: value` lines; of YAML no more is needed."""
    pairs = (line.split(":", 1) for line in front.splitlines() if ":" in line and not line.startswith((" ", "#")))
    return {key.strip().lower(): value.strip().strip("\"'") for key, value in pairs}


def _allowed(text: str) -> str:
    """Without the control characters that lxml does not take."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
