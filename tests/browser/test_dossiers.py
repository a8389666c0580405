"""Actors, issues and two moments by keyboard: to the evidence without a mouse."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ISSUE = "/issues/contact-group-resumption/"


def test_a_bar_in_focus_shows_its_passage_until_escape(page: Page):
    page.goto("/actors/tajikistan/")
    segment = page.locator(".segment").first

    segment.focus()

    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card.locator("strong")).to_contain_text("Shanghai Cooperation Organization")
    expect(card.locator("strong")).to_contain_text("Full member")
    expect(card.locator("q")).to_contain_text("nine full members")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_leaving_a_bar_hides_its_passage_and_enter_leads_to_its_record(page: Page):
    page.goto("/actors/tajikistan/")
    segment = page.locator(".segment").first
    segment.focus()
    expect(page.locator("#card")).to_be_visible()

    page.keyboard.press("Tab")
    expect(page.locator("#card")).to_be_hidden()

    segment.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/*/")


def test_the_passage_names_the_teller_where_its_words_are_not_held(page: Page):
    page.goto(ISSUE)

    page.locator(".segment").first.focus()

    expect(page.locator("#card p")).to_contain_text("Asia-Plus")


def test_evidence_opens_by_the_keyboard(page: Page):
    page.goto("/actors/zamir-kabulov/")
    evidence = page.locator("#said details").first

    evidence.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(evidence.locator("blockquote").first).to_be_visible()
    expect(evidence.get_by_role("link", name="The record with its history")).to_be_visible()


def test_a_claim_of_the_matrix_leads_to_its_row(page: Page):
    page.goto(ISSUE)
    chip = page.locator(".chip", has_text="reported by Zamir Kabulov").first
    row = chip.get_attribute("href").removeprefix("#")

    chip.focus()
    page.keyboard.press("Enter")

    expect(page.locator(f"tr:target[id='{row}']")).to_be_in_viewport()


def test_two_days_are_compared_by_the_keyboard_alone(page: Page):
    page.goto("/compare/")

    page.get_by_label("Earlier day").focus()
    page.keyboard.type("01012016")
    page.get_by_label("Later day").focus()
    page.keyboard.type("06122024")
    page.keyboard.press("Enter")

    page.wait_for_url("**/compare/?a=2016-01-01&b=2024-06-12")
    expect(page.locator("h1")).to_contain_text("1 January 2016 and 12 June 2024")


def test_without_scripts_two_days_are_compared_as_well(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/compare/?a=2016-01-01&b=2024-06-12")

    page.locator("details summary").first.click()

    expect(page.locator("details blockquote").first).to_be_visible()
    context.close()
