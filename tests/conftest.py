"""Shared by the rooms: a timeline made by hand, and a browser that may not leave the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

from timeline.dates import when as w
from timeline.dates.calendars import day_number
from timeline.dates.when import When
from timeline.model import (
    Conflict,
    Dated,
    Document,
    Event,
    Evidence,
    Expression,
    Link,
    LinkKind,
    Mention,
    Named,
    Span,
    Status,
    Timeline,
)

# A busy machine is no finding, and the same tests run everywhere.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")

TEXT = """Caesar was murdered on 15 March 44 BC. Rome's republic died slowly.

Work on the cathedral began between 1163 and 1175 and dragged on into the fourteenth century. Before 1350 a plague came.

In 1968 the Prague Spring ended when tanks rolled in on the night of 20 August 1968, and from the invasion came \
the defections. The West did not intervene. Since 24 February 2022 the war in Ukraine has gone on. On 23 June 2023 \
Wagner's men marched; a trial might follow. A summit is planned for 11 July 2023. The tanks, says another account, \
came on 21 August 1968."""

ROWS: list[tuple[str, str, When | None, Status, str]] = [
    ("Caesar was murdered", "Murder of Caesar", w.day(-43, 3, 15, "julian"), "happened", "assassination-of-caesar"),
    ("Rome's republic died slowly", "End of the Roman republic", None, "happened", ""),
    ("Work on the cathedral", "Building of the cathedral",
     When((day_number(1163), day_number(1175, 12, 31)), (day_number(1301), day_number(1400, 12, 31)), "throughout"),
     "happened", ""),
    ("a plague came", "Plague in the town", w.before(w.year(1350)), "happened", ""),
    ("the Prague Spring", "Prague Spring", w.from_to(w.day(1968, 1, 5), w.day(1968, 8, 21)),
     "happened", "prague-spring"),
    ("tanks rolled in", "Tanks enter Prague", w.day(1968, 8, 20), "happened", ""),
    ("The tanks, says another account", "Tanks enter Prague (second account)", w.day(1968, 8, 21), "happened", ""),
    ("the defections", "Defections to the West", w.between(w.day(1968, 8, 21), w.year(1969)), "happened", ""),
    ("The West did not intervene", "The West intervenes", w.year(1968), "negated", ""),
    ("the war in Ukraine", "War in Ukraine", w.since(w.day(2022, 2, 24)), "ongoing", "war-in-ukraine"),
    ("Wagner's men marched", "Wagner rebellion", w.from_to(w.day(2023, 6, 23), w.day(2023, 6, 24)),
     "happened", "wagner"),
    ("a trial might follow", "Trial of the mutineers", w.year(2023), "hypothetical", ""),
    ("A summit is planned", "Summit in Vilnius", w.day(2023, 7, 11), "planned", ""),
]  # fmt: skip
LINKS: list[tuple[int, int, LinkKind]] = [
    (5, 7, "cause"), (4, 9, "parallel"), (5, 4, "part_of"), (5, 6, "same_as"), (11, 12, "before"), (10, 9, "during"),
    (9, 0, "refers_to"),
]  # fmt: skip


def made_timeline() -> Timeline:
    document = Document("essay", TEXT, "Three turning points", "essay.txt", "en", Dated(w.day(2023, 7, 20), "given"))
    events = tuple(_event(n, *row) for n, row in enumerate(ROWS))
    why = (_where("from the invasion came"),)
    links = tuple(Link(f"e{a}", f"e{b}", kind, 0.8, "made", why) for a, b, kind in LINKS)
    clash = Conflict(("e5", "e6"), "Two accounts give different days.", (_where(ROWS[5][0]), _where(ROWS[6][0])))
    dates = ("15 March 44 BC", "1968", "24 February 2022", "23 June 2023", "11 July 2023", "21 August 1968")
    found = tuple(Expression(_where(d).span, "DATE", d, "made") for d in dates)
    assert {x.kind for x in links} == set(get_args(LinkKind))
    assert {e.status for e in events} == set(get_args(Status))
    return Timeline((document,), {"essay": found}, events, links, (clash,))


def hostile(timeline: Timeline, words: str) -> Timeline:
    """The same with other words wherever text goes."""
    (document,) = timeline.documents
    documents = (replace(document, title=words, text=words + document.text),)
    return replace(timeline, documents=documents, events=tuple(replace(e, title=words) for e in timeline.events))


def _where(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence("essay", Span(start, start + len(words)), "made")


def _event(number: int, words: str, title: str, when: When | None, status: Status, name: str) -> Event:
    place = _where(words)
    dated = Dated(when, "stated", (place,)) if when else None
    named = Named(name, title) if name else None
    mention = Mention("essay", place.span, place.span, words.split()[-1], title, "occurrence", "made", status, 0.9,
                      dated=dated, named=named)  # fmt: skip
    return Event(f"e{number}", title, "occurrence", status, 0.9, 0.9, (mention,), dated, named)


@pytest.fixture
def made() -> Timeline:
    return made_timeline()


@pytest.fixture
def make_hostile():
    return hostile


FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium. Where it is missing, a test on a developer's machine is skipped and one in CI fails."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no chromium; apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """Opens an address in a fresh window.

    Any request that would leave the machine is stopped and fails the test, and so does any error on the console.
    """
    troubles: list[str] = []
    contexts = []

    def local(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("file", "data", "blob", "about") or parts.hostname in ("localhost", "127.0.0.1")

    def guard(route: Any) -> None:
        if local(route.request.url):
            route.continue_()
        else:
            troubles.append(f"request to {route.request.url}")
            route.abort()

    def open_at(url: str, width: int = 1440, height: int = 900, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("websocket", lambda w: None if local(w.url) else troubles.append(f"socket to {w.url}"))
        page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: troubles.append(str(e)))
        page.on("dialog", lambda d: (troubles.append(f"dialog {d.message}"), d.dismiss()))
        page.goto(url)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not troubles
