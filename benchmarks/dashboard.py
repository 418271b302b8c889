"""Times the dashboard with a large project in Chromium: `python benchmarks/dashboard.py FILE` (see large_project.py).

Prints how long it takes to open and to search, in the browser and on the server alone, and the server's memory.
"""

import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
SEARCHES = ("besieged", "altenburg", "berta won", "gero", "1200", "hilde", "klein", "sold neuendorf", "ivo", "annals")


def server(project: str) -> tuple[subprocess.Popen[bytes], str]:
    """A dashboard on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless=true",
               f"--server.port={port}", "--", project]  # fmt: skip
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    for _ in range(300):
        try:
            urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            break
        except (URLError, OSError):
            time.sleep(0.1)
    return started, f"http://127.0.0.1:{port}"


def memory(pid: int) -> int:
    """Resident memory of a process in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024


def searched(page: Page, words: str) -> float:
    """Seconds in the browser from Enter until the page says how many events a search shows."""
    shown = page.get_by_text(re.compile("events shown"))
    before = shown.inner_text()
    page.get_by_label("Find", exact=True).fill(words)
    start = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function("([old]) => !document.body.innerText.includes(old)", arg=[before], polling=10)
    return time.perf_counter() - start


def answered(project: str) -> list[float]:
    """Seconds that the server takes for each search, its page without a browser."""
    sys.argv = [str(ROOT / "app.py"), project]
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    times = []
    for words in SEARCHES:
        app.text_input(key="words").set_value(words)
        start = time.perf_counter()
        app.run()
        times.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print the figures."""
    project = sys.argv[1]
    started, url = server(project)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            start = time.perf_counter()
            page.goto(url)
            page.wait_for_selector(".timeline .event", timeout=60_000)
            print(f"first drawing after {time.perf_counter() - start:.1f} s, server {memory(started.pid)} MB")
            page.wait_for_timeout(1000)
            times = [searched(page, words) for words in SEARCHES]
            print(f"search, in the browser: median {median(times):.2f} s, longest {max(times):.2f} s")
            print(f"server after ten searches: {memory(started.pid)} MB")
            browser.close()
    finally:
        started.terminate()
    times = answered(project)
    print(f"search, the server alone: median {median(times):.2f} s, longest {max(times):.2f} s")


if __name__ == "__main__":
    main()
