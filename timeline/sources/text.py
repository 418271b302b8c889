"""Plain text. The document's text is the decoded file with `\\n` line ends, as Python's text mode reads it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from timeline.model import Document
from timeline.sources.metadata import printable, stem

# Longest first: the mark of UTF-32 begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_SAMPLE = 1 << 16
_LONGEST_HEADLINE = 120


def read(data: bytes, source: str, key: str) -> Iterator[Document]:
    """One document; its title is a headline in the first line, else the name of the file."""
    text = newlines(decode(data))
    yield Document(key, text, headline(text) or stem(source), source, "")


def newlines(text: str) -> str:
    """Universal newlines: `\\r\\n` and `\\r` are `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def headline(text: str) -> str:
    """The first line where it looks like a headline: short, no full stop, a blank line and more text after it.

    >>> headline("The Fall of Acre\\n\\nIt fell in 1291."), headline("It fell in 1291.\\n\\nThen came peace.")
    ('The Fall of Acre', '')
    """
    match = re.match(r"\s*(\S[^\n]{0,119})\n[ \t]*\n\s*\S", text[: 4 * _LONGEST_HEADLINE])
    line = match[1].strip() if match else ""
    return "" if line.endswith((".", ",", ";", ":")) else printable(line)


def decode(data: bytes) -> str:
    """Bytes to text, whatever they are: by mark, UTF-8, UTF-16 by its zero bytes, else a legacy encoding.

    >>> decode("Größe".encode("utf-16")), decode("Größe".encode("cp1252")), decode(b"\\xef\\xbb\\xbfa")
    ('Größe', 'Größe', 'a')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if encoding := _unmarked_utf16(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or data.decode(_legacy(data), "replace")


def _unmarked_utf16(data: bytes) -> str:
    """Latin letters in UTF-16 have a zero in every second byte and hardly one in the others."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and max(even, odd) > 0.3 * half and min(even, odd) < 0.02 * half:
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _damaged_utf8(data: bytes) -> str:
    """UTF-8 with a few broken bytes stays UTF-8; read as cp1252 every accent in it would be lost."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return text if whole > 10 * broken else ""


def _legacy(data: bytes) -> str:
    """cp1252, unless so many bytes are high that the script is not Latin: then charset-normalizer's best guess."""
    sample = data[:_SAMPLE]
    high = sum(sample.count(byte) for byte in range(0x80, 0x100))
    if high < max(40, 0.3 * len(sample)):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
