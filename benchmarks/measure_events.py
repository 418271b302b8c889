"""Score events, links and dates of writing: `python benchmarks/measure_events.py SCORERS CORPORA [MEASURE...]`.

SCORERS is a folder with `adapt.py`, `score_events.py` and `semeval_timeline.py`; CORPORA one with `eventtime.jsonl`,
`tempeval.jsonl`, `timeset.jsonl`, `ecb.jsonl` and the `semeval_trial_*.jsonl`. What is scored comes from the command
line, as any other program would get it. Measures: mentions anchor salient order coreference writing entities; all
where none is given.
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

DAY = re.compile(r"\d{4}-\d\d-\d\d")
DATELINE = re.compile(
    r"\A\s*(?:\S[^\n]{0,80}?(?: --+ | _ |\)\s*--*\s)|(?:[^\n]{0,60}\d[^\n]{0,20}\n)+|[^\n]{0,60}\) *(?:--+|_)\s)"
)


class Bench:
    """The scorers, the corpora, and a folder for what is between them."""

    def __init__(self, scorers, corpora, folder):
        self.scorers, self.corpora, self.folder = Path(scorers), Path(corpora), Path(folder)

    def gold(self, name):
        return self.corpora / f"{name}.jsonl"

    def rows(self, name):
        return [json.loads(line) for line in self.gold(name).read_text(encoding="utf-8").splitlines()]

    def write(self, name, rows):
        path = self.folder / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    def run(self, program, *given):
        command = [sys.executable, *(["-m", "timeline"] if program == "timeline" else [self.scorers / program]), *given]
        return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=True).stdout

    def documents(self, name, rows=None):
        """The corpus as our input."""
        gold = self.gold(name) if rows is None else self.write(f"{name}.gold.jsonl", rows)
        path = self.folder / f"{name}.docs.jsonl"
        path.write_text(self.run("adapt.py", "docs", gold), encoding="utf-8")
        return path

    def predicted(self, name, rows=None):
        """Every mention that we find, as the scorer reads it."""
        found = self.folder / f"{name}.out.jsonl"
        self.run("timeline", "annotate", self.documents(name, rows), "-o", found)
        path = self.folder / f"{name}.pred.jsonl"
        path.write_text(self.run("adapt.py", "events", found), encoding="utf-8")
        return path

    def score(self, kind, name, found, *more):
        return self.run("score_events.py", kind, "--gold", self.gold(name), "--pred", found, *more)


def mentions(bench):
    """Triggers found, exact."""
    return bench.score("mentions", "tempeval", bench.predicted("tempeval"))


def anchor(bench):
    """Begin and end of every event."""
    return bench.score("anchor", "eventtime", bench.predicted("eventtime"))


def salient(bench):
    """Dates of what belongs on a timeline."""
    return bench.score("anchor", "timeset", bench.predicted("timeset"))


def order(bench):
    """Which event was before which."""
    built, found = bench.folder / "timeset.json", bench.folder / "order.jsonl"
    bench.run("timeline", "build", bench.documents("timeset"), "-o", built)
    found.write_text(bench.run("adapt.py", "order", built, bench.gold("timeset")), encoding="utf-8")
    return bench.score("order", "timeset", found)


def coreference(bench):
    """Which mentions are one event: mentions found by us, then the gold's own."""
    gold = [row for row in bench.rows("ecb") if row["split"] == "dev"]
    topics, found = {}, []
    for row in gold:
        topics.setdefault(row["topic"], []).append(row)
    for topic, rows in topics.items():
        for line in bench.predicted("ecb", rows).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.append({**row, "cluster": f"{topic} {row['cluster']}"} if "cluster" in row else row)
    options = ["--split", "dev", "--scope", "topic"]
    ours = bench.score("coref", "ecb", bench.write("coref.jsonl", found), *options)
    theirs = bench.score("coref", "ecb", bench.write("coref-gold.jsonl", _on_gold(gold, found)), *options)
    return f"found by us\n{ours}the gold's\n{theirs}"


def _on_gold(gold, found):
    """The gold's mentions, each in the cluster of ours that it overlaps most, else alone."""
    by_document = {}
    for row in found:
        by_document.setdefault(row["doc"], []).append(row)
    for document in gold:
        near = by_document.get(document["id"], [])
        for event in document["events"]:
            best = max(near, key=lambda row: _overlap(row, event), default=None)
            known = best is not None and _overlap(best, event) > 0
            cluster = best["cluster"] if known and "cluster" in best else f"{document['id']} {event['id']}"
            yield {"doc": document["id"], "id": event["id"], "cluster": cluster}


def _overlap(one, other):
    return min(one["end"], other["end"]) - max(one["start"], other["start"])


def writing(bench):
    """The date of writing, hidden, and the line that tells it cut."""
    rows = [row for row in bench.rows("tempeval") if DAY.match(row["dct"] or "")]
    hidden = [{"id": f"text {n}", "text": DATELINE.sub("", row["text"], count=1)} for n, row in enumerate(rows)]
    found = bench.folder / "writing.out.jsonl"
    bench.run("timeline", "annotate", bench.write("writing.jsonl", hidden), "-o", found)
    widths, right = [], 0
    for row, line in zip(rows, found.read_text(encoding="utf-8").splitlines(), strict=True):
        told = json.loads(line)["date"]
        if not told or not told["earliest"] or not told["latest"]:
            continue
        first, last = date.fromisoformat(told["earliest"]), date.fromisoformat(told["latest"])
        widths.append((last - first).days + 1)
        right += first <= date.fromisoformat(row["dct"][:10]) <= last
    middle = median(widths) if widths else 0
    return f"documents {len(rows)}, answered {len(widths)}, right {right}, median width {middle} days\n"


def entities(bench):
    """The timeline of each entity over thirty texts."""
    texts = bench.documents("semeval_trial_docs")
    pairs = []
    for entity in bench.rows("semeval_trial_entities"):
        built = bench.folder / f"{entity['entity']}.json"
        bench.run("timeline", "build", texts, "--about", entity["name"], "-o", built)
        pairs.append(f"{entity['entity']}={built}")
    found = bench.folder / "entities.jsonl"
    gold = bench.gold("semeval_trial_docs")
    found.write_text(bench.run("adapt.py", "semeval", gold, "semeval-0", *pairs), encoding="utf-8")
    gold = bench.gold("semeval_trial_gold")
    return bench.run("semeval_timeline.py", "score", "--corpus", "0", "--gold", gold, "--pred", found)


MEASURES = {m.__name__: m for m in (mentions, anchor, salient, order, coreference, writing, entities)}


def main(scorers, corpora, *wanted):
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(scorers, corpora, folder)
        for name in wanted or MEASURES:
            print(f"{name}: {MEASURES[name].__doc__}\n{MEASURES[name](bench)}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
