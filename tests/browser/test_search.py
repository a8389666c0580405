"""The field in the head of every page: suggestions for whoever has scripts, a form for all."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def field(page: Page):
    page.goto("/about/", wait_until="load")
    return page.locator("#find")


def options(page: Page):
    return page.locator("#suggestions [role=option]")


def test_letters_bring_suggestions_and_the_chosen_one_is_opened(page, field):
    field.press_sequentially("kazakhs")

    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options(page).first).to_contain_text("Kazakhstan")
    field.press("ArrowDown")
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    there = first.get_attribute("data-address")
    field.press("Enter")

    page.wait_for_url(f"**{there}")


def test_the_list_is_gone_round_in_both_directions(page, field):
    field.press_sequentially("tajik")
    expect(options(page)).not_to_have_count(0)

    field.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    assert page.locator("[aria-selected=true]").count() == 1


def test_a_suggestion_is_chosen_with_the_mouse(page, field):
    field.press_sequentially("Беларусь")
    there = options(page).first.get_attribute("data-address")

    options(page).first.click()

    page.wait_for_url(f"**{there}")


def test_enter_without_a_choice_searches_for_the_words(page, field):
    field.press_sequentially("contact group")
    expect(options(page)).not_to_have_count(0)

    field.press("Enter")

    page.wait_for_url(re.compile(r"/search/[?]q=contact[+]group"))
    expect(page.locator("#found-records")).to_be_visible()


def test_escape_closes_the_list_and_keeps_the_words(page, field):
    field.press_sequentially("kaz")
    expect(options(page)).not_to_have_count(0)

    field.press("Escape")

    expect(page.locator("#suggestions")).to_be_hidden()
    expect(field).to_have_value("kaz")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_leaving_the_field_closes_the_list(page, field):
    field.press_sequentially("kaz")
    expect(options(page)).not_to_have_count(0)

    field.press("Tab")

    expect(page.locator("#suggestions")).to_be_hidden()


def test_what_no_name_has_brings_no_empty_list(page, field):
    with page.expect_response("**/search/suggestions/**"):
        field.press_sequentially("qqxxzz")

    expect(page.locator("#suggestions")).to_be_hidden()


def test_nothing_on_the_page_moves_when_the_list_opens(page, field):
    before = page.locator("h1").bounding_box()

    field.press_sequentially("kaz")
    expect(options(page)).not_to_have_count(0)

    assert page.locator("h1").bounding_box() == before


def test_axe_finds_nothing_to_complain_of_in_the_open_list(page, field):
    field.press_sequentially("kaz")
    expect(options(page)).not_to_have_count(0)
    field.press("ArrowDown")

    violations = Axe().run(page).response["violations"]

    assert [each["help"] for each in violations] == []


def test_without_scripts_the_field_is_a_form(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/data/")

    page.fill("#find", "Казахстан")
    page.press("#find", "Enter")

    page.wait_for_url("**/search/?q=*")
    expect(page.locator("#found-actors")).to_be_visible()
    expect(page.locator(".found .title").first).to_have_text("Kazakhstan")
    context.close()
