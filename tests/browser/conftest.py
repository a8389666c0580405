"""A registry that really runs, as `make run` runs it, and a real browser that looks at it."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright
from psycopg import sql

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
STARTED = re.compile(r"The registry is running")
ACCOUNT = re.compile(
    r"^\s+(?P<role>\w[\w ]*?)\s{2,}(?P<username>[\w-]+)\s{2,}(?P<password>\S{12,})$"
)


@dataclass
class Site:
    """A running registry: its address, its accounts and what it printed."""

    url: str
    passwords: dict[str, str]
    output: str


@pytest.fixture(scope="session")
def site(worker_id: str) -> Iterator[Site]:
    """Serve a freshly prepared database with `manage.py serve`, and stop it afterwards."""
    name = f"served_{worker_id}"
    url = _new_database(name)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "sco_registry.settings",
        "WEB_CONCURRENCY": "1",
        "STATIC_ROOT": str(settings.BASE_DIR / "var" / f"static-{name}"),
        "MEDIA_ROOT": str(settings.BASE_DIR / "var" / f"media-{name}"),
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _await_start(process, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate(timeout=30)
        shutil.rmtree(environment["STATIC_ROOT"], ignore_errors=True)
        shutil.rmtree(environment["MEDIA_ROOT"], ignore_errors=True)
        _drop_database(name)


def _await_start(process: subprocess.Popen, url: str) -> Site:
    lines, passwords = [], {}
    for line in process.stdout:
        lines.append(line)
        if account := ACCOUNT.match(line.rstrip("\n")):
            passwords[account["username"]] = account["password"]
        if STARTED.search(line):
            return Site(url=url, passwords=passwords, output="".join(lines))
    raise AssertionError("The registry did not start:\n" + "".join(lines))


def _new_database(name: str) -> str:
    _drop_database(name)
    given = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(given)._replace(path=f"/{name}").geturl()


def _drop_database(name: str) -> None:
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


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
