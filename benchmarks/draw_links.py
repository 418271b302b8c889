"""Print links drawn by chance with their evidence, to be read.

    python benchmarks/draw_links.py SEED TEXTS.jsonl...

A line of TEXTS is `{"text", "dct"}`. Of `TEXTS` texts drawn from all, `COUNT` links, as many of each
kind as there can be.
"""

import random
import re
import sys

from benchmarks.texts import documents
from timeline import pipeline
from timeline.show import listing

COUNT, TEXTS = 100, 120


def links(document):
    """Each link of a text with the titles of its ends and the sentence of its evidence."""
    annotation = pipeline.annotate(document)
    built = pipeline.link([annotation])
    events = {e.id: e for e in built.events}
    for link in built.links:
        at = link.evidence[0].span.start if link.evidence else 0
        said = next((s.of(document.text) for s in annotation.sentences if s.start <= at < s.end), "")
        yield link.kind, link, events[link.source], events[link.target], said


def main(seed, *paths):
    chance = random.Random(int(seed))
    texts = sorted((d for path in paths for d in documents(path)), key=lambda d: chance.random())[:TEXTS]
    found = {}
    for document in texts:
        for kind, *rest in links(document):
            found.setdefault(kind, []).append((document.id, *rest))
    share, drawn = COUNT, []
    for left, kind in zip(range(len(found), 0, -1), sorted(found, key=lambda k: len(found[k])), strict=True):
        some = chance.sample(found[kind], min(share // left, len(found[kind])))
        drawn += some
        share -= len(some)
    print({kind: len(rows) for kind, rows in found.items()}, "in", len(texts), "texts;", len(drawn), "drawn")
    for n, (name, link, source, target, said) in enumerate(drawn, 1):
        told = f"[{source.title}] {listing.event_date(source)} --{link.kind}--> [{target.title}] "
        told += f"{listing.event_date(target)} <{link.rule}> {name}"
        print(f"{n}. {told}\n     " + re.sub(r"\s+", " ", said)[:450])


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
