"""E-books: one document a book, in the order of reading.

Not one a chapter: the files of an EPUB are not its chapters (programs cut them by size), a book has one author and one
time of writing, and its chapters date one another. `dc:date` is the day of the electronic edition (2008 for a book of
1776), so a date is taken only where the file itself calls it the original publication or the creation.
"""

from __future__ import annotations

import html.entities
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from timeline.errors import DateError, SourceError
from timeline.model import Dated, Document
from timeline.sources import archive
from timeline.sources.metadata import language, printable, stem
from timeline.sources.prose import prose

_XML_NAMES = frozenset([b"amp", b"lt", b"gt", b"quot", b"apos"])
_LEAVE_OUT = frozenset(["head", "nav"])
_OWN_DATES = frozenset(["original-publication", "creation"])


def read(data: bytes, source: str, key: str) -> Iterator[Document]:
    """One document. SourceError where the book is damaged or protected."""
    file = archive.check(data)
    names = {member.filename: member for member in file.infolist()}
    if "META-INF/rights.xml" in names or "META-INF/sinf.xml" in names:
        raise SourceError("is a protected e-book; only books without copy protection can be read")
    path = _package_path(file, names)
    package = _xml(_member(file, names, path))
    text = "\n\n".join(filter(None, (_chapter(_member(file, names, n)) for n in _spine(package, path))))
    title = printable(_first(package, "title")) or stem(source)
    yield Document(key, text, title, source, language(_first(package, "language")), _date(package))


def _member(file: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], name: str) -> bytes:
    if name not in names:
        raise SourceError(f"is a damaged e-book: {printable(name)} is missing; fetch it again")
    return archive.content(file, names[name])


def _package_path(file: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> str:
    container = _xml(_member(file, names, "META-INF/container.xml"))
    for element in container.iter("{*}rootfile"):
        return str(element.get("full-path", ""))
    raise SourceError("is a damaged e-book: it does not say where its contents are; fetch it again")


def _spine(package: Any, path: str) -> list[str]:
    """Names of the files in reading order, without the table of contents, each once."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    order = [items.get(ref.get("idref")) for ref in package.iter("{*}itemref") if ref.get("linear") != "no"]
    pages = [i for i in order if i is not None and "html" in i.get("media-type", "html")]
    paths = [unquote(i.get("href", "")) for i in pages if "nav" not in i.get("properties", "").split()]
    folder = posixpath.dirname(path)
    return list(dict.fromkeys(posixpath.normpath(posixpath.join(folder, p)) for p in paths))


def _chapter(data: bytes) -> str:
    """XHTML as XML, which keeps `<title/>` short; what is not well-formed as HTML."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return prose(_xml(_characters(data)), _LEAVE_OUT)
    except etree.XMLSyntaxError:
        if not data.strip():
            return ""
        return prose(lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(no_network=True)), _LEAVE_OUT)


def _characters(data: bytes) -> bytes:
    """HTML's named characters as numbers: without its DTD, which is never fetched, XML does not know them."""

    def number(match: re.Match[bytes]) -> bytes:
        code = None if match[1] in _XML_NAMES else html.entities.name2codepoint.get(match[1].decode("ascii"))
        return match[0] if code is None else b"&#%d;" % code

    return re.sub(rb"&([A-Za-z][A-Za-z0-9]{1,31});", number, data)


def _xml(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _first(package: Any, name: str) -> str:
    return next((e.text for e in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}") if e.text), "")


def _date(package: Any) -> Dated | None:
    from timeline.dates import edtf

    for element in package.iter("{http://purl.org/dc/elements/1.1/}date"):
        if element.get("{http://www.idpf.org/2007/opf}event", "").lower() in _OWN_DATES and element.text:
            try:
                return Dated(edtf.read(element.text.strip().split("T")[0]), "metadata")
            except DateError:
                continue
    return None
