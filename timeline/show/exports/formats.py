"""The formats in which a timeline leaves: one table for the command line and the dashboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from timeline.model import Timeline
from timeline.show.exports import csv, graphml, html, json, svg, timelinejs


@dataclass(frozen=True, slots=True)
class Format:
    """`name` is what `--format` takes, `label` what a person reads, `file` how a file of it is called.

    `whole` says that it carries all events; the others show those that belong on a timeline.
    """

    name: str
    label: str
    file: str
    mime: str
    write: Callable[[Timeline], str]
    whole: bool = True


FORMATS = (
    Format("html", "Web page (HTML)", "timeline.html", "text/html", html.write, whole=False),
    Format("svg", "Picture (SVG)", "timeline.svg", "image/svg+xml", svg.write, whole=False),
    Format("csv", "Table (CSV)", "timeline.csv", "text/csv", csv.write),
    Format("json", "Data (JSON)", "timeline.json", "application/json", json.write),
    Format(
        "timelinejs", "TimelineJS (JSON)", "timeline.timelinejs.json", "application/json", timelinejs.write, whole=False
    ),
    Format("graphml", "Graph (GraphML)", "timeline.graphml", "application/xml", graphml.write),
)
BY_NAME = {f.name: f for f in FORMATS}


def named(file: str) -> str:
    """The format of a file by its ending, or the ending alone where no format has it.

    >>> named("a.timelinejs.json"), named("a.JSON"), named("a.svg"), named("a.docx")
    ('timelinejs', 'json', 'svg', 'docx')
    """
    lower = file.lower()
    endings = {f.file.removeprefix("timeline"): f.name for f in FORMATS}
    longest = max((e for e in endings if lower.endswith(e)), key=len, default="")
    return endings.get(longest) or lower.rpartition(".")[2] * ("." in lower)
