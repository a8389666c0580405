"""The first release as a running server hands it out: resumed, and read in place."""

import datetime as dt
import hashlib
import json
import urllib.request
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import duckdb
import pytest
from fsspec.implementations.http import HTTPFileSystem

RELEASE = "/api/v1/releases/2026.11/"


class Http(HTTPFileSystem):
    """The file system of fsspec for HTTP, for files that never change."""

    def modified(self, path: str) -> dt.datetime:
        """Return when a file was last changed, which DuckDB asks for."""
        return dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@dataclass
class Traffic:
    """What an HTTP client asked for, and how many bytes travelled."""

    ranges: list[str] = field(default_factory=list)
    received: int = 0

    def trace(self) -> aiohttp.TraceConfig:
        """Return what watches a session of aiohttp."""

        async def asked(session: Any, context: Any, told: Any) -> None:
            if asked_for := told.headers.get("Range"):
                self.ranges.append(asked_for)

        async def arrived(session: Any, context: Any, told: Any) -> None:
            self.received += len(told.chunk)

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(asked)
        trace.on_response_chunk_received.append(arrived)
        return trace


def read(url: str, **headers: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as response:
        return response.read()


@pytest.fixture
def release(site):
    """The release that a new registry starts with."""
    return json.loads(read(site.url + RELEASE))


@pytest.fixture
def traffic():
    return Traffic()


@pytest.fixture
def duck(traffic):
    """DuckDB that reads HTTP in ranges of its own choice.

    Its extension for HTTP has to be fetched; fsspec's file system asks in the same way.
    """
    connection = duckdb.connect()
    http = Http(
        cache_type="none",
        client_kwargs={"trace_configs": [traffic.trace()]},
        skip_instance_cache=True,
    )
    connection.register_filesystem(http)
    yield connection
    connection.close()


def url_of(release, path):
    return next(each["url"] for each in release["files"] if each["path"] == path)


def test_a_new_registry_offers_a_release_for_download(site, release):
    content = read(f"{site.url}{RELEASE}archive/")

    assert hashlib.sha256(content).hexdigest() == release["archive"]["sha256"]
    assert "  Releases  " in site.output


def test_a_transfer_that_broke_off_is_resumed(release):
    whole = read(release["archive"]["url"])
    tag = f'"{release["archive"]["sha256"]}"'

    begun, rest = whole[:100_000], None
    rest = read(release["archive"]["url"], **{"Range": "bytes=100000-", "If-Range": tag})

    assert hashlib.sha256(begun + rest).hexdigest() == release["archive"]["sha256"]


def test_a_table_is_read_in_place_of_which_only_a_part_travels(release, duck, traffic):
    path = "parquet/panel_dyad_year/panel_dyad_year.parquet"
    size = next(each["size"] for each in release["files"] if each["path"] == path)

    (rows,) = duck.sql(f"SELECT count(*) FROM '{url_of(release, path)}'").fetchone()
    (years,) = duck.sql(f"SELECT count(DISTINCT period) FROM '{url_of(release, path)}'").fetchone()

    assert rows > 1000
    assert years > 20
    assert traffic.ranges
    assert traffic.received < size / 2


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
