"""The drawn timeline in a real browser, from a page on disk: what is drawn, and how it is moved, filtered and read."""

import random
import re
from dataclasses import replace
from itertools import combinations

import pytest

from timeline.dates import when as w
from timeline.dates.calendars import day_number, year_month_day
from timeline.model import Dated, Link
from timeline.show.exports import html
from timeline.show.viewer.scene import script

LOAD = """async (source) => {
    window.m = await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
}"""


@pytest.fixture
def open_timeline(open_page, tmp_path):
    def open_it(timeline, **options):
        path = tmp_path / "timeline.html"
        path.write_text(html.write(timeline), encoding="utf-8", errors="replace")
        page = open_page(path.as_uri(), **options)
        page.wait_for_selector(".timeline .event")
        return page

    return open_it


def event(page, name):
    return page.get_by_role("button", name=re.compile(rf"^{re.escape(name)},"))


def x_of(page, name):
    return event(page, name).locator(".mark").first.bounding_box()["x"]


def boxes(page):
    """Of every drawn event, its mark and label together."""
    return page.evaluate("""() => [...document.querySelectorAll('.timeline .event, .timeline .bin')].map(g => {
        const parts = [...g.querySelectorAll('.mark, text, rect:not(.hit)')].map(x => x.getBoundingClientRect());
        return [Math.min(...parts.map(p => p.left)), Math.min(...parts.map(p => p.top)),
                Math.max(...parts.map(p => p.right)), Math.max(...parts.map(p => p.bottom)), g.textContent];
    })""")


def overlaps(page):
    def cross(a, b):
        return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 3

    return [(a[4], b[4]) for a, b in combinations(boxes(page), 2) if cross(a, b)]


def test_the_calendar_of_the_axis_is_the_one_of_the_engine(open_page):
    page = open_page("about:blank")
    page.evaluate(LOAD, script())
    days = [random.Random(1).randint(day_number(-10000), day_number(10000)) for _ in range(3000)]
    assert page.evaluate("days => days.map(m.civil)", days) == [list(year_month_day(d)) for d in days]
    assert page.evaluate("days => days.every(d => m.dayNumber(...m.civil(d)) === d)", days)


def test_no_tick_ever_says_year_0_and_both_eras_meet(open_page):
    page = open_page("about:blank")
    page.evaluate(LOAD, script())
    for pixels in (60, 3, 0.5, 0.1, 0.05, 0.01, 0.003, 0.001):
        words = page.evaluate(
            "([k, a, b]) => m.ticks(m.level(k, 84), a, b).map(t => [t.minor, t.major])",
            [pixels, day_number(0, 12, 1) if pixels > 1 else day_number(-3000), day_number(1, 2, 1)],
        )
        assert words
        assert not [t for t in words if re.search(r"\b(AD )?0\b( BC)?", " ".join(t))]
    edges = [day_number(-1), day_number(3)]
    edge = page.evaluate("([a, b]) => m.ticks(m.level(0.3, 84), a, b).map(t => t.minor)", edges)
    assert edge == ["2 BC", "1 BC", "AD 1", "AD 2", "AD 3"]


