"""The front door as visitors use it: sliding through the days, and looking at the evidence."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement"


@pytest.fixture
def home(page: Page) -> Page:
    page.goto("/", wait_until="load")
    return page


def said(page: Page) -> str:
    return page.locator("#day-said h1").inner_text()


def put_slider_to(page: Page, year: str) -> None:
    page.evaluate(
        """year => {
            const slide = document.getElementById('slide');
            const start = Date.parse(slide.dataset.start);
            slide.value = Math.round((Date.parse(`${year}-07-01`) - start) / 86400000);
            slide.dispatchEvent(new Event('input', { bubbles: true }));
        }""",
        year,
    )


def test_another_day_is_shown_when_the_slider_is_moved(home):
    put_slider_to(home, "2016")

    expect(home.locator("#day-said h1")).to_contain_text("1 July 2016")
    expect(home.locator("#group-full-member .count")).to_have_text("6")
    expect(home.locator("#valid-at")).to_have_value("2016-07-01")
    expect(home.locator("#slide")).to_have_attribute("aria-valuetext", "1 July 2016")
    expect(home.locator(".years [aria-current]")).to_have_text("2016")
    expect(home).to_have_url(re.compile(r"valid_at=2016-07-01"))


def test_the_slider_obeys_the_keyboard(home):
    before = int(home.locator("#slide").input_value())
    home.focus("#slide")

    home.keyboard.press("PageDown")

    expect(home.locator("#slide")).not_to_have_value(str(before))
    expect(home).to_have_url(re.compile("valid_at="))


def test_the_address_of_a_day_shows_that_day_again(home):
    put_slider_to(home, "2016")
    expect(home).to_have_url(re.compile("valid_at="))

    home.reload()

    expect(home.locator("#day-said h1")).to_contain_text("1 July 2016")


def test_the_days_are_replayed_until_they_are_stopped(home):
    put_slider_to(home, "2003")
    expect(home.locator("#day-said h1")).to_contain_text("2003")
    replay = home.locator("#replay")

    replay.click()
    expect(replay).to_have_attribute("aria-pressed", "true")
    expect(home.locator("#day-said h1")).to_contain_text("2005")
    replay.click()

    expect(replay).to_have_attribute("aria-pressed", "false")
    home.wait_for_timeout(300)
    stopped = said(home)
    home.wait_for_timeout(1000)
    assert said(home) == stopped


def test_a_replay_ends_with_the_present_day(home):
    put_slider_to(home, str(int(home.locator(".years a").last.inner_text()) - 1))
    home.locator("#replay").click()

    expect(home.locator("#replay")).to_have_attribute("aria-pressed", "false", timeout=8000)
    expect(home.locator("#slide")).to_have_value(home.locator("#slide").get_attribute("max"))


def segment_with_quote(page: Page):
    row = page.locator(".as-table tr[id]:has(q)").first.get_attribute("id")
    return page.locator(f"[data-row={row}]"), page.locator(f"#{row}")


@pytest.mark.parametrize("by", ["hover", "focus"])
def test_a_status_tells_its_passage_and_its_source(home, by):
    segment, row = segment_with_quote(home)
    quote = row.locator("q").text_content()
    teller = row.locator("td").last.locator("a").text_content()

    getattr(segment, by)()

    card = home.locator("#card")
    expect(card).to_be_visible()
    expect(card.locator("q")).to_have_text(quote)
    expect(card).to_contain_text(teller)
    expect(segment).to_have_attribute("aria-describedby", "card")


def test_escape_puts_the_card_away(home):
    segment, _ = segment_with_quote(home)
    segment.focus()
    expect(home.locator("#card")).to_be_visible()

    home.keyboard.press("Escape")

    expect(home.locator("#card")).to_be_hidden()


def test_the_card_stays_while_it_is_pointed_at_and_goes_when_it_is_left(home):
    segment, _ = segment_with_quote(home)
    segment.hover()
    home.locator("#card").hover()
    home.wait_for_timeout(500)
    expect(home.locator("#card")).to_be_visible()

    home.locator("h1").hover()

    expect(home.locator("#card")).to_be_hidden()


def test_the_card_lies_within_the_page(home):
    last = home.locator(".lane .segment").last
    last.focus()

    box = home.locator("#card").bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280


def test_the_timeline_is_one_stop_for_tab(home):
    assert home.locator(".segment[tabindex='0']").count() == 1
    home.locator(".segment[tabindex='0']").focus()

    home.keyboard.press("Tab")

    assert home.evaluate(f"{FOCUSED}.closest('.segment')") is None


def test_arrows_lead_along_a_lane_and_to_the_next(home):
    lanes = home.locator(".lane:has(.segment + .segment)")
    first = lanes.first.locator(".segment").first
    first.focus()

    home.keyboard.press("ArrowRight")
    along = home.evaluate(f"{FOCUSED}.dataset.row")
    home.keyboard.press("Home")
    back = home.evaluate(f"{FOCUSED}.dataset.row")
    home.keyboard.press("ArrowDown")
    below = home.evaluate(f"{FOCUSED}.closest('.lane').querySelector('.name').textContent")

    assert along == lanes.first.locator(".segment").nth(1).get_attribute("data-row")
    assert back == first.get_attribute("data-row")
    assert below != lanes.first.locator(".who .name").text_content()
    # Whoever comes back by Tab finds the place where they left.
    assert home.locator(".segment[tabindex='0']").count() == 1
    assert home.evaluate(f"{FOCUSED}.getAttribute('tabindex')") == "0"


def test_the_evidence_is_one_key_away(home):
    segment, _ = segment_with_quote(home)
    there = segment.get_attribute("href")
    segment.focus()

    with home.expect_request(lambda request: request.url.endswith(there)):
        home.keyboard.press("Enter")
