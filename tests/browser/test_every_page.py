"""What holds for every page in a browser: accessible, still, readable without scripts and narrow.

The pages are declared in `tests.curation.web.pages`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.curation.web.pages import PAGES, PageCase
from tests.site import Site
from tests.slow import slow_line

from .accessibility import complaints_in_both_schemes

pytestmark = pytest.mark.browser

PHONE, DESK, WALL = (390, 844), (1280, 900), (2560, 1440)
PAPER = (680, 980)  # A4 within margins of 15 mm.

# Adds up what moves without the visitor's doing, from the first frame on.
WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries())
            if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
"""


OPEN_ALL = "document.querySelectorAll('details').forEach(closed => closed.open = true)"


@pytest.fixture(params=PAGES, ids=lambda case: case.name, scope="module")
def case(request) -> PageCase:
    return request.param


@contextmanager
def attentive(browser: Browser, site: Site) -> Iterator:
    """Open pages in contexts of their own, and complain of what their browser complains of."""
    contexts, complaints = [], []

    def open_page(address: str, size: tuple[int, int] = DESK, **options) -> Page:
        viewport = dict(zip(("width", "height"), size, strict=True))
        options = {"base_url": site.url} | options
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: told.type == "error" and complaints.append(told.text))
        page.on("requestfailed", lambda request: complaints.append(f"not loaded: {request.url}"))
        if options.get("java_script_enabled", True):
            page.add_init_script(WATCH_SHIFTS)
        page.goto(address, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator:
    """Open pages for one test."""
    with attentive(browser, site) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def visited(browser: Browser, site: Site, case) -> Iterator[Page]:
    """Open a page once for the tests that leave it as they found it."""
    with attentive(browser, site) as open_page:
        yield open_page(case.address)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_to_complain_of(opened, case, size):
    page = opened(case.address, size)
    page.evaluate(OPEN_ALL)

    assert complaints_in_both_schemes(page) == []


@pytest.fixture(scope="module")
def slowly(site) -> Iterator[str]:
    """Return the address of the site at the end of a slow line."""
    with slow_line(site.url) as address:
        yield address


@pytest.mark.parametrize("size", [PHONE, DESK, WALL], ids=["phone", "desk", "wall"])
def test_nothing_moves_or_reaches_beyond_the_screen(opened, case, size, slowly):
    page = opened(case.address, size, base_url=slowly)

    # Two frames after the last script: what it moved is reported by then.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")

    assert page.evaluate("window.shifted") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_without_scripts_it_says_the_same(opened, visited, case):
    with_scripts = visited.locator("main").inner_text()

    without = opened(case.address, java_script_enabled=False).locator("main").inner_text()

    assert len(without) > 200
    # What only scripts can do is not offered where there are none.
    lacking = set(without.split()) - set(with_scripts.split())
    assert lacking == set()


def test_the_keyboard_reaches_the_content_first(visited):
    visited.keyboard.press("Tab")
    visited.keyboard.press("Enter")

    assert visited.evaluate("document.activeElement.id") == "content"


def test_it_can_be_printed_on_white_paper_and_whole(opened, case):
    page = opened(case.address, PAPER, color_scheme="dark")

    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    colour = "getComputedStyle(document.body).getPropertyValue('--full-member')"
    assert page.evaluate(colour) == "#114f86"
    beyond = "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
    assert page.locator(".scroll").evaluate_all(beyond) == 0
    assert page.locator("main h1").is_visible()
    assert not page.locator(".site-nav").is_visible()
    assert page.pdf().startswith(b"%PDF")
