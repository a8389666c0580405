"""A limit on statements for visitors, none for what rightly takes longer."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from curation import patience
from curation.admin.patience_middleware import PatienceMiddleware
from sco_registry.settings import database


@pytest.fixture
def pooled(db, monkeypatch) -> Iterator:
    """A connection as the server has it: from a pool, with the limit that is the default."""
    handler = ConnectionHandler({"default": database(os.environ["TEST_DATABASE_URL"], pool=True)})
    connection = handler["default"]
    monkeypatch.setattr(patience, "current_connection", lambda: connection)
    yield connection
    connection.close()
    connection.close_pool()


def limit(connection):
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


def test_the_limit_is_lifted_inside_and_there_again_afterwards(pooled):
    assert limit(pooled) == "10s"
    with patience.unlimited():
        assert limit(pooled) == "0"
    assert limit(pooled) == "10s"


def test_the_limit_is_there_again_after_a_failure(pooled):
    with pytest.raises(ZeroDivisionError), patience.unlimited():
        1 / 0  # noqa: B018

    assert limit(pooled) == "10s"


def test_a_connection_that_was_lost_meanwhile_says_so_and_no_other_is_touched(pooled):
    with pytest.raises(OperationalError), patience.unlimited():
        pid = pooled.connection.info.backend_pid
        with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [pid])
        limit(pooled)

    pooled.close()
    assert limit(pooled) == "10s"


def test_a_stream_has_time_until_it_ends(pooled):
    def chunks():
        yield limit(pooled)
        yield limit(pooled)

    assert list(patience.with_time(chunks())) == ["0", "0"]
    assert limit(pooled) == "10s"


@pytest.mark.parametrize(("path", "inside"), [("/admin/", "0"), ("/api/v1/", "10s"), ("/", "10s")])
def test_only_the_desk_takes_its_time(pooled, path, inside):
    seen = []

    def answer(request):
        seen.append(limit(pooled))
        return HttpResponse()

    PatienceMiddleware(answer)(RequestFactory().get(path))

    assert seen == [inside]
    assert limit(pooled) == "10s"


def test_the_desk_takes_its_time_for_what_it_sends_too(pooled):
    def answer(request):
        return StreamingHttpResponse(sent())

    def sent():
        yield limit(pooled).encode()

    response = PatienceMiddleware(answer)(RequestFactory().get("/admin/"))

    assert b"".join(response) == b"0"
    assert limit(pooled) == "10s"
