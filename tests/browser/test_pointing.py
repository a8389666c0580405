"""Evidence by pointing: a passage is selected in the text, and a fact's form opens with it."""

import re
from itertools import count
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .hands import choose, select_by_mouse

pytestmark = pytest.mark.browser

NUMBER = count(1)
TEXT = (
    "🎉 上合组织\u00a0news.  Belarus became a full member 🇧🇾 on 4 July 2024, says No. {number}. "
    "Its observer spell ended.\n\nTajikistan denies  “it\u00a0all”. The end."
)
PASSAGE = "Belarus became a full member 🇧🇾 on 4 July 2024"


@pytest.fixture
def text(login, page: Page) -> str:
    """Paste a document, catalogue it and open it for reading; return its text."""
    number = next(NUMBER)
    words = TEXT.format(number=number)
    login("editor")
    page.goto("/admin/curation/source/document/")
    page.fill("#id_text", words)
    page.click("button:has-text('Read it')")
    page.fill("#id_name", f"[Notes on pointing, {number}]")
    page.fill("#id_slug", f"notes-on-pointing-{number}")
    page.select_option("#id_kind", "other")
    page.click("[name=_save]")
    expect(page.locator("#held-text")).to_be_visible()
    page.wait_for_load_state("load")  # The keys mean nothing before the script has come.
    return words


def expect_form_with(page: Page, text: str, passage: str) -> None:
    expect(page.locator("#id_citations-0-quote")).to_have_value(passage)
    expect(page.locator("#id_citations-0-start")).to_have_value(str(text.index(passage)))
    expect(page.locator("#id_citations-0-locator")).to_have_value(re.compile(r"paragraph \d"))
    expect(page.locator("#id_citations-0-source option:checked")).to_have_text(
        re.compile("Notes on pointing")
    )


def back_to_the_text(page: Page) -> None:
    source = parse_qs(urlsplit(page.url).query)["cite_source"][0]
    page.goto(f"/admin/curation/source/{source}/read/")


def test_text_on_the_page_is_the_text_held_code_point_for_code_point(page, text):
    assert page.locator("#held-text").evaluate("element => element.textContent") == text


def test_passage_selected_with_the_mouse_becomes_the_evidence_of_a_new_status(page, text):
    select_by_mouse(page, PASSAGE)
    expect(page.locator("#cite-quote")).to_have_text(PASSAGE)
    page.click("button:has-text('New status')")

    expect_form_with(page, text, PASSAGE)
    reading = page.url
    choose(page, "actor", "Belarus")
    choose(page, "status", "Full member")
    choose(page, "organization", "Shanghai Cooperation Organization")
    page.fill("#id_when", "2024-07-04/..")
    page.click("[name=_save]")
    expect(page.locator("body")).to_contain_text("was added successfully")

    page.goto(reading)
    back_to_the_text(page)
    marked = page.locator(".cited")
    expect(marked).to_have_count(1)
    expect(marked).to_have_text(PASSAGE)
    marked.click()
    expect(page.locator("#resting-here")).to_contain_text("Belarus: Full member")
    expect(page.locator("#resting-here")).to_contain_text("draft")


def test_passage_selected_with_the_keyboard_alone_becomes_the_evidence_of_a_new_event(page, text):
    sentence = "Its observer spell ended."
    page.locator("#held-text").focus()
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        if page.locator("#cite-quote").text_content() == sentence:
            break
    expect(page.locator("#cite-quote")).to_have_text(sentence)
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#cite-quote")).to_have_text(re.compile(r"“it\s+all”\.$"))
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#cite-quote")).to_have_text("Its observer spell")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**/event/add/**")
    expect_form_with(page, text, "Its observer spell")
    page.fill("#id_name", "End of a spell")
    page.select_option("#id_type", "other")
    page.focus("#id_name")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("End of a spell")


def test_white_space_within_a_passage_is_kept_and_around_it_left_out(page, text):
    passage = "denies  “it\u00a0all”"

    select_by_mouse(page, f"{passage}")
    page.click("button:has-text('New statement')")

    assert page.input_value("#id_citations-0-quote") == passage
    expect_form_with(page, text, passage)


def test_passage_that_begins_within_a_cited_one_is_selected_with_the_mouse(login, page):
    login("editor")
    page.goto("/admin/curation/source/?q=Only+Tajikistan")
    page.goto(page.locator("a:has-text('cite')").first.get_attribute("href"))
    passage = "Director of the Second Asia Department"
    cited = page.locator(".cited", has_text=passage.split(" of ")[0]).first
    address = cited.get_attribute("href")

    select_by_mouse(page, passage)

    expect(page.locator("#cite-quote")).to_have_text(passage)
    expect(cited).to_have_attribute("href", address)


def test_passage_is_cited_for_an_existing_fact(page, text):
    select_by_mouse(page, PASSAGE)
    choose(page, "fact", "Kazakhstan: Full member")
    page.click("button:has-text('Cite for this fact')")

    page.wait_for_url("**/status/*/change/**")
    expect(page.locator("body")).to_contain_text("Nothing is saved yet")
    quotes = page.locator("textarea[name^=citations-][name$=-quote]:not([name*=__prefix__])")
    assert PASSAGE in [each.input_value() for each in quotes.all()]


def test_escape_lets_go_of_a_passage(page, text):
    page.locator("#held-text").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#cite")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator("#cite")).to_be_hidden()


def test_marked_passages_are_links_where_no_script_runs(browser, site, page, text):
    select_by_mouse(page, PASSAGE)
    cookies = page.context.cookies()
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    context.add_cookies(cookies)
    plain = context.new_page()
    plain.goto("/admin/curation/source/?q=Only+Tajikistan")
    plain.goto(plain.locator("a:has-text('cite')").first.get_attribute("href"))

    entry = plain.locator(".cited").first.get_attribute("href")
    plain.locator(".cited").first.click()
    assert plain.url.endswith(entry)
    expect(plain.locator("#held-text")).to_contain_text("Tajikistan is the only dissenting member")
    expect(plain.locator(entry.replace("#", "id="))).to_be_visible()
    context.close()
