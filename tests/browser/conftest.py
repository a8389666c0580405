"""A registry that really runs, as `make run` runs it, and a real browser that looks at it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.site import Site, served

from .hands import log_in

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def site(worker_id: str) -> Iterator[Site]:
    """Serve the shipped record, for all the tests of one process."""
    with served(f"test_sco_registry_served_{worker_id}") as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the installed Chromium, for one file of tests.

    As long as it runs, an event loop does, and Django refuses the database to the tests of
    other files that the same process has still to run.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "No Chromium is installed. On Debian: apt install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@contextmanager
def _page_of(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page, complaints = context.new_page(), []
    page.set_default_timeout(10_000)

    def only_here(request: Any) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(
            site.url
        ):
            complaints.append(f"asked {request.url}")

    page.on("request", only_here)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Open a page that fails the test if it asks anyone else, or if its scripts fail."""
    with _page_of(browser, site) as page:
        yield page


@pytest.fixture
def colleague(browser: Browser, site: Site) -> Iterator[Page]:
    """Open a page of another browser, in which the reviewer is logged in."""
    with _page_of(browser, site) as page:
        yield log_in(page, "reviewer", site.passwords["reviewer"])


@pytest.fixture
def login(page: Page, site: Site) -> Any:
    """Log in to the admin as one of the accounts that `make run` made."""

    def as_user(username: str) -> Page:
        return log_in(page, username, site.passwords[username])

    return as_user
