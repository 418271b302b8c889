"""The link view and the memory view: what they are given is bounded and in order, and what they draw can be used."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from timeline.dates import when as w
from timeline.model import Dated, Link, Timeline
from timeline.show.exports import html
from timeline.show.viewer import graph, memory


@pytest.fixture
def open_view(open_page, tmp_path):
    def open_it(timeline, name, **options):
        path = tmp_path / "timeline.html"
        path.write_text(html.write(timeline), encoding="utf-8", errors="replace")
        page = open_page(path.as_uri(), reduced_motion="reduce", **options)
        page.get_by_role("tab", name=name).click()
        page.locator(f"#view-{name.lower()} .event").first.wait_for()
        return page

    return open_it


def many(made, count):
    first = made.events[0]
    events = tuple(
        replace(first, id=f"n{n}", title=f"Event {n}", salience=n / count, dated=Dated(w.year(1000 + n), "stated"))
        for n in range(count)
    )
    links = tuple(Link(f"n{n}", f"n{n + 1}", "cause", 0.5, "made") for n in range(0, count - 1, 2))
    return replace(made, events=events, links=links, conflicts=())


def texts(made, count):
    """As many texts, one a year, each of which speaks of the murder of Caesar."""
    document, event = made.documents[0], made.events[0]
    documents = tuple(
        replace(document, id=f"d{n}", title=f"Text {n}", date=Dated(w.year(1700 + n), "given")) for n in range(count)
    )
    mentions = tuple(replace(event.mentions[0], document=d.id) for d in documents)
    return Timeline(documents, {}, (replace(event, mentions=mentions),), (), ())


def test_the_graph_shows_linked_events_alone_each_in_its_own_place(made):
    drawn = graph.scene(made)
    assert {e["title"] for e in drawn["events"]} == {
        made.events[n].title for n in (0, 4, 5, 6, 7, 9, 10, 11, 12)
    }
    places = [(e["column"], e["row"]) for e in drawn["events"]]
    assert len(set(places)) == len(places)
    assert drawn["linked"] == len(drawn["events"]) == 9



def test_time_runs_from_left_to_right(made):
    drawn = graph.scene(made)
    by_time = sorted(drawn["events"], key=lambda e: min(b for b in e["bounds"] if b is not None))
    columns = [e["column"] for e in by_time]
    assert columns == sorted(columns)
    assert drawn["columns"][0] == "44 BC"


def test_a_big_graph_is_cut_to_its_weightiest_links(made):
    drawn = graph.scene(many(made, 1000), most=40)
    assert len(drawn["events"]) == 40
    assert drawn["linked"] == 1000
    assert {e["title"] for e in drawn["events"]} == {f"Event {n}" for n in range(960, 1000)}
    assert len(drawn["columns"]) <= graph.COLUMNS


def test_what_was_chosen_is_in_the_graph_with_its_links(made):
    crowd = many(made, 1000)
    assert "Event 7" not in {e["title"] for e in graph.scene(crowd)["events"]}
    titles = {e["title"] for e in graph.scene(crowd, "n7")["events"]}
    assert {"Event 6", "Event 7", "Event 999"} <= titles


def test_of_very_many_events_the_weightiest_are_drawn_and_the_others_counted(made):
    drawn = html.scenes(many(made, html.DRAWN + 50))["timeline"]
    assert len(drawn["events"]) == html.DRAWN
    assert drawn["left_out"] == 50
    assert drawn["events"][0]["title"] == "Event 50"
    assert max(n for link in drawn["links"] for n in link[:2]) < html.DRAWN


def test_a_row_is_a_text_and_tells_how_far_it_looks_back(made):
    (row,) = memory.rows(made)
    assert row["label"] == "Three turning points"
    assert row["words"] == "written 20 July 2023 · usually looks back 55 years"
    assert row["events"] == list(range(len(made.events)))


def test_many_texts_are_rows_of_years(made):
    rows = memory.rows(texts(made, 200))
    assert len(rows) <= memory.MOST
    assert rows[0]["label"] == "Written 1700–1709"
    assert rows[0]["words"].startswith("10 texts · usually look back 1,7")


def test_cards_do_not_overlap_and_a_choice_is_told_to_all_views(open_view, made):
    page = open_view(made, "Links")
    boxes = [c.bounding_box() for c in page.locator(".box").all()]
    for n, a in enumerate(boxes):
        for b in boxes[:n]:
            assert abs(a["x"] - b["x"]) >= a["width"] or abs(a["y"] - b["y"]) >= a["height"]
    page.locator(".box", has_text="Prague Spring").click()
    assert page.locator("li.chosen").inner_text().startswith("Prague Spring")
    page.get_by_role("tab", name="Timeline").click()
    assert page.locator("#view-timeline .event.selected").count() == 1


def test_the_links_are_followed_by_keyboard_and_told_to_a_screen_reader(open_view, made):
    page = open_view(made, "Links")
    first = page.get_by_role("button", name=re.compile("^Tanks enter Prague, 20 August.*led to Defections"))
    first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel").startswith(("Defections", "Tanks enter Prague (second"))
    page.keyboard.press("Enter")
    assert page.locator("li.chosen").count() == 1


def test_the_legend_of_the_graph_hides_a_kind(open_view, made):
    page = open_view(made, "Links")
    panel = page.locator("#view-links")
    assert panel.locator("g.arcs path.parallel").count() == 1
    panel.get_by_role("button", name=re.compile("^is compared with")).click()
    assert panel.locator("g.arcs path.parallel").count() == 0


def test_marks_of_the_memory_view_do_not_touch_and_open(open_view, made):
    page = open_view(made, "Memory")
    marks = page.locator("#view-memory .spot")
    circles = sorted(m.locator(".dot").bounding_box()["x"] for m in marks.all())
    assert all(b - a >= 10 for a, b in pairwise(circles))
    counts = [int(t) for t in page.locator(".spot .number").all_text_contents()]
    assert marks.count() - len(counts) + sum(counts) == 12
    before = marks.count()
    page.locator(".spot.bin").first.press("Enter")
    assert marks.count() != before
    page.get_by_role("button", name="Show all").last.click()
    page.locator(".spot.event", has_text="Murder of Caesar").click()
    assert page.locator("li.chosen").inner_text().startswith("Murder of Caesar")


def test_without_links_there_is_no_link_view(open_page, made, tmp_path):
    path = tmp_path / "timeline.html"
    path.write_text(html.write(replace(made, links=())), encoding="utf-8")
    page = open_page(path.as_uri())
    assert page.get_by_role("tab").all_text_contents() == ["Timeline", "Memory"]


@pytest.mark.parametrize("words", ["</script><img src=http://evil.test onerror=alert(1)>\u202e", "x" * 10_000])
@pytest.mark.parametrize("view", ["Links", "Memory"])
def test_hostile_and_endless_titles_stay_words_in_their_place(open_view, made, make_hostile, view, words):
    page = open_view(make_hostile(made, words), view, width=390)
    assert page.locator("main img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel = page.locator(f"#view-{view.lower()}")
    edges = panel.locator(".box").evaluate_all(
        """all => all.map(g => { const right = (e) => e.getBoundingClientRect().right;
            return Math.max(...[...g.querySelectorAll('text')].map(right)) - right(g.querySelector('.face')); })"""
    )
    assert max(edges, default=0) <= 0
