"""Print titles drawn by chance with the sentence of each event, to be read.

    python benchmarks/draw_titles.py SEED TEXTS.jsonl...

A line of TEXTS is `{"text", "dct"}`. Of ten texts drawn from all, `COUNT` of the events that the default view shows.
"""

import random
import re
import sys

from benchmarks.texts import documents
from timeline import pipeline
from timeline.show import listing
from timeline.show.selection import salient

COUNT, TEXTS = 100, 10


def shown(document):
    """Each event of a text that the default view shows, with the sentences that tell of it."""
    annotation = pipeline.annotate(document)
    for event in salient(pipeline.link([annotation])).events:
        at = [m.span.start for m in event.mentions]
        yield event, [s.of(document.text) for s in annotation.sentences if any(s.start <= n < s.end for n in at)]


def main(seed, *paths):
    chance = random.Random(int(seed))
    texts = [sorted(documents(path), key=lambda d: chance.random()) for path in paths]
    picked = [d for n, corpus in enumerate(texts) for d in corpus[: (TEXTS + n) // len(texts)]]
    found = [(d.id, *each) for d in picked for each in shown(d)]
    drawn = sorted(chance.sample(range(len(found)), min(COUNT, len(found))))
    print(f"{len(found)} events in {len(picked)} texts, {len(drawn)} drawn")
    for n, (name, event, sentences) in enumerate((found[k] for k in drawn), 1):
        said = " / ".join(re.sub(r"\s+", " ", s)[:400] for s in sentences[:2])
        print(f"{n}. [{event.title}] {listing.event_date(event)}, {event.status}, {name}\n     {said}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
