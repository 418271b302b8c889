"""Every row is found by its own sentence and leaves its near miss alone; the table says what is wrong with it."""

import pytest

from timeline.errors import GazetteerError
from timeline.extract import expressions, sentences
from timeline.gazetteer import matcher, table
from timeline.link import references
from timeline.model import Dated, Document

CORE = table.load()


def found(text, language="en", date=None):
    document = Document("a", text, language=language, date=Dated(date, "given") if date else None)
    times = expressions.find(text, language)
    parts = sentences.split(text, language, [e.span for e in times])
    return references.resolve(document, matcher.find(text, language, CORE), times, parts, CORE)


@pytest.mark.parametrize("entry", [e for e in CORE.entries if e.yes], ids=lambda e: e.id)
def test_the_row_is_found_by_its_sentence(entry):
    assert entry.id in {r.named.id for r in found(entry.yes)}


@pytest.mark.parametrize("entry", [e for e in CORE.entries if e.no], ids=lambda e: e.id)
def test_the_row_leaves_its_near_miss_alone(entry):
    assert entry.id not in {r.named.id for r in found(entry.no)}


def test_the_core_is_in_order_and_large_enough():
    assert table.check(CORE) == []
    assert sum(e.kind != "period" for e in CORE.entries) >= 1500
    assert sum(e.kind == "period" for e in CORE.entries) >= 400


@pytest.mark.parametrize("entry", CORE.entries, ids=lambda e: e.id)
def test_every_row_has_a_kind_and_both_sentences(entry):
    assert entry.kind
    assert entry.yes
    assert entry.no


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("name,edtf\nX,1968\n", "no column id"),
        ("name,edtf,id\nX,yesterday,x\n", "line 2"),
        ("name,edtf,id\n,1968,x\n", "needs a name"),
        ("name,edtf,id\nX,1968,x,y,z\n", "more cells"),
    ],
)
def test_a_bad_row_says_where(tmp_path, text, say):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=say):
        table.load((path,))


def test_a_users_rows_stand_behind_the_core(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("name,edtf,id\nLorn Fair,1702,own:lorn\nPrague,1900,wikidata:Q162401\n", encoding="utf-8")
    both = table.load((path,))
    assert both.by_id["own:lorn"].name == "Lorn Fair"
    assert both.by_id["wikidata:Q162401"].name == "Prague Spring"


def test_search_puts_whole_names_first():
    assert table.search(CORE, "prague spring")[0].name == "Prague Spring"
    assert table.search(CORE, "no such thing at all") == []
    assert table.search(CORE, "") == []


def test_the_year_beside_an_ambiguous_name_decides():
    assert [r.named.id for r in found("Bloody Sunday (1905) shook the Tsar.")] == ["core:bloody-sunday-1905"]
    assert [r.named.id for r in found("On Bloody Sunday in Selma, Lewis was beaten.")] == ["core:bloody-sunday-1965"]


def test_an_ambiguous_name_without_support_is_left_alone():
    assert found("He spoke of Bloody Sunday.") == ()


def test_another_year_at_the_name_forbids_it():
    assert "wikidata:Q162401" not in {r.named.id for r in found("The 1990 Prague Spring festival opened.")}
