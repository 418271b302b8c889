"""Makes the table of English words from those of lemminflect 0.2.3: `make_lexicon.py FOLDER`, its `resources`.

lemminflect (MIT) has them from the SPECIALIST Lexicon of the U.S. National Library of Medicine.
"""

from __future__ import annotations

import argparse
import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from timeline.language import forms

KINDS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r", "aux": "x"}
ORDER = "xvnarDNGZ"


def rows(folder: Path, name: str) -> Iterator[list[str]]:
    with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
        yield from (line.rstrip("\n").split(",") for line in lines)


def words(folder: Path) -> dict[str, set[str]]:
    """What each form can be."""
    kinds = defaultdict(set)
    for form, kind, lemmas in rows(folder, "lemma_lu.csv.gz"):
        kinds[form].add(KINDS[kind] + ("" if form in lemmas.split("/") else "+"))
    for _, kind, pasts, participles, going, goes in (r for r in rows(folder, "infl_lu.csv.gz") if r[1] == "verb"):
        assert kind == "verb"
        for letter, variants in zip("DNGZ", (pasts, participles or pasts, going, goes), strict=True):
            for form in filter(None, variants.split("/")):
                kinds[form].add(letter)
    return {w: k for w, k in kinds.items() if " " not in w}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    room = Path(forms.__file__).parent / "en"
    groups = defaultdict(list)
    for word, kinds in sorted(words(folder).items()):
        groups["".join(sorted(kinds, key=lambda k: (ORDER.index(k[0]), k)))].append(word)
    lines = [f"{kinds}\t{' '.join(found)}" for kinds, found in sorted(groups.items())]
    (room / "lexicon.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
