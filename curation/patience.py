"""How long the database may work on one statement of a visitor's.

The server's connections are opened with PostgreSQL's own `statement_timeout`, which costs a
request nothing. Work that rightly takes longer, the desk's and whole tables, lifts it for a
time. (psycopg's pool could put it back itself, but would then hand every connection of every
request to another thread first.)
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from .servers import current_connection

__all__ = ["unlimited", "with_time"]


@contextmanager
def unlimited() -> Iterator[None]:
    """Lift the limit on statements inside; outside a transaction, or around all of it.

    Without a pool, connections have no limit and end with their request: nothing is to be done.
    """
    connection = current_connection()
    if "pool" not in connection.settings_dict["OPTIONS"]:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    try:
        yield
    finally:
        # A connection that was lost meanwhile is not handed to anyone else.
        if connection.connection is not None and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("RESET statement_timeout")


def with_time(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks of a stream, the limit lifted until it ends; one never begun costs nothing.

    A failure is passed on: the transfer breaks off.
    """
    with unlimited():
        yield from chunks
