"""PDF: lines to paragraphs. The file's creation date is not used: for a scan it is the day of scanning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from timeline.errors import SourceError
from timeline.model import Document
from timeline.sources.metadata import printable, stem

MAX_PAGES = 5000
# No four digits, which may be a year, and no full stop, which ends a sentence.
_PAGE_NUMBER = re.compile(
    r"[-–—\s\[(|•]*(?:(?:page|p\.|seite|s\.|página|pagina)\s*)?"
    r"(?:[0-9]{1,3}|(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))"
    r"(?:\s*(?:of|von|de|di|/)\s*[0-9]{1,4})?[-–—\s\])|•]*",
    re.IGNORECASE,
)
_MAKERS_TITLE = re.compile(
    r"microsoft|untitled|unbenannt|\.(?:docx?|indd|qxd|tex|dvi|rtf|p65|pdf|odt|wpd)\b", re.IGNORECASE
)
_HYPHENS = "\ufffe\x02\xad"
_SENTENCE_END = (".", "!", "?", ":", '"', "”", "’", "»", ")", "…")


class Line(NamedTuple):
    """A line of a page: its wording, and where it begins and ends in points (`None` where PDFium does not say)."""

    text: str
    left: float | None = None
    right: float | None = None
    base: float | None = None


def read(data: bytes, source: str, key: str) -> Iterator[Document]:
    """One document. SourceError where the file is encrypted, damaged, endless, or holds pictures of pages only."""
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError(_refusal(error)) from None
    try:
        if len(file) > MAX_PAGES:
            raise SourceError(f"has {len(file)} pages, more than {MAX_PAGES}; split it")
        pages = [_lines(file[number]) for number in range(len(file))]
        title = printable(file.get_metadata_value("Title"))
    finally:
        file.close()
    text = "\n\n".join(paragraphs(pages))
    if not text:
        raise SourceError("holds no text, only pictures of pages; run text recognition (OCR) over it first")
    yield Document(key, text, stem(source) if not title or _MAKERS_TITLE.search(title) else title, source, "")


def _refusal(error: Exception) -> str:
    import pypdfium2.raw as raw

    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return "is encrypted; save a copy without the password"
    return "is a damaged PDF; download it again, or print it to a new PDF"


def _lines(page: Any) -> list[Line]:
    """The lines of a page with their places, where the text and PDFium's characters go one to one."""
    words = page.get_textpage()
    try:
        text = words.get_text_range()
        placed = len(text) == words.count_chars()
        return [
            Line(match[0], *(_place(words, match.start(), match.end()) if placed else ()))
            for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", text)
        ]
    finally:
        words.close()
        page.close()


def _place(words: Any, start: int, end: int) -> tuple[float, float, float]:
    first, last = words.get_charbox(start, loose=True), words.get_charbox(end - 1, loose=True)
    return first[0], last[2], first[1]


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The paragraphs of some pages, without running heads and page numbers; one may run over the end of a page.

    >>> paragraphs([[Line("The revolu\\ufffetion of"), Line("1848 began in 1847-"), Line("48."), Line("12")]])
    ['The revolution of 1848 began in 1847-48.']
    """
    found: list[str] = []
    for page in _without_running_lines(pages):
        for number, (line, breaks) in enumerate(zip(page, _breaks(page), strict=True)):
            runs_on = number == 0 and found and not found[-1].rstrip().endswith(_SENTENCE_END)
            if found and (runs_on or not breaks):
                found[-1] = _joined(found[-1], line.text.strip())
            else:
                found.append(line.text.strip())
    return [t for t in (_rejoined(p) for p in found) if t]


def _breaks(page: list[Line]) -> list[bool]:
    """Whether a paragraph begins at each line: after a gap, a heading or a short last line, or at an indent."""
    gaps = [
        above.base - line.base for above, line in pairwise(page) if above.base is not None and line.base is not None
    ]
    usual = median(gaps) if gaps else 0.0
    lefts = [line.left for line in page if line.left is not None]
    margin = median(lefts) if lefts else 0.0
    edge = max((_length(line, margin) for line in page), default=0.0)
    found = [True] * min(1, len(page))
    for above, line in pairwise(page):
        gap = above.base - line.base if above.base is not None and line.base is not None else usual
        indented = line.left is not None and above.left is not None and max(margin, above.left) + 6 < line.left
        reach = _length(above, margin) / edge if edge > 0 else 1.0
        ends = above.text.rstrip().endswith(_SENTENCE_END)
        heading = reach < 0.6 and line.text.lstrip()[:1].isupper() and above.text.rstrip()[-1:].isalnum()
        found.append(gap > 1.35 * usual > 0 or heading or (ends and (gap < 0 or indented or reach < 0.85)))
    return found


def _length(line: Line, margin: float) -> float:
    """How far a line reaches from the margin: in points, or in characters where its place is not known."""
    return float(len(line.text)) if line.right is None else line.right - margin


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Without page numbers, and without first and last lines that come again on a third of at least four pages."""
    edges = Counter(_shape(page[at]) for page in pages for at in ({0, len(page) - 1} if page else ()))
    often = max(4, len(pages) // 3)

    def runs(line: Line) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line.text.strip())) or edges[_shape(line)] >= often

    kept = []
    for page in pages:
        first = next((n for n, line in enumerate(page[:2]) if not runs(line)), min(2, len(page)))
        last = next((n for n, line in enumerate(page[:-3:-1]) if not runs(line)), 2)
        kept.append(page[first : max(first, len(page) - last)])
    return kept


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).strip().lower()


def _joined(text: str, line: str) -> str:
    if text.endswith(tuple(_HYPHENS)) or re.search(r"[0-9][-–—]$", text[-2:]):
        return text + line
    if re.search(r"[^\W\d_]-$", text[-2:]) and line[:1].islower():
        return text[:-1] + line
    return text + ("" if text.endswith("-") else " ") + line


def _rejoined(text: str) -> str:
    """Line-end hyphens, which PDFium marks: dropped in a word, kept before a capital or a digit (Anglo-American)."""
    text = re.sub(f"[{_HYPHENS}]\\s*(?=[A-Z0-9])", "-", text)
    text = re.sub(f"[{_HYPHENS}]\\s*(?=\\w)", "", text)
    text = re.sub(f"[{_HYPHENS}\x00-\x08\x0e-\x1f]", "", text)
    return re.sub(r"[ \t\f\v]+", " ", text).strip()
