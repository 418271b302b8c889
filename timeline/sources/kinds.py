"""Which kind of file some bytes are: by the ending of the name, and the first bytes where that is missing or lies."""

from __future__ import annotations

import re

from timeline.errors import SourceError

# A kind is the module of this folder that reads it; "zip" is unpacked by the face.
ENDINGS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".epub": "epub", ".xml": "feed", ".rss": "feed", ".atom": "feed",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".zip": "zip",
}  # fmt: skip
KNOWN = "txt, md, html, pdf, docx, epub, xml feed, jsonl or zip"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_FEED = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<[?!][^>]{0,300}>\s*){0,5}<(?:rss|feed|rdf:RDF)\b", re.I)
_JSON_LINE = re.compile(rb'\s*\{\s*"[a-z_]{1,40}"\s*:')
_SAMPLE = 4096
_CONTROL = bytes({*range(32), 127} - {*b"\t\n\r\f\v\x1b"})


def kind_of(data: bytes, name: str) -> str:
    """The kind of some bytes. SourceError where they are empty or none that can be read.

    >>> kind_of(b"%PDF-1.7", "letter.txt"), kind_of(b"It fell in 1291.", "README"), kind_of(b"<html>", "page")
    ('pdf', 'text', 'html')
    """
    if not data.strip():
        raise SourceError("is empty; there is nothing to read")
    last = re.split(r"[/\\]", name.lower())[-1]
    named = ENDINGS.get(last[last.rfind(".") :] if "." in last else "", "")
    kind = _by_content(data) or named
    if kind in ("text", "markdown", "html", "jsonl", "feed", ""):
        if _is_binary(data):
            raise SourceError(f"is not text; give {KNOWN}")
        kind = kind or ("jsonl" if _JSON_LINE.match(data[:_SAMPLE]) else "text")
    return kind


def _by_content(data: bytes) -> str:
    """The kind where the first bytes leave no doubt, else ""."""
    start = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    if start.lstrip().startswith(b"%PDF-"):
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError("is an old or encrypted Office file; save it as docx without a password")
    if start.startswith(b"{\\rtf"):
        raise SourceError("is an RTF file; save it as docx")
    if start.startswith(_PICTURES):
        raise SourceError("is a picture; run text recognition (OCR) over it first")
    if _FEED.match(start):
        return "feed"
    return "html" if _HTML.match(start) else ""


def _packed(data: bytes) -> str:
    """What kind of zip: names of members stand unpacked at the end, in the directory."""
    from timeline.sources import archive

    names = set(archive.check(data).namelist())
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    if "[Content_Types].xml" in names or {"content.xml", "mimetype"} <= names:
        raise SourceError("is an Office file of a kind that cannot be read; save it as docx")
    return "zip"


def _is_binary(data: bytes) -> bool:
    """Whether control characters are more than eight and a twentieth, not counting the zeros of UTF-16 and UTF-32."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    sample = data[: 1 << 16]
    zeros = sorted((sample[0::2].count(0), sample[1::2].count(0)))
    if zeros[0] < 0.01 * len(sample) and zeros[1] > 0.15 * len(sample):
        return False
    return len(sample) - len(sample.translate(None, _CONTROL)) > max(8, 0.05 * len(sample))
