"""The backend, in the module where Django looks for it.

The pool's own check asks the server before each request whether the connection is still there:
one more turn to the database, where the answer to a reader who has the page already takes one.
"""

import time
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

__all__ = ["DatabaseWrapper"]

# Seconds for which a connection that worked is believed to. When a server is restarted, requests
# within them may meet its end; they would have, a moment earlier.
TRUSTED = 1.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Checks a connection of the pool only if nobody has used it for a while."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection:
        """Return a connection that works; the pool replaces those that do not.

        Raises:
            psycopg_pool.PoolTimeout: the pool has none to give for as long as it may wait.
        """
        while True:
            connection = super().get_new_connection(conn_params)
            if self.pool is None or _worked_lately(connection):
                return connection
            try:
                ConnectionPool.check_connection(connection)
            except psycopg.Error:
                self.pool.putconn(connection)
            else:
                return connection

    def _close(self) -> None:
        if self.connection is not None:
            self.connection.worked_at = time.monotonic()
        super()._close()


def _worked_lately(connection: psycopg.Connection) -> bool:
    worked_at = getattr(connection, "worked_at", None)
    return worked_at is not None and time.monotonic() - worked_at < TRUSTED
