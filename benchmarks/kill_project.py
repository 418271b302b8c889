"""Kills a program that edits a project, again and again: `python benchmarks/kill_project.py [TIMES]`.

After each kill the file is opened: every edit that was confirmed before must be there, and the file must be whole.
Prints how often it was killed and how many edits were confirmed; exit code 1 where one was lost.
"""

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timeline.store.desk import Desk
from timeline.store.project import Project

EDITOR = """
import sys
from pathlib import Path
from timeline.store.desk import Desk, pasted
from timeline.store.edits import Change, seen

desk = Desk(Path(sys.argv[1]))
number = len(desk._steps)
while True:
    if number % 7 == 0 or not desk.timeline.events:
        desk.add([pasted(f"The abbey of place {number} burned in {1000 + number % 900}.")])
    elif number % 11 == 0:
        desk.undo()
    else:
        event = desk.timeline.events[number % len(desk.timeline.events)]
        desk.edit(f"step {number}", [Change(seen(event), note=str(number))])
    number = len(desk._steps)
    print(number, flush=True)
"""


def confirmed(path: Path, seconds: float) -> int:
    """Edit for some seconds after the first confirmed step, kill, and say which step was confirmed last."""
    with subprocess.Popen([sys.executable, "-c", EDITOR, str(path)], stdout=subprocess.PIPE, text=True) as editor:
        assert editor.stdout
        first = editor.stdout.readline()
        time.sleep(seconds)
        editor.kill()
        last = [first, *editor.stdout.read().splitlines()]
    return max(int(line) for line in last if line.strip().isdigit())


def main(times: int = 100) -> int:
    """How many edits were lost."""
    chance, total, lost = random.Random(9), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my.timeline"
        for _ in range(times):
            told = confirmed(path, chance.random() * 0.4)
            project = Project(path)
            there = len(project.steps())
            project.close()
            file = sqlite3.connect(path)
            whole = file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            file.close()
            lost += there < told or not whole
            total = max(total, told)
        events = len(Desk(path).timeline.events)
    print(f"killed {times} times; {total} steps confirmed, lost after {lost} of the kills; {events} events at the end")
    return lost


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:2])) else 0)
