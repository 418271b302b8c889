"""Speed and memory of time expressions: `python benchmarks/speed_time.py CORPUS.jsonl [MEGABYTES...]`.

Prints megabytes a second of `expressions.find` with the first pass of google-re2 and without it, and of dateparser's
`search_dates` on the first text, on one core, start excluded; then the peak memory after so many megabytes of text fed
as documents, which should stay flat. A corpus is a JSON object a line with `text`.
"""

import json
import resource
import sys
import time
from itertools import cycle
from pathlib import Path

from timeline.extract import expressions
from timeline.language import sieve

SAMPLE = 40_000  # characters for dateparser, which takes its time


def speed(find, texts, runs=5):
    """Megabytes a second of processor time, the best of some runs; the first warms up."""
    times = []
    for _ in range(runs + 1):
        begin = time.process_time()
        for text in texts:
            find(text)
        times.append(time.process_time() - begin)
    return sum(map(len, texts)) / min(times[1:] or times) / 1e6


def searched(text):
    """What dateparser finds."""
    from dateparser.search import search_dates

    return search_dates(text, languages=["en"])


def fed(texts, megabytes):
    """Peak memory in MB after so much text."""
    left, endless = megabytes * 1e6, cycle(texts)
    while left > 0:
        text = next(endless)
        left -= len(text)
        expressions.find(text)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(corpus, *sizes):
    """Print the figures."""
    texts = [json.loads(line)["text"] for line in Path(corpus).read_text(encoding="utf-8").splitlines()]
    with_re2 = speed(expressions.find, texts) if sieve.re2 else None
    found = [expressions.find(text) for text in texts]
    long, sieve.LONG = sieve.LONG, 1 << 60
    without = speed(expressions.find, texts)
    print("same expressions:", found == [expressions.find(text) for text in texts])
    sieve.LONG = long
    other = speed(searched, [texts[0][:SAMPLE]], runs=0)
    print(f"re2 {with_re2 or 0:.2f} MB/s, re {without:.2f} MB/s, dateparser {other:.4f} MB/s")
    print(f"{(with_re2 or without) / other:.0f} times dateparser")
    for size in sizes:
        print(f"{size} MB: peak {fed(texts, float(size)):.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
