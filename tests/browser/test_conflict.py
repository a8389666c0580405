"""Two editors with the same fact open, in real browsers: the second loses nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def second(browser, site) -> Page:
    """Return another browser, in which the reviewer is logged in."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto("/admin/login/?next=/admin/")
    page.fill("input[name=username]", "reviewer")
    page.fill("input[name=password]", site.passwords["reviewer"])
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    yield page
    context.close()


@pytest.fixture
def first(login, second):
    """An editor's browser with a new event's form open; so is the second's."""
    page = login("editor")
    page.goto("/admin/curation/event/add/")
    page.fill("#id_name", "Two at one desk")
    page.select_option("#id_type", "other")
    page.click("button[name=_continue]")
    page.wait_for_url("**/change/")
    second.goto(page.url)
    return page


def test_second_save_shows_both_versions_and_goes_on_top(first, second):
    second.fill("#id_place", "Tashkent")
    second.fill("#id_public_note", "As the reviewer has it")
    second.fill("#id_reason_for_change", "Read in the minutes")
    second.click("button[name=_continue]")
    expect(second.locator("body")).to_contain_text("was changed successfully")
    first.fill("#id_public_note", "As the editor has it")
    first.fill("#id_when", "2005")
    first.click("button[name=_continue]")

    expect(first.locator("h1", has_text="nothing that you typed is lost")).to_be_visible()
    expect(first.locator("li", has_text="by reviewer, at the desk")).to_contain_text(
        "Read in the minutes"
    )
    conflict = first.locator("tr.is-conflict")
    expect(conflict).to_have_count(1)
    expect(conflict).to_contain_text("As the reviewer has it")
    expect(conflict).to_contain_text("As the editor has it")
    conflict.get_by_label("Take this").check()
    first.click("button:has-text('Apply mine on top')")

    expect(first.locator("body")).to_contain_text("Nothing is saved yet")
    expect(first.locator("#id_public_note")).to_have_value("As the reviewer has it")
    expect(first.locator("#id_place")).to_have_value("Tashkent")
    expect(first.locator("#id_when")).to_have_value("2005")
    first.click("button[name=_continue]")
    expect(first.locator("body")).to_contain_text("was changed successfully")

    _restore_what_was_before(first)


def _restore_what_was_before(first):
    """See the save in the history, and take it back there."""
    first.goto(re.sub("change/.*", "history/", first.url))
    newest = first.locator("section").first
    expect(newest).to_contain_text("editor, at the desk")
    expect(newest.locator("tbody tr")).to_have_count(1)
    first.locator("a", has_text="Restore this version").last.click()
    expect(first.locator("tbody")).to_contain_text("Tashkent")
    first.click("button:has-text('Restore this version')")
    expect(first.locator("body")).to_contain_text("says again what it said then")
    expect(first.locator("#id_place")).to_have_value("")
