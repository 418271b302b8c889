"""A catalogue stands behind the rows: found without a date, core first, and nothing half-written."""

import sqlite3

import pytest

from timeline.errors import GazetteerError
from timeline.extract import expressions, sentences
from timeline.gazetteer import binding, matcher, table
from timeline.link import references
from timeline.model import Document


def row(qid, name, edtf, fame=50, **more):
    return {"id": f"wikidata:{qid}", "name": name, "edtf": edtf, "kind": "battle", "fame": str(fame)} | more


ROWS = [
    row("Q901", "Battle of Lornfeld", "1702-05-04", aliases="Lornfeld disaster|Lorn")
    | {"languages": "de:Schlacht am Lornfeld"},
    row("Q902", "Battle of Twinford", "1301", 9),
    row("Q903", "Battle of Twinford", "1455", 80),
    row("Q904", "Prague Spring", "1848"),
    row("Q162401", "Prague Spring", "1999"),
    row("Q905", "Battle of Fleurus", "1622-08-29"),
]


@pytest.fixture
def known(tmp_path):
    path = tmp_path / "events.sqlite"
    assert binding.write(ROWS, path, ["de"]) == len(ROWS)
    return table.load((path,))


def names(text, known, language="en"):
    times = expressions.find(text, language)
    parts = sentences.split(text, language, [e.span for e in times])
    found = references.resolve(
        Document("a", text, language=language), matcher.find(text, language, known), times, parts, known
    )
    return [r.named.id for r in found]


def test_imported_events_are_found_by_name_and_alias_in_their_languages(known):
    assert names("He fell in the Battle of Lornfeld.", known) == ["wikidata:Q901"]
    assert names("They spoke of the Lornfeld disaster.", known) == ["wikidata:Q901"]
    assert names("Er fiel in der Schlacht am Lornfeld.", known, "de") == ["wikidata:Q901"]
    assert names("Lorn is a valley.", known) == []


def test_the_core_wins(known):
    assert names("It recalls the Prague Spring.", known) == ["wikidata:Q162401"]
    assert known.by_id["wikidata:Q162401"].when.earliest == table.load().by_id["wikidata:Q162401"].when.earliest


def test_a_year_decides_for_an_imported_event_and_fame_between_two(known):
    assert names("In 1301 the Battle of Twinford was lost.", known) == ["wikidata:Q902"]
    assert names("The Battle of Twinford was lost.", known) == ["wikidata:Q903"]
    assert names("In 1622 the Battle of Fleurus was bloody.", known) == ["wikidata:Q905"]


def test_search_puts_the_core_first(known):
    found = [e.id for e in table.search(known, "prague spring")]
    assert (found[0], found[-1], found.count("wikidata:Q162401")) == ("wikidata:Q162401", "wikidata:Q904", 1)
    assert [e.id for e in table.search(known, "lornfeld")] == ["wikidata:Q901"]
    assert table.search(known, "%") == []


def test_a_wrong_row_leaves_what_stood_there(tmp_path):
    path = tmp_path / "events.sqlite"
    binding.write(ROWS[:1], path)
    before = path.read_bytes()
    with pytest.raises(GazetteerError, match="event 2"):
        binding.write([ROWS[0], row("Q9", "X", "yesterday")], path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["events.sqlite"]
    with pytest.raises(GazetteerError, match="choose another place"):
        binding.write(ROWS, tmp_path / "none" / "events.sqlite")


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        binding.write(ROWS, tmp_path / name, ["de"])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_of_another_kind_or_a_damaged_one_is_said(tmp_path):
    path = tmp_path / "other.sqlite"
    file = sqlite3.connect(path)
    file.execute("CREATE TABLE x (y)")
    file.commit()
    file.close()
    with pytest.raises(GazetteerError, match="no catalogue"):
        table.load((path,))
    binding.write(ROWS, path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(GazetteerError, match=r"damaged|cannot be opened"):
        names("He fell in the Battle of Lornfeld.", table.load((path,)))
