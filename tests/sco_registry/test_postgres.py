"""A connection that just worked is believed to; any other is asked, and replaced if it is gone."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper

from sco_registry.postgres.base import TRUSTED
from sco_registry.settings import database

pytestmark = pytest.mark.django_db


@pytest.fixture
def pooled() -> Iterator[BaseDatabaseWrapper]:
    """Return a connection as the server has it: from a pool, which has one."""
    config = database(os.environ["TEST_DATABASE_URL"], pool=True)
    config["OPTIONS"]["pool"]["max_size"] = 1
    connection = ConnectionHandler({"default": config})["default"]
    yield connection
    connection.close()
    connection.close_pool()


@pytest.fixture
def checks(monkeypatch) -> list[psycopg.Connection]:
    """Return the connections that were asked whether they still work."""
    asked = []

    def check(connection: psycopg.Connection) -> None:
        asked.append(connection)
        connection.execute("")

    monkeypatch.setattr("psycopg_pool.ConnectionPool.check_connection", staticmethod(check))
    return asked


def backend(connection: BaseDatabaseWrapper) -> int:
    """Return the process that serves the connection, and give it back to the pool."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    connection.close()
    return number


def end(process: int) -> None:
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [process])


def test_one_that_just_worked_is_not_asked(pooled, checks):
    first = backend(pooled)
    checks.clear()

    assert backend(pooled) == first
    assert checks == []


def test_one_that_nobody_used_for_a_while_is_asked(pooled, checks, monkeypatch):
    first = backend(pooled)
    checks.clear()
    monkeypatch.setattr("sco_registry.postgres.base.TRUSTED", 0)

    assert backend(pooled) == first
    assert len(checks) == 1


def test_one_that_is_gone_by_then_is_replaced(pooled, monkeypatch):
    first = backend(pooled)
    end(first)
    monkeypatch.setattr("sco_registry.postgres.base.TRUSTED", 0)

    assert backend(pooled) != first


def test_nobody_waits_for_it_longer_than_a_second():
    assert TRUSTED <= 1
