"""DuckDB that reads over HTTP as its users' does, and what travels meanwhile.

Its extension for HTTP is fetched from DuckDB's own servers as a rule; here it comes from the
package registry. DuckDB loads none that its makers have not signed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import as_file, files

import duckdb

__all__ = ["Traffic", "reading_http"]

EXTENSION = f"extensions/v{duckdb.__version__}/httpfs.duckdb_extension"
ASKED = """
    SELECT request.headers['Range'], response.headers['Content-Length']::BIGINT
    FROM duckdb_logs_parsed('HTTP') WHERE request.type = 'GET'
"""


@dataclass
class Traffic:
    """The ranges that were asked for, and how many bytes came."""

    ranges: list[str] = field(default_factory=list)
    received: int = 0


@contextmanager
def reading_http(traffic: Traffic) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a connection that reads files over HTTP; ``traffic`` is told when it is closed."""
    extension = files("duckdb_extension_httpfs").joinpath(EXTENSION)
    with as_file(extension) as path, duckdb.connect() as connection:
        connection.execute(f"LOAD '{path}'")
        connection.execute("CALL enable_logging('HTTP', storage = 'memory')")
        yield connection
        for asked, length in connection.sql(ASKED).fetchall():
            traffic.ranges += [asked] if asked else []
            traffic.received += length
