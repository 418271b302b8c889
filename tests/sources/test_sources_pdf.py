"""PDF: lines become paragraphs; what a page carries besides its text is left out."""

import pytest

from timeline.sources import Unread, pdf, read_bytes
from timeline.sources.pdf import Line, paragraphs


def make(pages, trailer="", more=()):
    """A small PDF: a list of lines a page, eleven points high; `more` are objects to add (the first is 4)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", *more]
    kids = []
    for lines in pages:
        drawn = "BT /F1 11 Tf 14 TL 72 700 Td\n" + "\n".join(f"({line}) Tj T*" for line in lines) + "\nET"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        contents = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {contents} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010} 00000 n \n" for p in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + (table + end).encode("ascii")


def test_lines_become_paragraphs_and_hyphens_are_rejoined():
    lines = [
        "The revolu-", "tion of 1848 began in Paris and spread to the", "cities of the Anglo-",
        "American world in 1848-", "49.", "", "A new paragraph begins here.",
    ]  # fmt: skip
    (document,) = read_bytes(make([lines]), "a.pdf")
    assert document.text == (
        "The revolution of 1848 began in Paris and spread to the cities of the Anglo-American world in 1848-49.\n\n"
        "A new paragraph begins here."
    )


def test_a_heading_set_tight_over_its_text_stands_alone():
    lines = [
        "The Siege",
        "The sultan brought his engines before the walls of the city,",
        "and Guy",
        "de Lusignan went home.",
    ]
    (document,) = read_bytes(make([lines]), "a.pdf")
    assert document.text == f"The Siege\n\n{' '.join(lines[1:])}"


def test_a_sentence_runs_over_the_end_of_a_page_past_numbers_and_running_heads():
    pages = [
        ["A History of Acre", "The siege of the city went on for", f"many weeks in year {n} and", str(n)]
        for n in range(1, 7)
    ]
    (document,) = read_bytes(make(pages), "a.pdf")
    assert "A History of Acre" not in document.text
    assert "weeks in year 1 and The siege" in document.text
    assert "\n\n" not in document.text


def test_a_last_line_that_is_a_year_or_a_word_of_roman_letters_stays():
    for last in ("1968", "civil", "mild", "48."):
        assert paragraphs([[Line("The spring of that"), Line(last)]]) == [f"The spring of that {last}"]
    for number in ("12", "xiv", "- 3 -", "Page 3 of 10", "[7]"):
        assert paragraphs([[Line("The spring came."), Line(number)]]) == ["The spring came."]


@pytest.mark.parametrize("sign", ["\ufffe", "\x02", "\xad"])
def test_every_sign_that_stands_for_a_line_end_hyphen_is_rejoined(sign):
    assert paragraphs([[Line(f"the revolu{sign}tion of 1848")]]) == ["the revolution of 1848"]
    assert paragraphs([[Line(f"the revolu{sign}"), Line("tion of 1848")]]) == ["the revolution of 1848"]


def test_title_is_that_of_the_file_unless_a_program_wrote_it_and_no_date_is_taken():
    for title, shown in (("The Fall of Acre", "The Fall of Acre"), ("Microsoft Word - x.doc", "a"), ("", "a")):
        info = f"<< /Title ({title}) /CreationDate (D:20200101000000Z) >>"
        (document,) = read_bytes(make([["It fell in 1291."]], "/Info 4 0 R", [info]), "a.pdf")
        assert document.title == shown
        assert document.date is None


def test_an_encrypted_file_is_said_to_be_so():
    key = "<" + "41" * 32 + ">"
    lock = f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>"
    data = make([["It fell."]], f"/Encrypt 4 0 R /ID [{key} {key}]", [lock])
    assert list(read_bytes(data, "a.pdf")) == [Unread("a.pdf", "is encrypted; save a copy without the password")]


def test_a_scan_without_text_asks_for_text_recognition():
    (found,) = read_bytes(make([[]]), "a.pdf")
    assert "OCR" in found.reason


def test_a_file_cut_in_half_is_read_or_said_to_be_damaged():
    data = make([["It fell in 1291."]] * 3)
    for end in range(0, len(data), 97):
        (found,) = read_bytes(data[:end], "a.pdf")
        assert isinstance(found, Unread) or "1291" in found.text


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    (found,) = read_bytes(make([["It fell."]] * 3), "a.pdf")
    assert "more than 2" in found.reason
