"""The Wikidata dump: its two calendar traps, its classes, and what is damaged."""

import bz2
import csv
import gzip
import io
import json

import pytest

from timeline.errors import GazetteerError
from timeline.gazetteer import wikidata

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"


def snak(value):
    return {"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}


def time(text, precision=11, calendar=GREGORIAN):
    return snak({"time": text, "precision": precision, "calendarmodel": calendar})


def entity(qid, name, kind, links=9, aliases=(), **claims):
    return {
        "id": qid,
        "labels": {"en": {"value": name}, "de": {"value": f"{name} (de)"}},
        "aliases": {"en": [{"value": a} for a in aliases]},
        "claims": {"P31": [snak({"id": kind})]} | claims,
        "sitelinks": {f"w{n}": {} for n in range(links)},
    }


def dump(path, entities, opener=open):
    lines = ",\n".join(json.dumps(e) for e in entities)
    with opener(path, "wb") as file:
        file.write(f"[\n{lines}\n]\n".encode())
    return path


SPRING = entity("Q1", "Spring", "Q124734", P580=[time("+1968-01-05T00:00:00Z")], P582=[time("+1968-08-21T00:00:00Z")])
IDES = entity("Q2", "Ides", "Q3882219", P585=[time("-0044-03-15T00:00:00Z", calendar=wikidata.JULIAN)])


@pytest.mark.parametrize(("name", "opener"), [("a.json", open), ("a.json.gz", gzip.open), ("a.json.bz2", bz2.open)])
def test_plain_and_compressed_dumps_give_the_same_rows(tmp_path, name, opener):
    found = list(wikidata.rows(dump(tmp_path / name, [SPRING, IDES], opener), ["de"]))
    assert [(r["name"], r["edtf"], r["kind"]) for r in found] == [
        ("Spring", "1968-01-05/1968-08-21", "uprising"),
        ("Ides", "-0043-03-13", "assassination"),
    ]
    assert found[0]["languages"] == "de:Spring (de)"


def test_what_is_no_event_or_has_no_date_or_is_little_known_is_left_out(tmp_path):
    others = [
        entity("Q3", "A person", "Q5", P585=[time("+1968-01-05T00:00:00Z")]),
        entity("Q4", "Undated", "Q198"),
        entity("Q5", "Obscure", "Q198", links=1, P585=[time("+1968-01-05T00:00:00Z")]),
    ]
    assert list(wikidata.rows(dump(tmp_path / "a.json", others))) == []


def test_deprecated_dates_are_passed_over_and_preferred_ones_win(tmp_path):
    wrong, right = time("+1900-01-01T00:00:00Z"), time("+1901-01-01T00:00:00Z", 9)
    wrong["rank"] = "deprecated"
    found = list(wikidata.rows(dump(tmp_path / "a.json", [entity("Q6", "X", "Q198", P585=[wrong, right])])))
    assert found[0]["edtf"] == "1901"


@pytest.mark.parametrize(
    ("text", "precision", "edtf"),
    [
        ("+1914-06-00T00:00:00Z", 10, "1914-06"),
        ("+1914-00-00T00:00:00Z", 9, "1914"),
        ("-0001-00-00T00:00:00Z", 9, "0000"),
        ("+1200-00-00T00:00:00Z", 7, "[1101..1200]"),
        ("+2000-00-00T00:00:00Z", 6, None),
    ],
)
def test_precision_becomes_grain_and_there_is_no_year_0_in_the_dump(text, precision, edtf):
    assert wikidata.date({"time": text, "precision": precision, "calendarmodel": GREGORIAN}) == edtf


def test_a_damaged_dump_says_where(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[\n{"id": "Q1",\n', encoding="utf-8")
    with pytest.raises(GazetteerError, match="entity 1 is not JSON"):
        list(wikidata.rows(path))
    short = tmp_path / "b.json.gz"
    short.write_bytes(gzip.compress(b"[\n" + json.dumps(SPRING).encode() + b",\n")[:-20])
    with pytest.raises(GazetteerError, match="damaged"):
        list(wikidata.rows(short))
    with pytest.raises(GazetteerError, match="cannot be read"):
        list(wikidata.rows(tmp_path / "none.json"))


def test_the_csv_has_one_row_an_identifier_in_order(tmp_path):
    found = wikidata.rows(dump(tmp_path / "a.json", [IDES, SPRING, IDES]))
    read = list(csv.DictReader(io.StringIO(wikidata.write(found))))
    assert [row["id"] for row in read] == ["wikidata:Q1", "wikidata:Q2"]