def test_cutting_gaps_keeps_the_order_and_the_days_apart(open_page):
    page = open_page("about:blank")
    page.evaluate(LOAD, script())
    days = sorted(day_number(y) for y in (-500, -44, 1066, 1914, 1915, 1918, 1939, 1945, 1968, 2022, 2023))
    assert page.evaluate(
        """days => { const s = m.makeScale(days.map(d => [d, d + 1]), true);
            const units = days.map(s.toUnit);
            return s.gaps.length > 0 && units.every((u, i) => !i || u > units[i - 1])
                && days.every(d => Math.abs(s.toDay(s.toUnit(d)) - d) < 1e-6)
                && s.toUnit(days[4] + 1) - s.toUnit(days[4]) === 1; }""",
        days,
    )
    assert page.evaluate("days => m.makeScale(days.map(d => [d]), true).gaps.length", list(range(0, 900, 10))) == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_overlaps_at_any_zoom(open_timeline, made, width):
    page = open_timeline(made, width=width, reduced_motion="reduce")
    for press in ("0", "+", "+", "+", "-", "0"):
        page.keyboard.press("Tab")
        event(page, "War in Ukraine").press(press)
        assert not overlaps(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_antiquity_and_today_stand_on_one_axis(open_timeline, made):
    page = open_timeline(made)
    order = ["Murder of Caesar", "Building of the cathedral", "Prague Spring", "War in Ukraine", "Summit in Vilnius"]
    assert [x_of(page, name) for name in order] == sorted(x_of(page, name) for name in order)
    ticks = page.locator(".axis text").all_text_contents()
    assert any("BC" in t for t in ticks)
    assert "0" not in ticks


def test_what_is_not_known_looks_unlike_what_is(open_timeline, made):
    page = open_timeline(made)

    def styles(name):
        marks = event(page, name).locator(".mark").all()
        return [m.get_attribute("class").replace("mark", "").strip() or "day" for m in marks]

    assert styles("Building of the cathedral") == ["in", "solid", "out"]
    assert styles("Murder of Caesar") == ["day"]
    assert styles("Defections to the West") == ["soft"]
    assert styles("War in Ukraine") == ["solid", "open"]
    assert "open" in styles("Plague in the town")
    assert event(page, "The West intervenes").locator(".cross").count() == 1
    strokes = {n: event(page, n).locator(".mark").first.evaluate("e => getComputedStyle(e).strokeDasharray")
               for n in ("Summit in Vilnius", "Trial of the mutineers", "The West intervenes")}  # fmt: skip
    assert len(set(strokes.values())) == 3


def test_wheel_keys_and_buttons_zoom_and_fit_comes_back(open_timeline, made):
    page = open_timeline(made, reduced_motion="reduce")

    def spread():
        return x_of(page, "Tanks enter Prague (second account)") - x_of(page, "Prague Spring")

    page.keyboard.press("Escape")
    whole = spread()
    box = event(page, "Prague Spring").bounding_box()
    page.mouse.move(box["x"], box["y"] + 8)
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(50)
    by_wheel = spread()
    page.get_by_role("button", name="Show all").click()
    assert spread() == pytest.approx(whole, abs=0.2)
    event(page, "Prague Spring").press("+")
    by_key = spread()
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="Zoom in").click()
    assert by_wheel > whole * 1.3
    assert by_key > whole * 1.3
    page.get_by_role("button", name="Zoom out").click()
    assert spread() == pytest.approx(whole, abs=0.5)


def test_dragging_and_shifted_arrows_move_the_view(open_timeline, made):
    page = open_timeline(made, reduced_motion="reduce")
    before = x_of(page, "Prague Spring")
    stage = page.locator("#view-timeline .plot").bounding_box()
    page.mouse.move(stage["x"] + 600, stage["y"] + 20)
    page.mouse.down()
    page.mouse.move(stage["x"] + 500, stage["y"] + 20, steps=4)
    page.mouse.up()
    assert x_of(page, "Prague Spring") == pytest.approx(before - 100, abs=1)
    event(page, "Prague Spring").press("Shift+ArrowLeft")
    assert x_of(page, "Prague Spring") > before


def test_the_whole_is_used_by_keyboard(open_timeline, made):
    page = open_timeline(made, reduced_motion="reduce")
    while not page.evaluate("document.activeElement.closest('.event') !== null"):
        page.keyboard.press("Tab")
    seen = []
    for _ in range(20):
        name = page.evaluate("document.activeElement.getAttribute('aria-label')")
        if seen[-1:] == [name]:
            break
        seen.append(name)
        page.keyboard.press("ArrowRight")
    assert len(seen) == 12
    assert seen[0].startswith("Murder of Caesar")
    page.keyboard.press("Home")
    assert page.locator(".event:focus .hit").evaluate("e => getComputedStyle(e).stroke") != "none"
    assert "Caesar was murdered" in page.get_by_role("tooltip").inner_text()
    page.keyboard.press("Enter")
    assert event(page, "Murder of Caesar").get_attribute("aria-pressed") == "true"
    assert page.locator("li.chosen").inner_text().startswith("Murder of Caesar")
    page.keyboard.press("Escape")
    assert event(page, "Murder of Caesar").get_attribute("aria-pressed") == "false"
    assert not page.get_by_role("tooltip").is_visible()


def test_the_card_tells_the_date_in_words_the_sentence_and_the_collision(open_timeline, made):
    page = open_timeline(made)
    event(page, "Tanks enter Prague").first.locator(".mark").hover()
    card = page.get_by_role("tooltip")
    assert "20 August 1968" in card.inner_text()
    assert card.locator("mark").inner_text() == "tanks rolled in"
    assert "collide" in card.inner_text()


def test_the_legend_names_every_kind_and_filters(open_timeline, made):
    page = open_timeline(made)
    legend = page.get_by_role("group", name="Kinds of links").get_by_role("button")
    assert legend.count() == 7
    looks = legend.locator("path").evaluate_all(
        "all => all.map(p => getComputedStyle(p).stroke + getComputedStyle(p).strokeDasharray)"
    )
    dashes = legend.locator("path").evaluate_all("all => all.map(p => getComputedStyle(p).strokeDasharray)")
    assert len(set(looks)) == len(set(dashes)) == 7
    arcs = page.locator(".arcs .parallel")
    assert arcs.count() == 1
    button = page.get_by_role("button", name=re.compile("is compared with"))
    button.click()
    assert arcs.count() == 0
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert arcs.count() == 1


