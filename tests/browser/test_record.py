"""From a record to its citation, to a report of an error, and to the desk that gets it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from curation.web.report.stamp import SHORTEST_WAIT
from tests.site import Site

from .accessibility import complaints_in_both_schemes
from .hands import log_in

pytestmark = pytest.mark.browser

RECORD = "/records/071aec00-5fb4-54c2-97ef-a1e5a10bc531/"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def visitor(request, browser: Browser, site: Site):
    context = browser.new_context(base_url=site.url, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_a_reader_reports_an_error_and_an_editor_closes_it(visitor: Page, login):
    visitor.goto(RECORD)
    visitor.get_by_role("link", name="Report an error").click()
    visitor.get_by_label("What is wrong?").fill("He said it a day earlier.")
    visitor.get_by_label("How do you know?").fill("https://example.org/interview")
    visitor.wait_for_timeout(SHORTEST_WAIT * 1000)
    visitor.get_by_role("button", name="Send to the editors").click()

    expect(visitor.get_by_role("heading", name="Thank you")).to_be_visible()
    reference = visitor.locator(".lead code").inner_text()
    assert "earlier" not in visitor.locator("main").inner_text()

    desk = login("editor")
    desk.goto(f"/admin/curation/suggestion/?q={reference}")
    desk.get_by_role("link", name=reference).click()
    expect(desk.get_by_text("He said it a day earlier.")).to_be_visible()
    desk.locator("#id_state").select_option("declined")
    desk.locator("#id_note").fill("The source says so.")
    desk.locator("[name=_save]").click()
    desk.goto(f"/admin/curation/suggestion/?q={reference}&state__exact=declined")
    expect(desk.get_by_role("link", name=reference)).to_be_visible()


def test_what_was_written_in_haste_is_kept_in_the_form(visitor: Page):
    visitor.goto(f"{RECORD}report/")
    visitor.get_by_label("What is wrong?").fill("Everything.")
    visitor.get_by_role("button", name="Send to the editors").click()

    expect(visitor.get_by_role("alert")).to_contain_text("Wait a moment and send it again")
    assert visitor.get_by_label("What is wrong?").input_value() == "Everything."


def test_the_field_for_programs_is_out_of_sight_and_reach(page: Page):
    page.goto(f"{RECORD}report/")

    expect(page.locator("[name=website]")).not_to_be_in_viewport()
    page.get_by_label("Your e-mail").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"


def test_a_citation_is_copied_by_a_button(browser: Browser, site: Site):
    context = browser.new_context(base_url=site.url)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(RECORD)

    page.get_by_role("button", name="Copy the address").click()

    expect(page.locator("#copy-told")).to_have_text("Copied to the clipboard.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cite-link").inner_text()
    assert RECORD in copied
    context.close()


def test_without_scripts_no_button_is_offered_and_the_citation_can_be_read(
    browser: Browser, site: Site
):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(RECORD)

    page.locator("summary", has_text="BibTeX").click()

    expect(page.get_by_text("@misc{sco-registry-")).to_be_visible()
    expect(page.locator(".copy").first).to_be_hidden()
    context.close()


def test_an_editor_goes_from_a_passage_in_the_text_to_what_rests_on_it(login):
    page = login("editor")
    page.goto("/sources/asia-plus-2024-06-13/")

    page.get_by_role("link", name="The whole text").click()
    page.locator(".held a.cited").first.click()

    expect(page.locator(".notes li:target")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_form_and_in_the_text(browser, site, width):
    context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 900})
    page = log_in(context.new_page(), "editor", site.passwords["editor"])
    for address in (f"{RECORD}report/", "/sources/asia-plus-2024-06-13/text/"):
        page.goto(address)
        if address.endswith("/report/"):
            page.get_by_role("button", name="Send to the editors").click()
        assert complaints_in_both_schemes(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
