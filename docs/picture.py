"""Takes the pictures of the README: `python docs/picture.py`. Needs chromium and requirements-dev.txt."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
PORT = 8732


VIEWS = {"dashboard": "Timeline", "text": "Text", "links": "Links"}  # a picture's name, and what it shows


def main() -> None:
    """Start the dashboard with its example, choose an event, write docs/NAME.png for every view."""
    options = ["--server.headless=true", f"--server.port={PORT}"]
    server = subprocess.Popen([sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *options], cwd=ROOT)
    try:
        _wait()
        _pictures()
    finally:
        server.terminate()
        server.wait()


def _wait() -> None:
    for _ in range(200):
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/_stcore/health"):
                return
        except (URLError, OSError):
            time.sleep(0.1)


def _pictures() -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        page.goto(f"http://127.0.0.1:{PORT}")
        page.locator(".timeline .event", has_text="Prague Spring").last.click()
        page.locator(".st-key-details").wait_for()
        for name, view in VIEWS.items():
            page.get_by_role("tab", name=view, exact=True).click()
            page.mouse.move(2, 2)
            page.wait_for_timeout(2500)
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
