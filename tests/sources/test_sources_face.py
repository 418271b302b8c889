"""The face: every kind of source, ids, one-line refusals, and that nothing bad stops the rest."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import sources
from timeline.dates.when import day
from timeline.errors import SourceError
from timeline.model import Document
from timeline.sources import Unread, archive, read, read_all, read_bytes
from timeline.sources.kinds import ENDINGS

ROOT = Path(__file__).parents[2]
ACRE = "The Fall of Acre\n\nIt fell in 1291."


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return packed.getvalue()


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A folder `corpus` under the current one, with good, bad, hidden and foreign files."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "b.txt": ACRE, "a/b.txt": ACRE, "a/2023-07-20-moore.md": "# Moore\n\nHe spoke.", "empty.txt": "", "x.exe": "MZ",
        ".git/c.txt": "hidden", ".d.txt": "hidden",
    }.items():  # fmt: skip
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return "corpus"


def test_a_file_keeps_the_name_that_the_caller_gave(corpus):
    (document,) = read("corpus/b.txt")
    assert document == Document("b", ACRE, "The Fall of Acre", "corpus/b.txt", "", None)


def test_a_folder_is_read_in_the_order_of_its_paths_and_goes_on_after_a_bad_file(corpus):
    found = list(read_all([corpus]))
    assert [f.source for f in found] == [
        "corpus/a/2023-07-20-moore.md", "corpus/a/b.txt", "corpus/b.txt", "corpus/empty.txt"
    ]  # fmt: skip
    assert [f.id for f in found[:3]] == ["a/2023-07-20-moore", "a/b", "b"]
    assert found[0].date.when == day(2023, 7, 20)
    assert found[3] == Unread("corpus/empty.txt", "is empty; there is nothing to read")


def test_read_raises_where_read_all_goes_on(corpus):
    found = read(corpus)
    assert [next(found).id for _ in range(3)] == ["a/2023-07-20-moore", "a/b", "b"]
    with pytest.raises(SourceError, match=r"corpus/empty\.txt: is empty"):
        next(found)


def test_the_same_source_twice_gives_different_ids_and_the_same_each_time(corpus):
    names = [f.id for f in read_all(["corpus/b.txt", "corpus/a/b.txt", "corpus/b.txt"])]
    assert names == ["b", "b-2", "b-3"]
    assert names == [f.id for f in read_all(["corpus/b.txt", "corpus/a/b.txt", "corpus/b.txt"])]


def test_a_number_behind_an_id_never_meets_an_id_that_is_there():
    lines = "".join(f'{{"id": "{name}", "text": "x"}}\n' for name in ("a-2", "a", "a", "a-2", "a"))
    ids = [d.id for d in read_bytes(lines.encode(), "x.jsonl")]
    assert len(set(ids)) == 5
    assert ids[:2] == ["a-2", "a"]


def test_title_of_the_caller_goes_before_the_document_s_own(corpus):
    assert [d.title for d in read("corpus/b.txt", title="Acre, 1291")] == ["Acre, 1291"]


def test_standard_input_is_given_as_bytes_or_read():
    (document,) = read("-", stdin=ACRE.encode("utf-16"))
    assert (document.id, document.source, document.text) == ("stdin", "-", ACRE)
    code = "from timeline.sources import read_all; print([d.text for d in read_all(['-'])])"
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"It fell.", capture_output=True, cwd=ROOT, timeout=60, check=True
    )
    assert done.stdout.strip() == b"['It fell.']"


@pytest.mark.parametrize(
    ("source", "say"),
    [
        ("none.txt", "no such file or folder"),
        ("corpus/b.txt/c.txt", "no such file or folder"),
        ("a\0b", "cannot be opened"),
        ("corpus/a/b.txt/", "no such file or folder"),
        (os.devnull, "neither a file nor a folder"),
        ("bare", "holds nothing that can be read"),
        ("ftp://example.org/a.txt", "only http and https"),
        ("file:///etc/hosts", "only http and https"),
    ],
)
def test_what_cannot_be_read_is_one_line_that_says_which_and_what_to_do(corpus, source, say):
    Path("bare").mkdir()
    Path("bare/x.exe").write_bytes(b"MZ")
    (found,) = read_all([source])
    assert isinstance(found, Unread)
    assert say in found.reason
    with pytest.raises(SourceError) as raised:
        list(read(source))
    assert len(str(raised.value).splitlines()) == 1
    assert source.replace("\0", " ") in str(raised.value)


BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n", "is empty"),
    "binary.txt": (bytes(range(256)) * 20, "is not text"),
    "binary": (b"\x7fELF" + bytes(range(32)) * 20, "is not text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n123", "OCR"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "docx"),
    "letter.txt": (b"{\\rtf1 Hello}", "docx"),
    "a.pdf": (b"no pdf at all", "damaged PDF"),
    "b.pdf": (b"%PDF-1.7\n1 0 obj << /Type", "damaged PDF"),
    "a.docx": (b"no docx", "damaged"),
    "b.docx": (b"PK\x03\x04 broken", "damaged"),
    "c.docx": (zipped({"word/document.xml": "<w"}), "damaged"),
    "a.epub": (b"no book", "damaged"),
    "a.zip": (b"PK\x03\x04 broken", "damaged"),
    "none.zip": (zipped({"a.exe": "MZ"}), "holds nothing"),
    "table.xlsx": (zipped({"[Content_Types].xml": "<a/>", "xl/a.xml": "<a/>"}), "Office"),
    "text.odt": (zipped({"mimetype": "x", "content.xml": "<a/>"}), "Office"),
    "a.xml": (b"<?xml version='1.0'?><letters><letter>Dear</letter></letters>", "RSS and Atom"),
    "a.html": (b"<html><body><script>1968</script></body></html>", "holds no text"),
    "a.jsonl": (b"[1]\n", "line 1"),
}


@pytest.mark.parametrize(("name", "data", "say"), [(n, d, s) for n, (d, s) in BAD.items()], ids=BAD)
def test_bad_bytes_are_one_line_that_says_what_to_do(name, data, say):
    (found,) = read_bytes(data, name)
    assert isinstance(found, Unread)
    assert found.source == name
    assert say in found.reason
    assert len(found.reason.splitlines()) == 1


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([*ENDINGS, "", ".exe"]))
def test_any_bytes_under_any_name_are_read_or_refused(data, ending):
    for found in read_bytes(data, "a" + ending):
        assert isinstance(found, Document | Unread)
        if isinstance(found, Unread):
            assert len(found.reason.splitlines()) == 1
        else:
            assert found.text.strip()
            found.text.encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_name_is_taken_and_comes_back_in_one_printable_line(name):
    (found,) = read_bytes(b"It fell in 1291.", name + ".txt")
    for shown in (found.id, found.title, found.source):
        assert shown
        assert len(shown.splitlines()) == 1
        shown.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        ("a", b"<!DOCTYPE html><html><head><title>Acre</title></head><body><p>It fell.</p></body></html>", "Acre"),
        ("a.txt", b"<html><head><title>Acre</title></head><body><p>It fell.</p></body></html>", "Acre"),
        ("a.html", b'<rss version="2.0"><channel><item><title>Acre</title></item></channel></rss>', "Acre"),
        ("a", b'{"id": "x", "text": "It fell.", "title": "Acre"}', "Acre"),
        ("README", b"It fell.", "README"),
        ("A.TXT", b"It fell.", "A"),
    ],
)
def test_the_kind_is_seen_where_the_ending_is_missing_or_lies(name, data, title):
    assert [d.title for d in read_bytes(data, name)] == [title]


def test_a_zip_is_read_in_order_and_a_bad_member_is_named():
    data = zipped({"z/b.txt": ACRE, "a.txt": ACRE, "bad.pdf": "x", "__MACOSX/a.txt": "x", "../../up.txt": "Up."})
    found = list(read_bytes(data, "all.zip"))
    assert [f.source for f in found] == ["all.zip/up.txt", "all.zip/a.txt", "all.zip/bad.pdf", "all.zip/z/b.txt"]
    assert [f.id for f in found if isinstance(f, Document)] == ["up", "a", "z/b"]
    assert "damaged PDF" in found[2].reason


def test_a_zip_within_a_zip_is_refused():
    found = list(read_bytes(zipped({"b.zip": zipped({"a.txt": "x"}), "c.txt": "It fell."}), "all.zip"))
    assert "zip within a zip" in found[0].reason
    assert found[1].text == "It fell."


def test_an_encrypted_member_is_named():
    data = bytearray(zipped({"a.txt": "It fell."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (found,) = read_bytes(bytes(data), "all.zip")
    assert found == Unread("all.zip/a.txt", "is encrypted; unpack it with its password first")


def test_a_bomb_is_refused_before_it_is_unpacked():
    (found,) = read_bytes(zipped({"a.txt": b"0" * 30_000_000}), "bomb.zip")
    assert "too much for its size" in found.reason


def test_an_archive_over_the_bound_is_refused_however_well_it_packs(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED", 20)
    (found,) = read_bytes(zipped({"a.txt": "It fell in 1291.", "b.txt": "Then peace."}), "large.zip")
    assert "unpack it yourself" in found.reason


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    (found,) = read_bytes(zipped({f"{n}.txt": "x" for n in range(4)}), "many.zip")
    assert "more than 3" in found.reason


def test_a_member_larger_than_it_says_is_refused():
    data = bytearray(zipped({"a.txt": "It fell in 1291. " * 50}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (5).to_bytes(4, "little")
    (found,) = read_bytes(bytes(data), "liar.zip")
    assert isinstance(found, Unread)


def test_a_file_over_the_bound_is_refused(corpus, monkeypatch):
    monkeypatch.setattr(sources, "MAX_BYTES", 10)
    for found in (*read_all(["corpus/b.txt"]), *read_bytes(b"x" * 11, "a.txt")):
        assert "larger than" in found.reason


def test_a_library_that_fails_is_a_value_and_the_next_is_read(monkeypatch):
    def fail(data, source, key):
        raise RuntimeError("deep inside")
        yield

    monkeypatch.setattr("timeline.sources.text.read", fail)
    found = list(read_bytes(zipped({"a.txt": "x", "b.md": "It fell."}), "all.zip"))
    assert "damaged" in found[0].reason
    assert found[1].text == "It fell."


def test_a_link_to_a_folder_is_not_followed(corpus):
    Path("corpus/circle").symlink_to(Path("corpus").resolve(), target_is_directory=True)
    assert len(list(read_all([corpus]))) == 4


def test_import_loads_no_library():
    code = (
        "import sys, timeline.sources; heavy = {'lxml', 'docx', 'trafilatura', 'pypdfium2', 'feedparser', 'htmldate', "
        "'markdown_it', 'charset_normalizer', 'ssl', 'http', 'zipfile'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
