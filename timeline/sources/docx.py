"""Word. No date is taken: `created` is often the day the template was made, `modified` the day of the last save."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from timeline.model import Document
from timeline.sources import archive
from timeline.sources.metadata import language, printable, stem

_WORDS = (
    ".//w:r[not(ancestor::*[local-name()='Fallback'])]"
    "/*[self::w:t or self::w:tab or self::w:br or self::w:cr or self::w:noBreakHyphen]"
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(data: bytes, source: str, key: str) -> Iterator[Document]:
    """One document: paragraphs apart by blank lines, tables in their place, a row a line, cells apart by tabs."""
    import docx

    archive.check(data)
    file = docx.Document(BytesIO(data))
    text = "\n\n".join(filter(None, _blocks(file)))
    core = file.core_properties
    title = printable(core.title) or _heading(file) or stem(source)
    yield Document(key, text, title, source, language(core.language))


def _blocks(container: Any) -> Iterator[str]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield "\n".join(filter(None, map(_row, block.rows)))
        else:
            yield _words(block)


def _row(row: Any) -> str:
    """The cells of a row, a merged cell once."""
    cells = dict.fromkeys(cell._tc for cell in row.cells)
    return "\t".join(" ".join(filter(None, (_element_words(p) for p in c.iterchildren("{*}p")))) for c in cells).strip()


def _words(paragraph: Any) -> str:
    return _element_words(paragraph._p)


def _element_words(element: Any) -> str:
    """What a reader sees: insertions under change tracking too, deletions not, which python-docx has the other way."""
    names = ((found.tag.rpartition("}")[2], found.text) for found in element.xpath(_WORDS))
    return "".join(_SIGNS.get(name, text or "") for name, text in names).strip()


def _heading(file: Any) -> str:
    """The first title or heading among the first paragraphs."""
    for paragraph in file.paragraphs[:20]:
        if (paragraph.style.name or "").startswith(("Title", "Heading")) and _words(paragraph):
            return printable(_words(paragraph))
    return ""
