"""DuckDB that reads over HTTP, and what travels meanwhile.

Its own extension for HTTP has to be fetched from elsewhere; the file system of fsspec asks for
ranges in the same way.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import duckdb
from fsspec.implementations.http import HTTPFileSystem

__all__ = ["Traffic", "reading_http"]


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


@contextmanager
def reading_http(traffic: Traffic) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a connection that reads what DuckDB asks for, and nothing ahead of it."""
    connection = duckdb.connect()
    http = Http(
        block_size=1024,
        cache_type="none",
        client_kwargs={"trace_configs": [traffic.trace()]},
        skip_instance_cache=True,
    )
    connection.register_filesystem(http)
    try:
        yield connection
    finally:
        connection.close()
