"""Times the dashboard with a large project in Chromium: `python benchmarks/dashboard.py FILE` (see large_project.py).

Prints how long it takes to open, to filter and to change a view, and how much memory the server holds.
"""

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


def run_time(page: Page, action: object) -> float:
    """Seconds from an action until the page's script has run through, in steps of 5 ms."""
    start = time.perf_counter()
    action()  # type: ignore[operator]
    page.wait_for_selector('[data-test-script-state="running"]', state="attached", timeout=2000)
    page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    started, url = server(sys.argv[1])
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            start = time.perf_counter()
            page.goto(url)
            page.wait_for_selector(".timeline .event", timeout=60_000)
            print(f"first drawing after {time.perf_counter() - start:.1f} s, server {memory(started.pid)} MB")
            page.wait_for_timeout(1000)
            times = []
            for words in SEARCHES:
                page.get_by_label("Find", exact=True).fill(words)
                times.append(run_time(page, lambda: page.keyboard.press("Enter")))
                page.wait_for_timeout(300)
            print(f"search: median {median(times):.2f} s, longest {max(times):.2f} s, server {memory(started.pid)} MB")
            for view in ("Table", "Text", "Timeline"):
                took = run_time(page, page.get_by_role("tab", name=view, exact=True).click)
                page.wait_for_timeout(500)
                print(f"view {view}: {took:.2f} s, server {memory(started.pid)} MB")
            browser.close()
    finally:
        started.terminate()


if __name__ == "__main__":
    main()
