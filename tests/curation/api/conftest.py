"""How tests ask the API."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from psycopg import sql

from curation.models import Revision

ROOT = "/api/v1/"


@pytest.fixture
def get(seeded: None, client: Client) -> Callable[..., Any]:
    """Ask for an address below the API; a list is a repeated parameter."""

    def ask(address: str, *, expect: int = 200, **parameters: Any) -> Any:
        response = client.get(ROOT + address, parameters)
        body = response.getvalue()
        assert response.status_code == expect, body
        return json.loads(body)

    return ask


@pytest.fixture
def head(seeded):
    """The id of the last revision."""
    return Revision.objects.place().revision


@pytest.fixture
def get_csv(seeded: None, client: Client) -> Callable[..., list[dict[str, str]]]:
    """Ask for an address as CSV, and parse it."""

    def ask(address: str, **parameters: Any) -> list[dict[str, str]]:
        response = client.get(ROOT + address, {**parameters, "format": "csv"})
        assert response.status_code == 200
        text = b"".join(response.streaming_content).decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))

    return ask


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the seeded database of one's own, in which transactions of threads commit."""
    given = connections.settings["default"]
    template = given["NAME"]
    name = f"{template}_own"
    with django_db_blocker.unblock():
        connection.close()
        _recreate(name, template)
        given["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            given["NAME"] = template
            with _maintenance() as cursor:
                cursor.execute(
                    sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                )


def _recreate(name: str, template: str) -> None:
    with _maintenance() as cursor:
        for statement in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {} TEMPLATE {}"):
            names = [sql.Identifier(each) for each in (name, template)][: statement.count("{}")]
            cursor.execute(sql.SQL(statement).format(*names))


def _maintenance() -> Any:
    return connection._nodb_cursor()
