"""Plain text, Markdown, JSON lines: what the text is, exactly, and what is known about it."""

import pytest

from timeline.dates import edtf
from timeline.dates.when import day, year
from timeline.model import Document
from timeline.sources import Unread, read, read_bytes
from timeline.sources.text import decode

GERMAN = "Die Größe des Reiches wuchs über Jahre, sagt der Bischof von Köln, und niemand widersprach.\n"
UKRAINIAN = "Переяславська рада відбулася восени і змінила долю краю, кажуть історики сьогодні.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_of_the_west_are_read(encoding):
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_encodings_of_the_east_are_read(encoding):
    assert decode((UKRAINIAN * 5).encode(encoding)) == UKRAINIAN * 5


def test_a_few_broken_bytes_do_not_cost_the_accents():
    assert decode((GERMAN * 20).encode() + b"\xff") == GERMAN * 20 + "\ufffd"


def test_bytes_that_no_encoding_knows_are_replaced():
    assert decode(b"caf\xe9 \x81 1968") == "café \ufffd 1968"


def test_the_text_is_what_text_mode_reads(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\n One\r\nTwo\rThree\x0c\n\x00Four\x1b[31m \xe2\x80\xa8Five\n\n\n")
    (document,) = read(str(path))
    with open(path, encoding="utf-8") as file:
        assert document.text == file.read()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Fall of Acre\n\nIt fell in 1291.", "The Fall of Acre"),
        ("\n\nWhat Was the Cold War?\n \nA rivalry.", "What Was the Cold War?"),
        ("It fell in 1291.\n\nThen came peace.", "acre"),
        ("The Fall of Acre\nIt fell in 1291.", "acre"),
        ("The Fall of Acre\n\n", "acre"),
        ("x" * 500 + "\n\nIt fell.", "acre"),
    ],
)
def test_a_headline_is_the_title_else_the_name(text, title):
    (document,) = read_bytes(text.encode(), "acre.txt")
    assert document.title == title
    assert document.text == text


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("2023-07-20-moore.txt", day(2023, 7, 20)),
        ("1945-05-08_times.txt", day(1945, 5, 8)),
        ("times 1945-05-08.txt", day(1945, 5, 8)),
        ("1945-05-08.txt", day(1945, 5, 8)),
        ("1945-02-31.txt", None),
        ("1941-42 campaign.txt", None),
        ("2022-01-01 to 2022-02-01.txt", None),
        ("report 2022-01-01 final.txt", None),
        ("isbn 978-1234-56-78.txt", None),
        ("1945-05-08-1234.txt", None),
    ],
)
def test_a_file_name_that_begins_or_ends_with_one_day_dates_the_text(name, when):
    (document,) = read_bytes(b"It is over.", name)
    assert (document.date and document.date.when) == when
    assert document.date is None or document.date.basis == "metadata"


def test_markdown_is_prose_without_marks_and_addresses():
    text = (
        "# The *Fall* of Acre\n\nIt fell [in the spring](https://example.org/2001/02/03/x)\nof **1291**.\n\n"
        "- one\n- two\n\n| Year | Event |\n|---|---|\n| 1291 | Fall |\n\n```\ncode\n```\n<script>1968</script>\n"
    )
    (document,) = read_bytes(text.encode(), "acre.md")
    assert document.title == "The Fall of Acre"
    assert document.text.startswith(
        "The Fall of Acre\n\nIt fell in the spring of 1291.\n\none\n\ntwo\n\nYear\tEvent\n\n"
    )
    assert "2001" not in document.text
    assert "script" not in document.text
    assert "1968" not in document.text


def test_front_matter_dates_and_names_a_markdown_text():
    text = (
        b'---\ntitle: "Moore in Prague"\ndate: 2023-07-20 10:00\nlang: en-GB\nx:\n  - date: x\n---\n# B\n\nHe spoke.\n'
    )
    (document,) = read_bytes(text, "a.md")
    assert (document.title, document.language, document.date.when) == ("Moore in Prague", "en", day(2023, 7, 20))
    assert document.text == "B\n\nHe spoke."


def test_markdown_with_control_characters_is_read():
    (document,) = read_bytes("A\0B \x01 1968 &#0; \ufffe end".encode(), "a.md")
    assert "1968" in document.text


def test_a_json_line_gives_all_that_it_says():
    line = b'{"id": "a/1", "text": "It\\r\\nfell.", "date": "1968-08", "title": "T", "language": "de", "source": "Z"}'
    (document,) = read_bytes(line, "c.jsonl")
    assert (document.id, document.text, document.title) == ("a/1", "It\r\nfell.", "T")
    assert (document.language, document.source) == ("de", "Z")
    assert (document.date.when, document.date.basis) == (edtf.read("1968-08"), "given")


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ('"1968"', year(1968)), ("1968", year(1968)), ('"-0043-03-15"', day(-43, 3, 15)), ("null", None), ('""', None),
        ('"2023-07-20T23:30:00-05:00"', day(2023, 7, 20)), ('"2023-07-20 23:30"', day(2023, 7, 20)),
        ('"1350~"', edtf.read("1350~")), ('"1939/1945"', edtf.read("1939/1945")),
    ],
)  # fmt: skip
def test_the_date_of_a_json_line_is_edtf_or_a_time(date, when):
    (document,) = read_bytes(b'{"id": "a", "text": "x", "date": %s}' % date.encode(), "c.jsonl")
    assert (document.date and document.date.when) == when


def test_bad_json_lines_are_named_by_their_number_and_the_others_are_read():
    lines = [
        '{"id": "a", "text": "One."}', "", "{broken", '["no object"]', '{"id": "b"}', '{"id": "c", "text": 5}',
        '{"id": "d", "text": " "}', '{"id": "e", "text": "x", "date": "soon"}', "[" * 100_000, '{"text": "Two."}',
        '{"id": 7, "text": "Lone \\ud800 half"}', '{"id": "f", "text": "x", "date": {"a": 1}}',
    ]  # fmt: skip
    found = list(read_bytes("\r\n".join(lines).encode(), "c.jsonl"))
    assert [f.id for f in found if isinstance(f, Document)] == ["a", "c-10", "7"]
    bad = [f.reason for f in found if isinstance(f, Unread)]
    assert [reason.split(":")[0] for reason in bad] == [f"line {n}" for n in (3, 4, 5, 6, 7, 8, 9, 12)]
    assert all(len(reason.splitlines()) == 1 and len(reason) < 300 for reason in bad)
    assert [f.text for f in found if isinstance(f, Document)][-1] == "Lone \ufffd half"
