"""How long the database may work on one statement of a visitor's.

The server's connections are opened with PostgreSQL's own `statement_timeout`, which costs a
request nothing. Work that rightly takes longer, the desk's and whole tables, lifts it for the
rest of its request; when the connection goes back to the pool, the limit is there again.
"""

from weakref import WeakSet

import psycopg
from django.db import connection

__all__ = ["limit_again", "take_time"]

_unlimited: WeakSet[psycopg.Connection] = WeakSet()


def take_time() -> None:
    """Lift the limit on statements for the rest of the request; a no-op without a pool."""
    if "pool" not in connection.settings_dict["OPTIONS"]:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    _unlimited.add(connection.connection)


def limit_again(returned: psycopg.Connection) -> None:
    """Put the limit back on a connection on its way to the pool (the pool's ``reset``)."""
    if returned not in _unlimited:
        return
    returned.execute("RESET statement_timeout")
    if not returned.autocommit:
        returned.commit()
    _unlimited.discard(returned)
