"""What fits on a phone and what fills a wide screen: geometry, as a browser lays it out."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ISSUE = "/issues/contact-group-resumption/"
SOURCE = "/sources/asia-plus-2024-06-13/"
PHONE = {"width": 390, "height": 844}

# Links and other targets that are not within a sentence, with their height and words. Those within
# a sentence are exempt (WCAG 2.5.8), and so are those that are not shown.
TARGETS = "main a, main summary, main button, nav a, footer a"
SMALL = """targets => [...document.querySelectorAll(targets)]
    .filter(each => !each.closest('p, figcaption, svg, dd, .card, .unseen, .skip'))
    .map(each => [each.getBoundingClientRect(), each.textContent.trim().slice(0, 40)])
    .filter(([box]) => box.width > 0 && box.height > 0 && box.height < 24)
    .map(([box, words]) => `${words}: ${box.height}`)"""


def test_on_a_phone_every_holder_of_the_matrix_shows_where_it_stands(page: Page):
    page.set_viewport_size(PHONE)
    page.goto(ISSUE)

    rows = page.locator(".matrix tbody tr")

    assert rows.count() >= 3
    for row in rows.all():
        chips = row.locator(".chip")
        assert chips.count() >= 1
        for chip in chips.all():
            box = chip.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE["width"]
            assert chip.locator(".stance-name").is_visible()
    text = page.locator(".matrix tr", has_text="Tajikistan").first.inner_text()
    assert "Opposes" in text
    assert "Doubts" in text


def test_on_a_wide_screen_the_matrix_is_a_table(page: Page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(ISSUE)

    assert page.locator(".matrix thead th").first.is_visible()
    assert not page.locator(".stance-name").first.is_visible()


@pytest.mark.parametrize(
    "address",
    ["/", ISSUE, SOURCE, "/sources/", "/actors/", "/actors/iran/", "/compare/", "/data/"],
)
def test_on_a_phone_targets_are_high_enough_for_a_finger(page: Page, address: str):
    page.set_viewport_size(PHONE)
    page.goto(address)

    assert page.evaluate(SMALL, TARGETS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("address", ["/", SOURCE])
def test_on_a_phone_a_source_is_no_endless_page(page: Page, address: str):
    page.set_viewport_size(PHONE)
    page.goto(SOURCE)

    assert page.evaluate("document.documentElement.scrollHeight") < 13_000


@pytest.mark.parametrize("width", [1280, 2560])
def test_no_name_of_a_lane_is_cut(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")

    cut = page.evaluate(
        "() => [...document.querySelectorAll('.lane .who')]"
        ".filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"
    )

    assert cut == []


@pytest.mark.parametrize("width", [390, 1280, 2560])
def test_no_chinese_name_is_broken_within(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")

    broken = page.evaluate(
        "() => [...document.querySelectorAll('[lang=zh]')].filter(each => each.offsetParent)"
        ".filter(each => each.getClientRects().length > 1).map(each => each.textContent)"
    )

    assert [name for name in broken if "—" not in name] == []


@pytest.mark.parametrize("width", [1280, 2560])
def test_the_roster_fills_the_width_below_the_map(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")

    boxes = page.evaluate(
        "() => { const box = each => each.getBoundingClientRect();"
        " const map = box(document.querySelector('#day-map'));"
        " const below = [...document.querySelectorAll('.roster li')].map(box)"
        ".filter(each => each.top >= map.bottom);"
        " return {left: map.left, right: map.right,"
        " furthest: Math.max(0, ...below.map(each => each.right)), count: below.length}; }"
    )

    assert boxes["count"] == 0 or boxes["furthest"] > boxes["left"]
