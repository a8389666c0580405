"""Which PostgreSQL server is asked: the primary, unless a public read may go to a replica.

All code asks `current_connection()` or a queryset, which a router sends the same way. So nothing
has to say where it reads: outside a public request everything goes to the primary; inside one,
everything goes to the one server that the request has chosen, and an answer is never made of two.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import QueryCanceled

from .errors import NotReplayed

__all__ = [
    "PRIMARY",
    "REPLICA",
    "Router",
    "Server",
    "Turn",
    "configured_servers",
    "current_connection",
    "current_turn",
    "is_of_this_server",
    "taking",
    "turn_to",
    "with_turn",
]

logger = logging.getLogger(__name__)

# Seconds for which a server that gave no connection is left alone: waiting for it again in every
# request would keep all threads busy with waiting.
RESPITE = 2
# Seconds until a server that says nothing counts as away.
KNOCKING = 2


class Server:
    """A server as this process knows it, under its alias in the settings."""

    def __init__(self, alias: str) -> None:
        """Take the alias."""
        self.alias = alias
        self._left_alone_until = 0.0

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """The connection of this thread."""
        return connections[self.alias]

    def is_configured(self) -> bool:
        """Tell whether the settings name the server."""
        return self.alias in connections.settings

    def answers(self) -> bool:
        """Tell whether a connection can be had."""
        if time.monotonic() < self._left_alone_until:
            return False
        try:
            self._knock()
            self.connection.ensure_connection()
        except (OperationalError, psycopg.OperationalError) as error:
            logger.warning("The server “%s” gives no connection: %s", self.alias, error)
            self.leave_alone()
            return False
        return True

    def _knock(self) -> None:
        """Try the server itself when its pool is empty.

        A server that is down refuses at once; the pool would wait for it as long as it may.
        """
        pool = self.connection.pool
        if self.connection.connection is None and pool and not pool.get_stats()["pool_available"]:
            given = self.connection.get_connection_params()
            psycopg.connect(**given | {"connect_timeout": KNOCKING}).close()

    def leave_alone(self) -> None:
        """Do not ask the server for a moment."""
        self._left_alone_until = time.monotonic() + RESPITE


PRIMARY = Server("default")
REPLICA = Server("replica")


def configured_servers() -> dict[str, Server]:
    """Return the servers that the settings name, by what they are called outside."""
    servers = {"primary": PRIMARY, "replica": REPLICA}
    return {name: server for name, server in servers.items() if server.is_configured()}


class Turn:
    """The servers that a request may turn to, the best first; one of them answers all of it."""

    def __init__(self, *servers: Server) -> None:
        """Take the servers; which one it is to be is found out when it is first asked."""
        self._servers = servers
        self._chosen = servers[0] if len(servers) == 1 else None

    @property
    def server(self) -> Server:
        """The first that answers; if none does, the last, whose failure then shows."""
        if self._chosen is None:
            *better, last = self._servers
            self._chosen = next((server for server in better if server.answers()), last)
        return self._chosen

    def is_of_replica(self) -> bool:
        """Tell whether the chosen server is a copy, which may be behind."""
        return self.server is REPLICA

    def can_go_on(self) -> bool:
        """Tell whether there is a server after the chosen one."""
        return self.server is not self._servers[-1]


_turn: ContextVar[Turn] = ContextVar("turn")
_OUTSIDE_REQUESTS = Turn(PRIMARY)


def current_turn() -> Turn:
    """Return whose turn it is to be asked."""
    return _turn.get(_OUTSIDE_REQUESTS)


def current_connection() -> BaseDatabaseWrapper:
    """Return this thread's connection to the server whose turn it is."""
    return current_turn().server.connection


def turn_to(*servers: Server) -> None:
    """Let these servers be asked from here on; `taking` around it puts back what was before."""
    _turn.set(Turn(*servers))


@contextmanager
def taking(turn: Turn) -> Iterator[None]:
    """Let the servers of ``turn`` be asked inside."""
    before = current_turn()
    _turn.set(turn)
    try:
        yield
    finally:
        _turn.set(before)


def with_turn(turn: Turn, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks of a stream, read from the server that its answer was begun with."""
    with taking(turn):
        yield from chunks


class Router:
    """Sends querysets where `current_connection` goes, and all that writes to the primary."""

    def db_for_read(self, model: type, **_: Any) -> str:
        """Return the alias of the server whose turn it is."""
        return current_turn().server.alias

    def db_for_write(self, model: type, **_: Any) -> str:
        """Return the primary's alias."""
        return PRIMARY.alias

    def allow_relation(self, *_: Any, **__: Any) -> bool:
        """Allow all: both servers hold the same rows."""
        return True

    def allow_migrate(self, db: str, *_: Any, **__: Any) -> bool:
        """Allow it on the primary, from which the replica has it."""
        return db == PRIMARY.alias


def is_of_this_server(error: Exception) -> bool:
    """Tell whether another server may answer what this one has not.

    It is away, it has ended a statement that stood in the way of replaying, or it is behind. What
    took too long would take too long elsewhere as well.
    """
    away = isinstance(error, OperationalError) and not isinstance(error.__cause__, QueryCanceled)
    return away or isinstance(error, NotReplayed)
