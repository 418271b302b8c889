"""Measure a catalogue of 1,000,000 aliases: `python benchmarks/catalogue.py TEXTS.jsonl...`.

The names are made up of the words of the core's names, so that beginnings such as "battle of" are as crowded as in
Wikidata. Prints the time to build and to open it, the speed of matching on the texts, and the peak memory.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timeline.gazetteer import binding, matcher, table

EVENTS, ALIASES = 250_000, 3


def made_up(count: int):
    """Events with a name and aliases that nobody uses, and honest dates."""
    chance = random.Random(7)
    core = table.load().entries
    heads = ("Battle of {}", "Siege of {}", "{} massacre", "Treaty of {}", "{} uprising", "{}", "{} riots of {}")
    places = sorted({place for entry in core for place in (*entry.places, *entry.participants)})
    for number in range(count):
        names = []
        for _ in range(ALIASES + 1):
            place = f"{chance.choice(places)}-{''.join(chance.choices('aeiklmnorst', k=5)).title()}"
            names.append(chance.choice(heads).format(place, 1000 + number % 1000))
        yield {
            "id": f"wikidata:Q{number + 10**9}", "name": names[0], "aliases": "|".join(names[1:]), "kind": "battle",
            "edtf": str(1000 + number % 1000), "places": chance.choice(places), "fame": str(number % 90),
        }  # fmt: skip


def match(path: str, *files: str) -> None:
    """In a process of its own: open, match, print."""
    from timeline.gazetteer.index import index_of

    lines = [line for file in files for line in Path(file).read_text(encoding="utf-8").splitlines()]
    read = [json.loads(line)["text"] for line in lines]
    known = table.load()
    index_of(known, "en")
    start = time.perf_counter()
    known = table.load((Path(path),))
    index_of(known, "en").learn(["warm", "up"])
    print(f"opened: {time.perf_counter() - start:.2f} s")
    for what in ("first reading", "once more"):
        start, found = time.perf_counter(), 0
        for text in read:
            found += len(matcher.find(text, "en", known))
        seconds = time.perf_counter() - start
        size = sum(map(len, read)) / 1e6
        print(f"{what}: {size:.2f} MB, {found} matches, {size / seconds:.2f} MB/s")
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    print("peak memory:", next(line.split(":")[1].strip() for line in status.splitlines() if line.startswith("VmHWM")))


def main(*files: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "events.sqlite")
        start = time.perf_counter()
        rows = list(made_up(EVENTS))
        made = time.perf_counter()
        count = binding.write(rows, path)
        print(f"{count} events, {count * (ALIASES + 1)} names; built: {time.perf_counter() - made:.1f} s", end="; ")
        print(f"{path.stat().st_size / 1e6:.0f} MB on disk (the names were made in {made - start:.1f} s)")
        subprocess.run([sys.executable, __file__, str(path), *files], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1].endswith(".sqlite"):
        match(*sys.argv[1:])
    elif len(sys.argv) > 1:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
