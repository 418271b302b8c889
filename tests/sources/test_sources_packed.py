"""Word files and e-books: reading order, tables in their place, what is not text, bounds and entities."""

import io
import zipfile

import pytest

from timeline.dates.when import year
from timeline.sources import Unread, read_bytes


@pytest.fixture
def word():
    import docx

    return docx.Document()


def saved(file):
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_word_file_keeps_its_tables_in_place(word):
    word.add_heading("The Fall of Acre", 0)
    word.add_paragraph("It fell\tin\n1291.")
    table = word.add_table(2, 3)
    for at, text in enumerate(("Year", "Event", "Event", "1291", "Fall", "Sea")):
        table.cell(at // 3, at % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Event"
    word.add_paragraph("Then peace.")
    (document,) = read_bytes(saved(word), "a.docx")
    assert document.text == "The Fall of Acre\n\nIt fell\tin\n1291.\n\nYear\tEvent\n1291\tFall\tSea\n\nThen peace."
    assert document.title == "The Fall of Acre"


def test_insertions_are_read_and_deletions_are_not(word):
    from docx.oxml import parse_xml

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph = word.add_paragraph("It fell ")
    for tag, inner in (("ins", "t"), ("del", "delText")):
        run = f'<w:{tag} xmlns:w="{space}" w:id="1" w:author="a"><w:r><w:{inner}>in 12{tag}</w:{inner}></w:r></w:{tag}>'
        paragraph._p.append(parse_xml(run))
    (document,) = read_bytes(saved(word), "a.docx")
    assert document.text == "It fell in 12ins"


def test_core_properties_give_title_and_language_but_no_date(word):
    word.add_paragraph("It fell in 1291.")
    word.core_properties.title, word.core_properties.language = "Acre", "fr-FR"
    (document,) = read_bytes(saved(word), "a.docx")
    assert (document.title, document.language, document.date) == ("Acre", "fr", None)


def test_a_word_file_without_words_is_refused(word):
    assert list(read_bytes(saved(word), "a.docx")) == [Unread("a.docx", "holds no text; there is nothing to read")]


CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="%s"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Decline</dc:title>
<dc:language>eng</dc:language>%s</metadata>
<manifest><item id="t" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="Text/b%%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="Text/a.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="p.jpg" media-type="image/jpeg"/>
</manifest><spine><itemref idref="t"/>
<itemref idref="p"/><itemref idref="two"/><itemref idref="one"/><itemref idref="gone"/>
</spine></package>"""
PAGE = """<?xml version="1.0"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>%s</body></html>"""


def book(one="<p>One.</p>", two="<h1>Two</h1>", date="", **files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        members = {
            "mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER % "OEBPS/c.opf",
            "OEBPS/c.opf": PACKAGE % date, "OEBPS/nav.xhtml": PAGE % "Contents",
            "OEBPS/Text/a.xhtml": PAGE % one, "OEBPS/Text/b b.xhtml": PAGE % two, **files,
        }  # fmt: skip
        for name, text in members.items():
            if text is not None:
                file.writestr(name, text)
    return packed.getvalue()


def test_a_book_is_one_document_in_the_order_of_reading():
    (document,) = read_bytes(
        book("<p>Caf&eacute;&nbsp;&amp; <i>war</i>.</p>", "<h1>Two</h1><p>Text.</p>"), "gibbon.epub"
    )
    assert document.text == "Two\n\nText.\n\nCafé\xa0& war."
    assert (document.id, document.title, document.language) == ("gibbon", "Decline", "en")


def test_a_chapter_that_is_no_xml_is_read_as_html():
    (document,) = read_bytes(book("<p>It fell<br>in 1291 & later."), "a.epub")
    assert "It fell\nin 1291 & later." in document.text


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("<dc:date>2008-06-07</dc:date>", None),
        ('<dc:date opf:event="publication">2008-06-07</dc:date>', None),
        ('<dc:date opf:event="original-publication">1776</dc:date>', year(1776)),
        ('<dc:date opf:event="creation">soon</dc:date>', None),
    ],
)
def test_only_the_original_publication_dates_a_book(date, when):
    (document,) = read_bytes(book(date=date), "a.epub")
    assert (document.date and document.date.when) == when


@pytest.mark.parametrize(
    ("files", "say"),
    [
        ({"META-INF/rights.xml": "x"}, "protected"),
        ({"OEBPS/Text/a.xhtml": None}, "Text/a.xhtml is missing"),
        ({"OEBPS/c.opf": None}, "c.opf is missing"),
        ({"OEBPS/c.opf": "<package"}, "damaged"),
        ({"META-INF/container.xml": "<container/>"}, "damaged"),
    ],
)
def test_a_protected_or_damaged_book_says_so(files, say):
    (found,) = read_bytes(book(**files), "a.epub")
    assert isinstance(found, Unread)
    assert say in found.reason


def test_entities_of_a_book_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word", encoding="utf-8")
    inside = f'<!DOCTYPE html [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    page = f'{inside}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>It fell. &f; &b;</p></body></html>'
    (document,) = read_bytes(book(**{"OEBPS/Text/a.xhtml": page}), "a.epub")
    assert "It fell." in document.text
    assert "secret word" not in document.text
    assert "lol" not in document.text


def test_a_book_that_is_a_bomb_is_refused():
    (found,) = read_bytes(book("0" * 30_000_000), "a.epub")
    assert "too much for its size" in found.reason
