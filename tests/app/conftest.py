"""A dashboard of its own for the browser tests, and what a person does in it again and again."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]


@contextmanager
def served(*project):
    """A dashboard on a free port; killed at the end, as a power cut would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = ["--server.headless=true", f"--server.port={port}", "--browser.gatherUsageStats=false", "--", *project]
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    server = subprocess.Popen(
        [*command, *options], cwd=ROOT, env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, server)
        yield url
    finally:
        server.kill()
        server.wait(20)


def wait_for(url, server):
    for _ in range(300):
        assert server.poll() is None, "the dashboard did not start"
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the dashboard does not answer")


@pytest.fixture(scope="module")
def address():
    """A dashboard with the example."""
    with served() as url:
        yield url


@pytest.fixture
def dashboard(open_page, address):
    def open_it(**options):
        page = open_page(address, **options)
        page.wait_for_selector(".timeline .event")
        return page

    return open_it


def settled(page):
    """Wait until Streamlit has run through."""
    page.wait_for_timeout(150)
    page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
    page.wait_for_timeout(100)


def event(page, name):
    return page.get_by_role("button", name=re.compile(name)).and_(page.locator(".event")).first


def paste(page, text, date=""):
    page.get_by_role("button", name="Add text").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Text", exact=True).fill(text)
    if date:
        dialog.get_by_role("textbox", name="Date of writing").first.fill(date)
    dialog.get_by_role("button", name="Build the timeline").first.click()
    dialog.wait_for(state="detached")
    settled(page)
