"""Rows whose texts stay as the database sent them: UTF-8, neither decoded nor encoded again.

Of a page of entries that is handed on as it is, decoding and encoding were half of all work
outside the database.
"""

from collections.abc import Sequence
from typing import Any

from psycopg.abc import Buffer
from psycopg.adapt import Loader

from ..servers import current_connection

__all__ = ["rows_as_sent"]


class AsSent(Loader):
    """Loads a text as its bytes."""

    def load(self, data: Buffer) -> bytes:
        """Return a copy: what the connection reads next takes the place of the original."""
        return bytes(data)


def rows_as_sent(sql: str, params: Sequence[Any]) -> list[tuple]:
    """Return the rows of a query with their ``text`` columns as bytes, all others as usual."""
    with current_connection().cursor() as cursor:
        cursor.cursor.adapters.register_loader("text", AsSent)
        cursor.execute(sql, params)
        return cursor.fetchall()
