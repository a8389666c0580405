"""Two editors with the same fact open, in real browsers: the second loses nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def first(login, colleague) -> Page:
    """Return the editor's browser, whose second save was refused for the reviewer's."""
    first = login("editor")
    first.goto("/admin/curation/event/add/")
    first.fill("#id_name", "Two at one desk")
    first.select_option("#id_type", "other")
    first.click("button[name=_continue]")
    first.wait_for_url("**/change/")
    colleague.goto(first.url)

    colleague.fill("#id_place", "Tashkent")
    colleague.fill("#id_public_note", "As the reviewer has it")
    colleague.fill("#id_reason_for_change", "Read in the minutes")
    colleague.click("button[name=_continue]")
    expect(colleague.locator("body")).to_contain_text("was changed successfully")
    first.fill("#id_public_note", "As the editor has it")
    first.fill("#id_when", "2005")
    first.click("button[name=_continue]")
    return first


def test_second_save_shows_both_versions_and_goes_on_top(first):
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


def test_what_both_did_stands_in_the_history_and_can_be_taken_back(first):
    first.click("button:has-text('Apply mine on top')")
    first.click("button[name=_continue]")
    expect(first.locator("body")).to_contain_text("was changed successfully")

    first.goto(re.sub("change/.*", "history/", first.url))
    newest = first.locator("section").first
    expect(newest).to_contain_text("editor, at the desk")
    expect(newest.locator("tbody tr")).to_have_count(2)
    expect(newest.locator("tbody")).to_contain_text("As the editor has it")
    first.locator("a", has_text="Restore this version").last.click()
    expect(first.locator("tbody")).to_contain_text("Tashkent")
    first.click("button:has-text('Restore this version')")
    expect(first.locator("body")).to_contain_text("says again what it said then")
    expect(first.locator("#id_place")).to_have_value("")
