"""A tree of elements to prose: one paragraph a block, blank lines between, as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# HTML's blocks, and the names (head, item, row, lb) that trafilatura gives them.
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "item", "legend", "li", "list", "main", "nav", "ol", "p", "pre", "quote", "row", "section", "summary",
    "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
])  # fmt: skip
_CELLS = frozenset(["td", "th", "cell"])
_BREAKS = frozenset(["br", "lb"])
_UNREAD = frozenset([
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "button", "select", "textarea",
])  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def prose(root: Any, leave_out: frozenset[str] = frozenset()) -> str:
    """The text of an lxml element: white space collapsed, blocks apart by blank lines, cells by tabs.

    >>> from lxml import html
    >>> prose(html.fromstring("<div><h1>Fall of  <i>Acre</i></h1><p>It fell<br>in 1291.</p></div>"))
    'Fall of Acre\\n\\nIt fell\\nin 1291.'
    """
    blocks: list[str] = []
    current: list[str] = []
    for piece in _pieces(root, leave_out):
        if piece is None:
            _close(current, blocks)
        else:
            current.append(piece)
    _close(current, blocks)
    return "\n\n".join(blocks)


def _close(current: list[str], blocks: list[str]) -> None:
    joined = re.sub(r" *([\t\n]) *", r"\1", re.sub(r" {2,}", " ", "".join(current))).strip()
    if joined:
        blocks.append(joined)
    current.clear()


def _pieces(root: Any, leave_out: frozenset[str]) -> Iterator[str | None]:
    """Text in reading order, `None` where a block begins or ends; a walk without recursion, since depth is hostile."""
    from lxml import etree

    unread = _UNREAD | leave_out
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
        if not leaving and tag and tag not in unread:
            yield from _opening(tag, element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if leaving and tag in _BLOCKS:
            yield None
        if leaving and tag in _CELLS:
            yield "\t"
        if element is not root and element.tail:
            yield _SPACE.sub(" ", element.tail)


def _opening(tag: str, element: Any) -> Iterator[str | None]:
    if tag in _BLOCKS:
        yield None
    if tag in _BREAKS:
        yield "\n"
    if element.text:
        yield element.text.replace("\r\n", "\n") if tag == "pre" else _SPACE.sub(" ", element.text)