def test_hostile_text_is_shown_and_does_nothing(open_timeline, made, make_hostile):
    evil = "</script><img src=http://evil.test onerror=alert(1)><style>*{display:none}</style>\u202ejavascript:alert(2)"
    page = open_timeline(make_hostile(made, evil))
    page.locator(".event").first.locator(".mark").first.hover()
    assert "<img src=http://evil.test" in page.get_by_role("tooltip").inner_text()
    assert page.locator("main img").count() == 0


def test_a_title_of_ten_thousand_characters_stays_in_its_place(open_timeline, made, make_hostile):
    page = open_timeline(make_hostile(made, "x" * 10_000), width=390)
    assert not overlaps(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_in_light_and_dark(open_timeline, made, scheme):
    page = open_timeline(made, color_scheme=scheme)
    # A canvas turns any CSS colour into red, green and blue.
    ratios = page.evaluate("""() => {
        const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const light = (colour) => { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(v => v / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = light(getComputedStyle(document.body).backgroundColor);
        const ratio = (colour) => {
            const [x, y] = [light(colour), ground].sort((p, q) => q - p);
            return (x + 0.05) / (y + 0.05);
        };
        const all = (what, name) => [...document.querySelectorAll(what)].map(e => ratio(getComputedStyle(e)[name]));
        return [Math.min(...all('.timeline text:not(.inside)', 'fill')), Math.min(...all('.legend path', 'stroke')),
                Math.max(...all('circle.mark', 'fill'))];
    }""")
    assert ratios[0] >= 4.5
    assert ratios[1] >= 3
    assert ratios[2] >= 3


def test_every_button_has_a_name_and_one_event_a_tab_stop(open_timeline, made):
    page = open_timeline(made)
    nameless = page.evaluate("""() => [...document.querySelectorAll('button, [role=button]')]
        .filter(b => !(b.getAttribute('aria-label') || b.textContent).trim()).length""")
    assert nameless == 0
    assert page.locator('.event[tabindex="0"]').count() == 1


def test_undated_events_are_listed_and_not_drawn(open_timeline, made):
    page = open_timeline(made)
    assert page.locator(".event").count() == 12
    assert page.get_by_role("heading", name="End of the Roman republic").count() == 1


def number(words):
    return int(words.lstrip("+").replace(",", ""))


def crowd(made, count):
    chance = random.Random(7)
    first = made.events[0]
    events = sorted(
        (
            replace(first, id=f"n{n}", title=f"Event {n}", salience=chance.random(),
                    dated=Dated(w.day(chance.choice([chance.randint(-600, 2023), chance.randint(1930, 1950)]),
                                      chance.randint(1, 12), chance.randint(1, 28)), "stated"))
            for n in range(count)
        ),
        key=lambda e: e.dated.when.earliest,
    )  # fmt: skip
    pairs = [(chance.choice(events).id, chance.choice(events).id) for _ in range(count // 2)]
    links = tuple(Link(a, b, "cause", 0.5, "made") for a, b in pairs)
    return replace(made, events=tuple(events), links=links, conflicts=())


def test_ten_thousand_events_are_drawn_few_at_a_time_and_bins_open(open_timeline, made):
    page = open_timeline(crowd(made, 10_000), reduced_motion="reduce")
    assert page.evaluate("document.querySelectorAll('.plot *').length") < 3000
    assert not overlaps(page)
    counted = sum(number(t) for t in page.locator(".bin").all_text_contents())
    assert counted > 9000
    busiest = max(page.locator(".bin").all(), key=lambda b: number(b.text_content()))
    busiest.click()
    assert sum(number(t) for t in page.locator(".bin").all_text_contents()) < counted
    assert not overlaps(page)
    took = page.evaluate("""async () => {
        const times = [];
        for (let i = 0; i < 15; i += 1) {
            const start = performance.now();
            const turn = new WheelEvent('wheel', {deltaX: 30, bubbles: true, cancelable: true});
            document.querySelector('.plot').dispatchEvent(turn);
            await new Promise(requestAnimationFrame);
            times.push(performance.now() - start);
        }
        return times.sort((a, b) => a - b)[7];
    }""")
    assert took < 250, "milliseconds a frame of panning; far more than measured: something grew with the whole"


def in_lanes(made):
    where = {"Murder of Caesar": "Rome", "Prague Spring": "Prague", "Tanks enter Prague": "Prague"}
    kinds = {"Prague Spring": "revolution", "War in Ukraine": "war"}
    events = (
        replace(e, places=(where[e.title],) if e.title in where else (), kind=kinds.get(e.title, e.kind))
        for e in made.events
    )
    return replace(made, events=tuple(events))


def lanes(page):
    """The names of the lanes from top to bottom, without the count."""
    return [t.rstrip("0123456789,") for t in page.locator(".headings text").all_text_contents()]


def test_events_stand_in_lanes_of_their_own_and_nothing_overlaps(open_timeline, made):
    page = open_timeline(in_lanes(made), reduced_motion="reduce")
    rows = page.get_by_label("Rows by")
    assert rows.locator("option").all_text_contents() == ["all together", "kind", "place"]
    rows.select_option("place")
    assert lanes(page) == ["Prague", "Rome", "No place named"]
    tops = [event(page, n).bounding_box()["y"] for n in ("Prague Spring", "Murder of Caesar", "War in Ukraine")]
    heads = [h["y"] for h in (t.bounding_box() for t in page.locator(".headings text").all())]
    assert sorted(tops + heads) == [y for pair in zip(heads, tops, strict=True) for y in pair]
    for _ in range(3):
        assert not overlaps(page)
        page.get_by_role("button", name="Zoom in").click()
    rows.select_option("one")
    assert lanes(page) == []


def test_a_period_is_chosen_shown_and_named(open_timeline, made):
    page = open_timeline(made, reduced_motion="reduce")
    page.get_by_label("Period").select_option(label="20th century")
    assert page.locator(".bands text").text_content() == "20th century"
    assert event(page, "Murder of Caesar").count() == 0
    assert event(page, "Prague Spring").is_visible()
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".bands rect").count() == 0
    assert event(page, "Murder of Caesar").is_visible()


def test_the_chosen_event_is_shown_with_what_it_is_linked_to(open_timeline, made):
    page = open_timeline(made, reduced_motion="reduce")
    button = page.get_by_role("button", name="Show chosen")
    assert not button.is_visible()
    event(page, "Tanks enter Prague").first.click()
    button.click()
    assert event(page, "Defections to the West").is_visible()
    assert event(page, "Murder of Caesar").count() == 0


def test_the_minimap_shows_and_moves_the_part_that_is_seen(open_timeline, made):
    page = open_timeline(made, reduced_motion="reduce")
    strip = page.get_by_role("slider", name="Part of the time")
    assert strip.get_attribute("aria-valuetext") == "44 BC to 2023"
    event(page, "War in Ukraine").press("+")
    window = page.locator(".minimap .window")
    right = window.bounding_box()["x"]
    strip.press("ArrowLeft")
    assert window.bounding_box()["x"] < right
    box = strip.bounding_box()
    page.mouse.click(box["x"] + 8, box["y"] + 10)
    assert event(page, "Murder of Caesar").is_visible()
    strip.press("End")
    assert event(page, "Summit in Vilnius").is_visible()


def test_events_of_one_day_that_no_zoom_parts_are_listed(open_timeline, made):
    first = made.events[0]
    crowd = tuple(replace(first, id=f"d{n}", title=f"Speech {n}", salience=0.5) for n in range(60))
    many = replace(made, events=(*crowd, *made.events[4:]), links=(), conflicts=())
    page = open_timeline(many, reduced_motion="reduce")
    busy = page.locator(".bin").first
    assert busy.text_content() == "+47"
    busy.press("Enter")
    chooser = page.get_by_role("dialog", name="Events at one time")
    while not chooser.is_visible():
        page.locator(".bin").first.press("Enter")
    chooser.get_by_role("button").first.press("Enter")
    assert "Speech" in page.locator("li.chosen").inner_text()
    assert not chooser.is_visible()


def test_a_day_alone_is_drawn_as_long_as_it_is(open_timeline, made):
    page = open_timeline(replace(made, events=made.events[:1], links=(), conflicts=()), reduced_motion="reduce")
    assert event(page, "Murder of Caesar").locator(".mark.solid").bounding_box()["width"] > 20


@pytest.mark.parametrize("width", [1440, 390])
def test_no_arc_leaves_the_drawing(open_timeline, made, width):
    page = open_timeline(made, width=width)
    top = page.locator("#view-timeline .plot").bounding_box()["y"]
    assert min(a.bounding_box()["y"] for a in page.locator("#view-timeline .arcs path").all()) >= top


@pytest.mark.parametrize(("motion", "frames"), [("reduce", 1), ("no-preference", 3)])
def test_the_view_glides_only_where_motion_is_welcome(open_timeline, made, motion, frames):
    page = open_timeline(made, reduced_motion=motion)
    seen = page.evaluate("""async () => {
        const places = new Set();
        const mark = () => places.add(document.querySelector('#view-timeline .axis text').getAttribute('x'));
        document.querySelector('#view-timeline [aria-label="Zoom in"]').click();
        for (let i = 0; i < 20; i += 1) { mark(); await new Promise(requestAnimationFrame); }
        return places.size;
    }""")
    assert seen == frames if motion == "reduce" else seen >= frames
