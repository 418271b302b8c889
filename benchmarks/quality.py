"""Measure builds against reference passages: `python benchmarks/quality.py SCORER PASSAGES... [--show]`.

SCORER is the passages' scorer: a script that runs `--command` on each passage and prints its figures as JSON with
`--json`, every miss with `--show`. The command is the command line's `build`, called within this process, so that its
start is paid once. The project's own passages stand in benchmarks/passages/.
"""

import contextlib
import io
import json
import runpy
import shlex
import subprocess
import sys
from unittest import mock

from timeline.cli import app

COMMAND = "build {file} {date} -o {out}"
FIGURES = ("found", "dated", "exact", "named", "links", "precision", "traps", "doc date", "conflicts")


def build(line: str, **_: object) -> subprocess.CompletedProcess[str]:
    """What the command line does in a process of its own."""
    code = 0
    with contextlib.redirect_stderr(io.StringIO()) as said:
        try:
            app(shlex.split(line))
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(line, code, "", said.getvalue())


def told(scorer: str, passages: str, option: str) -> str:
    """What the scorer prints for one file of passages."""
    call = [scorer, passages, option, "--jobs", "1", "--command", COMMAND]
    out = io.StringIO()
    with mock.patch("subprocess.run", build), mock.patch("sys.argv", call), contextlib.redirect_stdout(out):
        runpy.run_path(scorer, run_name="__main__")
    return out.getvalue()


def main(scorer: str, *given: str) -> None:
    """Print a Markdown table, one row a file, or what was missed."""
    files = [file for file in given if file != "--show"]
    if "--show" in given:
        print("".join(told(scorer, file, "--show") for file in files))
        return
    print("| passages | n | failed |", " | ".join(FIGURES), "|")
    print("|---" * (3 + len(FIGURES)), "|", sep="")
    for file in files:
        found = json.loads(told(scorer, file, "--json"))
        cells = (f"{found[name]:.3f}" if found.get(name) is not None else "-" for name in FIGURES)
        print(f"| {file.rsplit('/', 1)[-1]} | {found['passages']} | {found['failed']} |", " | ".join(cells), "|")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
