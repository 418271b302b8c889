"""Score time expressions: `python benchmarks/measure_time.py SCORER CORPUS.jsonl...`, figures of each corpus and half.

A corpus is a JSON object a line with `doc_id`, `text`, `dct` and gold `timexes`; SCORER prints figures with `--json`.
Halves are the documents at even and odd places, so that rules made on one half are checked on the other.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timeline import pipeline
from timeline.dates import edtf
from timeline.model import Dated, Document


def predicted(row):
    """What we find in one document of a corpus."""
    date = Dated(edtf.read(row["dct"][:10]), "given") if row.get("dct") else None
    found = pipeline.annotate(Document(row["doc_id"], row["text"], language="", date=date)).expressions
    spans = [{"start": e.span.start, "end": e.span.end, "type": e.type, "value": e.value} for e in found]
    return {"doc_id": row["doc_id"], "text": row["text"], "timexes": spans}


def score(scorer, gold, found, folder):
    """The scorer's figures."""
    names = []
    for name, rows in (("gold", gold), ("found", found)):
        path = Path(folder, f"{name}.jsonl")
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        names.append(str(path))
    done = subprocess.run([sys.executable, scorer, *names, "--json"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main(scorer, *corpora):
    """Print the figures."""
    for corpus in corpora:
        gold = [json.loads(line) for line in Path(corpus).read_text(encoding="utf-8").splitlines()]
        begin = time.perf_counter()
        found = [predicted(row) for row in gold]
        took = time.perf_counter() - begin
        size = sum(len(row["text"]) for row in gold) / 1e6
        with tempfile.TemporaryDirectory() as folder:
            print(Path(corpus).stem, f"{size / took:.2f} MB/s (all steps)")
            for name, part in (("all", slice(None)), ("even", slice(0, None, 2)), ("odd", slice(1, None, 2))):
                print(" ", name, score(scorer, gold[part], found[part], folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
