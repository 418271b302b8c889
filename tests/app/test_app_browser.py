"""The dashboard in a real browser, as a person uses it: no request leaves the machine, no error on the console."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.app.conftest import event, paste, settled

ARTICLE = """A minister in Prague

On Wednesday the minister drew parallels between the war in Ukraine and the Prague Spring, which a Soviet-led invasion \
crushed in August 1968. As a result thousands fled to the West. The Wagner rebellion last month showed, she said, that \
nothing is certain. On 15 March 44 BC Julius Caesar was murdered."""


def test_the_first_start_shows_an_example_and_a_click_its_sentence(dashboard):
    page = dashboard()
    page.get_by_role("heading", name="Walls, crowds and the morning after").wait_for()
    event(page, "Berlin Wall").click()
    told = page.locator(".st-key-details")
    told.get_by_role("heading", name="How we know").wait_for()
    told.locator("mark").first.wait_for()
    told.get_by_text("1989").first.wait_for()
    told.get_by_role("button", name="Close").click()
    told.wait_for(state="detached")


def test_a_pasted_article_takes_the_place_of_the_example_and_undo_brings_it_back(dashboard):
    page = dashboard()
    paste(page, ARTICLE, "2023-07-20")
    page.get_by_role("heading", name="A minister in Prague").wait_for()
    event(page, "Prague Spring").wait_for()
    event(page, "Ukraine").wait_for()
    page.locator(".arcs .parallel").first.wait_for(state="attached")
    assert any("BC" in t for t in page.locator(".axis text").all_text_contents())
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Walls, crowds and the morning after").wait_for()


def test_a_bad_file_says_why_and_the_good_one_is_shown(dashboard):
    page = dashboard()
    page.get_by_role("button", name="Add text").click()
    page.get_by_role("tab", name="Upload").click()
    page.locator('input[type="file"]').set_input_files([
        {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 not really"},
        {"name": "minister.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()},
    ])  # fmt: skip
    page.get_by_text("minister.txt").wait_for()
    page.get_by_role("dialog").get_by_role("button", name="Build the timeline").last.click()
    page.get_by_role("heading", name="A minister in Prague").wait_for()
    page.get_by_role("alert").get_by_text("broken.pdf").wait_for()


def test_a_wrong_date_is_said_and_the_text_stays(dashboard):
    page = dashboard()
    page.get_by_role("button", name="Add text").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Text", exact=True).fill(ARTICLE)
    dialog.get_by_role("textbox", name="Date of writing").first.fill("someday")
    dialog.get_by_role("button", name="Build the timeline").first.click()
    page.get_by_text("is not a date with a year").wait_for()
    assert dialog.get_by_label("Text", exact=True).input_value() == ARTICLE


def test_text_table_and_drawing_speak_of_the_same_event(dashboard):
    page = dashboard()
    page.get_by_role("tab", name="Text", exact=True).click()
    piece = page.locator(".reader [role=button]", has_text="Berlin Wall").first
    piece.click()
    page.locator(".reader .chosen").first.wait_for()
    page.locator(".st-key-details mark").first.wait_for()
    page.get_by_role("tab", name="Timeline", exact=True).click()
    page.locator(".timeline .event.selected").wait_for()
    page.get_by_role("tab", name="Table", exact=True).click()
    page.get_by_test_id("stDataFrame").wait_for()


def test_keys_in_the_drawing_do_not_reach_streamlit(dashboard):
    page = dashboard()
    event(page, "Berlin Wall").focus()
    for key in ("c", "r", "a", "+", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator(".st-key-details").wait_for()
    assert page.get_by_role("dialog").count() == 0
    page.keyboard.press("Escape")
    page.locator(".st-key-details").wait_for(state="detached")


def test_hostile_words_stay_words(dashboard):
    page = dashboard()
    evil = '<img src="http://evil.test/a.png"> ![x](http://evil.test/b.png) :material/home: <script>alert(1)</script>'
    paste(page, f"{evil} The students rose on 3 May 1968. {evil} </style></script>", "2020")
    event(page, "1968").click()
    page.locator(".st-key-details").wait_for()
    page.get_by_role("button", name="Change").click()
    page.get_by_role("dialog").get_by_label("What", exact=True).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("Texts")).click()
    page.get_by_role("dialog").get_by_test_id("stDataFrame").wait_for()
    page.keyboard.press("Escape")
    page.get_by_label("Find", exact=True).fill("students")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("tab", name="Text", exact=True).click()
    settled(page)


def test_a_phone_shows_all_of_it_without_scrolling_sideways(dashboard):
    page = dashboard(width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".timeline .event").nth(4).wait_for()
    for button in ("Add text", "Texts", "Filter", "Download", "Undo", "Redo"):
        box = page.get_by_role("button", name=re.compile(button)).first.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_the_downloaded_page_works_from_disk(dashboard, open_page, tmp_path):
    page = dashboard()
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Web page")).click()
    path = tmp_path / "timeline.html"
    download.value.save_as(path)
    alone = open_page(path.as_uri(), offline=True)
    event(alone, "Berlin Wall").click()
    assert "1989" in alone.locator("li.chosen").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["Timeline", "Text", "Table", "Links", "Memory"])
def test_axe_finds_nothing_grave_in_any_view(address, open_page, view, scheme):
    page = open_page(f"{address}/?view={view}", color_scheme=scheme, reduced_motion="reduce")
    page.get_by_role("heading", name="Walls, crowds").wait_for()
    page.get_by_role("tab", name=view, exact=True, selected=True).wait_for()
    settled(page)
    assert grave(page) == []


def test_axe_finds_nothing_grave_in_what_opens(address, open_page):
    page = open_page(address, reduced_motion="reduce")
    event(page, "Berlin Wall").click()
    page.locator(".st-key-details").wait_for()
    for name in ("Filter", "Download", "Change", "Add text", "Texts"):
        page.get_by_role("button", name=re.compile(f"^(\\w+ )?{name}")).first.click()
        settled(page)
        assert grave(page) == [], name
        page.keyboard.press("Escape")
        settled(page)


def grave(page):
    """What axe finds serious or critical on the page as it stands."""
    found = Axe().run(page).response["violations"]
    return [
        (v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")
    ]
