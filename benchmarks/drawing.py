"""Speed of the drawing in Chromium: `python benchmarks/drawing.py [EVENTS [LINKS]]` (10,000 and 5,000).

Builds a timeline by chance (always the same), writes the page for the disk, opens it and prints a table: the time until
the first drawing, and the time from frame to frame while the view moves and zooms, with lanes and without.
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from timeline.dates import when as w
from timeline.model import Dated, Document, Event, Link, Mention, Span, Timeline
from timeline.show.exports import html

# Looks for a drawn event before every frame; the frame after it shows it.
DRAWN = """(function look() {
    if (document.querySelector('#view-timeline .event')) {
        requestAnimationFrame(() => setTimeout(() => { window.drawn = performance.now(); }));
    } else requestAnimationFrame(look);
})()"""
FRAMES = """async ([kind, frames]) => {
    const plot = document.querySelector('#view-timeline .plot');
    const box = plot.getBoundingClientRect();
    const times = [];
    let last = await new Promise(requestAnimationFrame);
    for (let i = 0; i < frames; i += 1) {
        const side = i % 20 < 10 ? 1 : -1;
        const turn = kind === 'pan' ? {deltaX: 40 * side} : {deltaY: -60 * side, clientX: box.left + box.width * 0.6};
        plot.dispatchEvent(new WheelEvent('wheel', {...turn, bubbles: true, cancelable: true}));
        const now = await new Promise(requestAnimationFrame);
        times.push(now - last);
        last = now;
    }
    return times;
}"""


def crowd(count: int, links: int) -> Timeline:
    """Events of three thousand years, half of them in the last century; days, years, and long ones."""
    chance = random.Random(7)
    text = "Something happened here. " * 40
    documents = tuple(Document(f"d{n}", text, f"Text {n}", date=Dated(w.year(1950 + n), "given")) for n in range(60))
    events = []
    for n in range(count):
        year = chance.choice([chance.randint(-600, 2020), chance.randint(1900, 2020)])
        day = w.day(year, chance.randint(1, 12), chance.randint(1, 28))
        when = chance.choice([day, day, w.year(year), w.from_to(day, w.year(year + chance.randint(1, 9)))])
        span = Span(0, 23)
        mention = Mention(chance.choice(documents).id, span, span, "happen", "", "event", "made")
        kind, place = chance.choice(["war", "event", "treaty", "siege"]), chance.choice(["Prague", "Rome", "Kyiv"])
        events.append(Event(f"e{n}", f"The thing with number {n}", kind, "happened", chance.random(), 1.0, (mention,),
                            Dated(when, "stated"), places=(place,)))  # fmt: skip
    ids = [e.id for e in events]
    kinds = ("cause", "before", "parallel", "part_of")
    joined = tuple(Link(*chance.sample(ids, 2), chance.choice(kinds), 0.5, "made") for _ in range(links))
    return Timeline(documents, {}, tuple(events), joined)


def first_drawing(page: Page, path: Path) -> float:
    """Milliseconds from opening the page until events are drawn."""
    page.goto(path.as_uri())
    while not (drawn := page.evaluate("window.drawn")):
        page.wait_for_timeout(50)
    return drawn


def main(count: int = 10_000, links: int = 5_000) -> None:
    """Print the table."""
    begin = time.perf_counter()
    text = html.write(crowd(count, links))
    written = time.perf_counter() - begin
    print(f"{count:,} events, {links:,} links: page of {len(text) / 1e6:.1f} MB written in {written:.1f} s\n")
    with tempfile.TemporaryDirectory() as room, sync_playwright() as playwright:
        path = Path(room, "crowd.html")
        path.write_text(text, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(DRAWN)
        print("| what | median | slowest of 60 |\n| --- | ---: | ---: |")
        print(f"| first drawing | {statistics.median(first_drawing(page, path) for _ in range(3)):.0f} ms | |")
        for lanes in ("one", "kinds"):
            page.locator("#view-timeline select").first.select_option(lanes)
            for zoomed in (0, 3):
                for _ in range(zoomed):
                    page.locator('#view-timeline [aria-label="Zoom in"]').click()
                    page.wait_for_timeout(300)
                for kind in ("pan", "zoom"):
                    times = page.evaluate(FRAMES, [kind, 60])
                    where = "one lane" if lanes == "one" else "lanes by kind"
                    where += ", zoomed in" * (zoomed > 0)
                    print(f"| {kind}, {where} | {statistics.median(times):.0f} ms | {max(times):.0f} ms |")
            page.locator('#view-timeline .tools button', has_text="Show all").click()
        browser.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
