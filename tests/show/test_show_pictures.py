"""What is seen is saved as a picture, the printed axis is the drawn one, and axe finds nothing grave."""

import random
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe

from timeline.dates.calendars import day_number
from timeline.show import axis
from timeline.show.exports import html
from timeline.show.viewer.scene import script

LOAD = """async (source) => {
    window.m = await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
}"""
VIEWS = ("Timeline", "Links", "Memory")


@pytest.fixture
def page_of(open_page, tmp_path):
    def open_it(timeline, **options):
        path = tmp_path / "timeline.html"
        path.write_text(html.write(timeline), encoding="utf-8", errors="replace")
        page = open_page(path.as_uri(), reduced_motion="reduce", **options)
        page.wait_for_selector(".timeline .event")
        return page

    return open_it


def saved(page, name, item):
    """The picture of the view with this name."""
    page.get_by_role("tab", name=name).click()
    panel = page.locator(f"#view-{name.lower()}")
    panel.locator(".event").first.wait_for()
    panel.locator("summary", has_text="Picture").click()
    with page.expect_download() as download:
        panel.get_by_role("button", name=f"Save as {item}").click()
    return Path(download.value.path())


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_seen_is_saved_as_svg_that_stands_alone(page_of, made, view):
    tree = ElementTree.fromstring(saved(page_of(made), view, "SVG").read_text(encoding="utf-8"))
    words = " ".join(t.text or "" for t in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "Prague Spring" in words or "Murder of Caesar" in words
    assert "var(" not in ElementTree.tostring(tree, "unicode")
    assert not [e for e in tree.iter() if e.get("tabindex") or e.tag.endswith(("script", "foreignObject"))]
    text = next(t for t in tree.iter("{http://www.w3.org/2000/svg}text") if t.text)
    assert "fill: " in text.get("style")


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_seen_is_saved_as_png(page_of, made, view):
    data = saved(page_of(made, offline=True), view, "PNG").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") > 2000
    assert len(data) > 10_000


def test_hostile_words_are_words_in_the_picture_too(page_of, made, make_hostile):
    page = page_of(make_hostile(made, "</svg><script>alert(1)</script>\u202e&"))
    tree = ElementTree.fromstring(saved(page, "Timeline", "SVG").read_text(encoding="utf-8"))
    assert not [e for e in tree.iter() if e.tag.endswith("script")]


def test_the_printed_axis_is_the_drawn_one(open_page):
    page = open_page("about:blank")
    page.evaluate(LOAD, script())
    chance = random.Random(3)
    for spread in (40, 4000, 400_000):
        first = day_number(chance.randint(-800, 1800))
        days = sorted({first + int(spread * chance.random() ** 4) for _ in range(40)})
        ours = axis.scale(days)
        gaps, units = page.evaluate(
            """days => { const s = m.makeScale(days.map(d => [d]), true);
                return [s.gaps.map(g => [g.from, g.to, g.shown]), days.map(s.toUnit)]; }""",
            days,
        )
        assert [(g.first, g.last, g.shown) for g in ours.gaps] == [pytest.approx(g) for g in gaps]
        assert [ours.unit(d) for d in days] == pytest.approx(units)
        for pixels in (40, 2, 0.3, 0.02, 0.001):
            drawn = page.evaluate(
                "([k, a, b]) => m.ticks(m.level(k, 84), a, b).slice(0, 50)", [pixels, days[0], days[-1]]
            )
            printed = axis.ticks(pixels, 84, days[0], days[-1])[:50]
            assert [{"day": t.day, "minor": t.minor, "major": t.major} for t in printed] == drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_grave_in_any_view(page_of, made, scheme, width):
    page = page_of(made, color_scheme=scheme, width=width)
    page.get_by_label("Period").select_option(index=1)
    page.locator(".timeline .event").first.click()
    for view in VIEWS:
        page.get_by_role("tab", name=view).click()
        page.locator(f"#view-{view.lower()} .event").first.wait_for()
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_larger_text_makes_a_larger_drawing_that_still_fits(page_of, made):
    page = page_of(made)
    page.evaluate("document.documentElement.style.fontSize = '24px'")
    page.set_viewport_size({"width": 1000, "height": 900})
    page.wait_for_timeout(200)
    heights = [t.bounding_box()["height"] for t in page.locator("#view-timeline .event text").all()]
    assert min(heights) > 20
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("entry", ["component", "standalone"])
def test_no_name_is_declared_twice_in_the_one_module(entry):
    declared = re.findall(r"^(?:export )?(?:async )?(?:const|function|class) (\w+)", script(entry), re.MULTILINE)
    assert len(declared) > 60
    assert len(set(declared)) == len(declared)
