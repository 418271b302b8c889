"""The Wikidata dump in its true format: streamed, with classes behind the events, resumed, and what is damaged."""

import bz2
import gzip
import json

import pytest

from timeline.errors import GazetteerError
from timeline.gazetteer import dump, wikidata

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"


def snak(value, rank="normal"):
    return {"type": "statement", "rank": rank, "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}


def time(text, precision=11, calendar=GREGORIAN, rank="normal"):
    return snak({"time": text, "precision": precision, "calendarmodel": calendar, "timezone": 0}, rank)


def item(qid):
    return snak({"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid})


def entity(qid, name, kind, links=9, aliases=(), **claims):
    return {
        "type": "item", "id": qid,
        "labels": {"en": {"language": "en", "value": name}, "de": {"language": "de", "value": f"{name} (de)"}},
        "descriptions": [],
        "aliases": {"en": [{"language": "en", "value": a} for a in aliases]} if aliases else [],
        "claims": {"P31": [item(kind)]} | claims,
        "sitelinks": {f"w{n}wiki": {"site": f"w{n}wiki"} for n in range(links)} or [],
    }  # fmt: skip


SPRING = entity("Q1", "Spring", "Q124734", P580=[time("+1968-01-05T00:00:00Z")], P582=[time("+1968-08-21T00:00:00Z")])
IDES = entity("Q2", "Ides", "Q3882219", P585=[time("-0044-03-15T00:00:00Z", calendar=wikidata.JULIAN)])


def written(path, entities, opener=open):
    lines = ",\n".join(json.dumps(e) for e in entities)
    with opener(path, "wb") as file:
        file.write(f"[\n{lines}\n]\n".encode())
    return path


def rows(tmp_path, entities, **options):
    path = written(tmp_path / "a.json", entities)
    return list(dump.rows(path, tmp_path / "work", **options))


@pytest.mark.parametrize(("name", "opener"), [("a.json", open), ("a.json.gz", gzip.open), ("a.json.bz2", bz2.open)])
def test_plain_and_compressed_dumps_give_the_same_rows(tmp_path, name, opener):
    found = list(dump.rows(written(tmp_path / name, [SPRING, IDES], opener), tmp_path / "work", ["de"]))
    assert [(r["name"], r["edtf"], r["kind"], r["fame"]) for r in found] == [
        ("Spring", "1968-01-05/1968-08-21", "uprising", "9"),
        ("Ides", "-0043-03-13", "assassination", "9"),
    ]
    assert found[0]["languages"] == "de:Spring (de)"


def test_what_is_no_event_or_has_no_date_or_is_little_known_is_left_out(tmp_path):
    others = [
        entity("Q3", "A person", "Q5", P585=[time("+1968-01-05T00:00:00Z")]),
        entity("Q4", "Undated", "Q198"),
        entity("Q5", "Obscure", "Q198", links=0, P585=[time("+1968-01-05T00:00:00Z")]),
        {"type": "property", "id": "P1", "labels": [], "claims": []},
    ]
    assert rows(tmp_path, others) == []


def test_a_class_below_ours_may_stand_behind_its_event(tmp_path):
    raid = entity("Q10", "Raid of Somewhere", "Q500", P585=[time("+1900-01-01T00:00:00Z")])
    classes = [
        entity("Q500", "night raid", "Q1", P279=[item("Q501")]),
        entity("Q501", "small battle", "Q1", P279=[item("Q178561")]),
    ]
    assert [r["kind"] for r in rows(tmp_path, [raid, *classes])] == ["battle"]


def test_places_are_named_and_wholes_and_causes_kept(tmp_path):
    battle = entity(
        "Q10", "Battle of X", "Q178561", aliases=["X fight"], P585=[time("+1900-01-01T00:00:00Z")],
        P276=[item("Q20")], P361=[item("Q30")], P828=[item("Q40")],
    )  # fmt: skip
    place = entity("Q20", "Xtown", "Q515", links=20, P625=[snak({"latitude": 1.0, "longitude": 2.0})])
    (row,) = rows(tmp_path, [battle, place])
    assert (row["places"], row["part_of"], row["causes"]) == ("Xtown", "wikidata:Q30", "wikidata:Q40")
    assert row["aliases"] == "X fight"


def test_deprecated_dates_are_passed_over_and_preferred_ones_win(tmp_path):
    dates = [
        time("+1900-01-01T00:00:00Z", rank="deprecated"), time("+1902-01-01T00:00:00Z"),
        time("+1901-01-01T00:00:00Z", 9, rank="preferred"),
    ]  # fmt: skip
    assert [r["edtf"] for r in rows(tmp_path, [entity("Q6", "X", "Q198", P585=dates)])] == ["1901"]


def test_an_unknown_value_is_passed_over(tmp_path):
    unknown = {"rank": "normal", "mainsnak": {"snaktype": "somevalue", "property": "P585"}}
    found = rows(tmp_path, [entity("Q6", "X", "Q198", P585=[unknown], P580=[time("+1901-00-00T00:00:00Z", 9)])])
    assert [r["edtf"] for r in found] == ["1901"]


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(dump, "STEP", 1)
    path, work, read = written(tmp_path / "a.json", [SPRING, IDES]), tmp_path / "work", []

    def stop(count):
        if count == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(dump.rows(path, work, note=stop))
    whole = dump._entity
    monkeypatch.setattr(dump, "_entity", lambda *args: read.append(args[1]) or whole(*args))
    assert [r["name"] for r in dump.rows(path, work)] == ["Spring", "Ides"]
    assert read == []
    assert [r["name"] for r in dump.rows(path, work, ["de"])] == ["Spring", "Ides"]
    assert read == [1, 2], "other languages are another run"


def test_a_damaged_dump_says_where(tmp_path):
    path, work = tmp_path / "a.json", tmp_path / "work"
    path.write_text('[\n{"id": "Q1",\n]\n', encoding="utf-8")
    with pytest.raises(GazetteerError, match="entity 1 is not JSON"):
        list(dump.rows(path, work))
    path.write_text("[\n" + json.dumps(SPRING) + ",\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="ends after line 2"):
        list(dump.rows(path, work))
    short = tmp_path / "b.json.gz"
    short.write_bytes(gzip.compress(b"[\n" + json.dumps(SPRING).encode() + b",\n")[:-20])
    with pytest.raises(GazetteerError, match="damaged"):
        list(dump.rows(short, work))
    broken = tmp_path / "c.json.bz2"
    broken.write_bytes(b"no bz2 at all")
    with pytest.raises(GazetteerError, match="damaged"):
        list(dump.rows(broken, work))
    with pytest.raises(GazetteerError, match="cannot be read"):
        list(dump.rows(tmp_path / "none.json", work))
    work.write_bytes(b"no database, certainly none" * 99)
    with pytest.raises(GazetteerError, match="delete it"):
        list(dump.rows(path, work))
