"""Print references drawn by chance with their sentence, to be read.

    python benchmarks/draw_references.py SEED TEXTS.jsonl...

A line of TEXTS is `{"text", "dct"}`. A fixed seed gives the same draw for the same rules; `COUNT` references in all.
"""

import random
import re
import sys

from benchmarks.texts import documents
from timeline import pipeline
from timeline.dates import edtf

COUNT = 200


def references(path):
    """Each reference of the texts with its sentence."""
    for document in documents(path):
        annotation = pipeline.annotate(document)
        for reference in annotation.references:
            inside = next(s for s in annotation.sentences if s.start <= reference.span.start < s.end)
            yield annotation.document, reference, inside


def main(seed, *paths):
    found = [each for path in paths for each in references(path)]
    drawn = sorted(random.Random(int(seed)).sample(range(len(found)), min(COUNT, len(found))))
    print(f"{len(found)} references, {len(drawn)} drawn")
    for document, r, sentence in (found[n] for n in drawn):
        text = document.text
        begin, end = max(sentence.start, r.span.start - 160), min(sentence.end, r.span.end + 120)
        said = f"{text[begin : r.span.start]}[[{r.span.of(text)}]]{text[r.span.end : end]}"
        date = edtf.write(document.date.when) if document.date else "no date"
        print(f"{document.id} ({date}) {r.named.name} <{r.rule}>:", re.sub(r"\s+", " ", said))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
