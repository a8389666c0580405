"""A database that is away is told from a fault of the program."""

import pytest
from django.db import InternalError, OperationalError, connection
from psycopg.errors import RaiseException, ReadOnlySqlTransaction

from curation.servers import PRIMARY


@pytest.fixture
def visitor(seeded, client):
    """A client that is answered as a browser is, whatever fails."""
    client.raise_request_exception = False
    return client


def failing(error, cause=None):
    """Return a wrapper of statements that raises instead of executing."""
    error.__cause__ = cause

    def wrapper(*_):
        raise error

    return wrapper


def test_a_page_says_that_the_database_is_away_and_when_to_come_again(visitor):
    with connection.execute_wrapper(failing(OperationalError("gone"))):
        response = visitor.get("/")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "Try again in a few seconds" in response.content.decode()


def test_the_desk_says_that_it_is_closed_when_its_database_goes_away_midway(visitor):
    with connection.execute_wrapper(failing(OperationalError("gone"))):
        response = visitor.post("/admin/login/", {"username": "somebody", "password": "secret"})

    assert response.status_code == 503
    assert "no-store" in response["Cache-Control"]
    assert "What you sent has not been saved" in response.content.decode()


def test_the_desk_asks_nothing_of_a_database_that_gives_no_connection(visitor, monkeypatch):
    monkeypatch.setattr(PRIMARY, "answers", lambda: False)
    asked = failing(AssertionError("It was asked"))

    with connection.execute_wrapper(asked):
        response = visitor.get("/admin/")

    assert response.status_code == 503
    assert "The admin is unavailable" in response.content.decode()


def test_a_standby_in_the_place_of_the_primary_closes_the_desk_too(visitor):
    error = failing(InternalError("read-only"), ReadOnlySqlTransaction())
    with connection.execute_wrapper(error):
        assert visitor.get("/admin/login/").status_code == 200
        assert visitor.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 503


def test_any_other_failure_is_our_own(visitor):
    with connection.execute_wrapper(failing(InternalError("rule"), RaiseException())):
        assert visitor.get("/").status_code == 500
