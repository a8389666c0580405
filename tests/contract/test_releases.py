"""The first release as a running server hands it out: resumed, and read in place."""

import hashlib
import json
import urllib.request

import pytest

from tests.ducks import Traffic, reading_http

RELEASE = "/api/v1/releases/v2026.11/"


def read(url: str, **headers: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as response:
        return response.read()


@pytest.fixture
def release(site):
    """The release that a new registry starts with."""
    return json.loads(read(site.url + RELEASE))


@pytest.fixture
def duck():
    """DuckDB that reads over HTTP."""
    with reading_http(Traffic()) as connection:
        yield connection


def url_of(release, path):
    return next(each["url"] for each in release["files"] if each["path"] == path)


def test_a_new_registry_offers_a_release_for_download(site, release):
    content = read(f"{site.url}{RELEASE}archive/")

    assert hashlib.sha256(content).hexdigest() == release["archive"]["sha256"]
    assert "  Releases  " in site.log.read_text()


def test_a_transfer_that_broke_off_is_resumed(release):
    whole = read(release["archive"]["url"])
    tag = f'"{release["archive"]["sha256"]}"'

    begun, rest = whole[:100_000], None
    rest = read(release["archive"]["url"], **{"Range": "bytes=100000-", "If-Range": tag})

    assert hashlib.sha256(begun + rest).hexdigest() == release["archive"]["sha256"]


def test_tables_are_joined_in_place(release, duck):
    statuses = url_of(release, "parquet/statuses/statuses.parquet")
    actors = url_of(release, "parquet/actors/actors.parquet")

    members = duck.sql(
        f"SELECT DISTINCT actors.name FROM '{statuses}' AS statuses "
        f"JOIN '{actors}' AS actors ON actors.slug = statuses.actor "
        "WHERE statuses.status = 'full-member' AND statuses.certainty <> 'expected' "
        "AND statuses.rank = 'accepted' ORDER BY 1"
    ).fetchall()

    assert len(members) == 10
    assert ("India",) in members
