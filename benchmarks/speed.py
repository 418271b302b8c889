"""Time and memory of the whole: `python benchmarks/speed.py ARTICLE [RUNS]`.

Prints the command line's wall time with its start, the steps alone in a warm process, the peak memory of a build, and
how the time grows with the length of the text.
"""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from timeline import pipeline
from timeline.model import Document


def seconds(call, runs: int) -> float:
    """Median wall time of a call."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def main(article: str, runs: int = 7) -> None:
    """Print the figures, one a line."""
    text = Path(article).read_text(encoding="utf-8")
    command = [sys.executable, "-m", "timeline", "build", article, "-f", "json"]
    whole = seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), runs)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"command line, start included: {whole:.2f} s, peak memory {memory:.0f} MB")
    pipeline.build([Document("warm", text)])
    warm = seconds(lambda: pipeline.build([Document("a", text)]), runs)
    print(f"steps alone, {len(text):,} characters: {1000 * warm:.1f} ms")
    for times in (4, 8, 16, 32):
        longer = "\n\n".join([text] * times)
        took = seconds(lambda longer=longer: pipeline.build([Document("a", longer)]), 1)
        print(f"{len(longer):>9,} characters: {took:6.2f} s, {len(longer) / took / 1e6:.3f} MB/s")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
