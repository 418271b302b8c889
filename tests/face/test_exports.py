"""The JSON contract is the published one, and no cell of the CSV runs."""

import json
from pathlib import Path

from timeline.show.exports import csv
from timeline.show.exports.schema import TimelineJson

DOCS = Path(__file__).parents[2] / "docs"


def test_the_published_schema_is_the_one_of_the_code():
    published = json.loads((DOCS / "timeline-1.schema.json").read_text(encoding="utf-8"))
    assert published == TimelineJson.model_json_schema(mode="serialization")


def test_every_key_of_the_contract_is_explained_in_the_docs():
    text = (DOCS / "formats.md").read_text(encoding="utf-8")
    records = TimelineJson.model_json_schema()["$defs"].values()
    names = {name for record in records for name in record.get("properties", {})}
    assert not {name for name in names if f"`{name}`" not in text}


def test_a_cell_that_a_spreadsheet_would_run_is_quoted():
    for cell in ("=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"):
        assert csv.harmless(cell).startswith("'")
    for cell in ("Prague Spring", "-0043", "-0043-03-15", ""):
        assert csv.harmless(cell) == cell
