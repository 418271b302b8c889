"""The graph of events and links as GraphML, for Gephi, yEd, Cytoscape or networkx."""

from __future__ import annotations

import networkx as nx

from timeline.dates import edtf
from timeline.dates.calendars import iso
from timeline.model import Event, Timeline
from timeline.show.passages import passages
from timeline.show.table import clean, event_date

HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def write(timeline: Timeline) -> str:
    """Every event is a node with its date, every link a directed edge with its kind and the words that it rests on."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    titles = {d.id: clean(d.title or d.source or d.id) for d in timeline.documents}
    for event in timeline.events:
        graph.add_node(event.id, **_node(event, titles))
    for link in timeline.links:
        if link.source in graph and link.target in graph:
            words = "; ".join(clean(p.wording) for p in passages(timeline, link.evidence))
            sure = round(link.confidence, 3)
            graph.add_edge(link.source, link.target, kind=link.kind, confidence=sure, evidence=words)
    return "\n".join((HEAD, *nx.generate_graphml(graph))) + "\n"


def _node(event: Event, titles: dict[str, str]) -> dict[str, str | float]:
    """Attributes without a value are left out, as GraphML does."""
    when = event.dated.when if event.dated else None
    days = {"earliest": when.earliest, "latest": when.latest} if when else {}
    documents = dict.fromkeys(titles.get(m.document, m.document) for m in event.mentions)
    found: dict[str, str | float] = {
        "label": clean(event.title),
        "date": event_date(event, ""),
        "edtf": edtf.write(when) if when else "",
        **{name: iso(day) for name, day in days.items() if day is not None},
        "kind": event.kind,
        "status": event.status,
        "salience": round(event.salience, 3),
        "named": clean(event.named.name) if event.named else "",
        "participants": clean("; ".join(event.participants)),
        "places": clean("; ".join(event.places)),
        "documents": "; ".join(documents),
    }
    return {name: value for name, value in found.items() if value != ""}
