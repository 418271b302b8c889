"""A person mends a timeline in a real browser: nothing that was saved is lost, and everything can be taken back."""

import re

import pytest

from benchmarks import large_project
from tests.app.conftest import event, paste, served, settled
from timeline.store.desk import Desk, pasted
from timeline.store.log import Step
from timeline.store.maker import fingerprint
from timeline.store.project import Project

TEXT = """Two accounts of a fire

The mill burned on 3 May 1871. The fire destroyed forty houses. On 9 June 1872 the town rebuilt the bridge."""


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "my.timeline"
    Desk(path).add([pasted(TEXT)])
    return path


def titles(path):
    return {e.title for e in Desk(path).timeline.events}


def test_a_date_is_changed_and_taken_back_after_the_power_failed(project, open_page):
    with served(str(project)) as url:
        page = open_page(url)
        event(page, "bridge").click()
        page.get_by_role("button", name="Change").click()
        page.get_by_role("dialog").get_by_label("When", exact=True).fill("spring 1873")
        page.get_by_role("dialog").get_by_role("button", name="Save").click()
        page.locator(".st-key-told").get_by_text("spring 1873").wait_for()
        page.context.close()
    with served(str(project)) as url:
        page = open_page(url)
        event(page, "spring 1873").wait_for()
        page.get_by_role("button", name="Undo").click()
        event(page, "9 June 1872").wait_for()
        page.get_by_role("button", name="Redo").click()
        event(page, "spring 1873").wait_for()


def test_two_events_are_made_one_in_the_dialog(project, open_page):
    before = titles(project)
    with served(str(project)) as url:
        page = open_page(url)
        event(page, "3 May 1871").click()
        page.get_by_role("button", name="Join").click()
        dialog = page.get_by_role("dialog")
        assert dialog.get_by_role("combobox").last.input_value() == "is one with it"
        dialog.get_by_role("button", name="Save").click()
        dialog.wait_for(state="detached")
        settled(page)
        page.get_by_role("button", name="Split").wait_for()
    assert len(titles(project)) == len(before) - 1


def test_the_address_of_a_view_brings_it_back(project, open_page):
    with served(str(project)) as url:
        page = open_page(f"{url}/?view=Text&words=bridge")
        page.locator(".reader .found", has_text="bridge").wait_for()
        page.get_by_label("Find", exact=True).fill("mill")
        page.keyboard.press("Enter")
        page.locator(".reader .found", has_text="mill").wait_for()
        page.wait_for_url(re.compile("words=mill"))


def test_all_of_it_goes_by_keyboard(address, open_page):
    page = open_page(address)
    page.wait_for_selector(".timeline .event")
    reach(page, "Add text")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Text", exact=True).focus()
    page.keyboard.type("The abbey burned on 3 May 1121. The town rebuilt it in 1130.")
    page.keyboard.press("Control+Enter")
    dialog.wait_for(state="detached")
    settled(page)
    event(page, "1121").focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-details").wait_for()
    reach(page, "Confirm")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Not sure").wait_for()
    reach(page, "Undo")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Confirm").wait_for()


def reach(page, name):
    """Go on with Tab until the button has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").split("\n")[-1].strip() == name:
            return
    raise AssertionError(f"Tab never reaches {name}")


def test_ten_thousand_events_are_drawn_and_searched(tmp_path, open_page):
    timeline = large_project.made(200, 10_000)
    path = tmp_path / "large.timeline"
    project = Project(path)
    numbers = project.put(timeline.documents)
    project.append(Step("made the project", ()))
    project.keep_result(numbers, fingerprint(), timeline)
    project.append(Step("added many texts", numbers))
    project.close()
    with served(str(path)) as url:
        page = open_page(f"{url}/?importance=0.0")
        page.wait_for_selector(".timeline .event, .timeline .bin", timeout=30_000)
        page.get_by_text("10000 of 10000 events shown").wait_for()
        page.get_by_label("Find", exact=True).fill("berta burned altenburg")
        page.keyboard.press("Enter")
        page.get_by_text(re.compile(r"^\d{1,2} of 10000 events shown")).wait_for()
        event(page, "Berta burned Altenburg").wait_for()


def test_a_text_in_bc_and_one_in_our_days_share_a_page(address, open_page):
    page = open_page(address)
    page.wait_for_selector(".timeline .event")
    paste(page, "In 480 BC the Persians burned Athens. In 1896 Athens held the first modern Olympic Games.")
    assert any("BC" in t for t in page.locator(".axis text").all_text_contents())
