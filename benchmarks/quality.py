"""Measure builds against reference passages: `python benchmarks/quality.py SCORER PASSAGES...`.

SCORER is the passages' scorer: it takes `--command` and prints its figures as JSON with `--json`. The project's own
passages stand in benchmarks/passages/.
"""

import json
import subprocess
import sys

COMMAND = f"{sys.executable} -m timeline build {{file}} {{date}} -o {{out}}"
FIGURES = ("found", "dated", "exact", "named", "links", "precision", "traps", "doc date", "conflicts")


def figures(scorer: str, passages: str) -> dict[str, float]:
    """The scorer's figures for one file of passages."""
    call = [sys.executable, scorer, passages, "--json", "--command", COMMAND]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def main(scorer: str, *files: str) -> None:
    """Print a Markdown table, one row a file."""
    print("| passages | n | failed |", " | ".join(FIGURES), "|")
    print("|---" * (3 + len(FIGURES)), "|", sep="")
    for file in files:
        found = figures(scorer, file)
        cells = (f"{found[name]:.3f}" if found.get(name) is not None else "-" for name in FIGURES)
        print(f"| {file.rsplit('/', 1)[-1]} | {found['passages']} | {found['failed']} |", " | ".join(cells), "|")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
