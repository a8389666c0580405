"""Pages for what went wrong."""

import logging

import pytest
from django.db import OperationalError, connection

from .reading import ReadPage

pytestmark = pytest.mark.django_db


def test_where_nothing_is_the_page_says_so_and_where_to_go(client):
    response = client.get("/no/such/page/")

    page = ReadPage(response.content.decode())
    assert response.status_code == 404
    assert "/no/such/page/" in page.text
    assert page.all("a", href="/")
    assert page.inline() == []
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_it_takes_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/no/such/page/")


def test_a_failure_of_ours_is_in_the_log_and_not_on_the_page(client, seeded, caplog):
    client.raise_request_exception = False

    def broken(*_):
        raise RuntimeError("the secret reason")

    with caplog.at_level(logging.ERROR), connection.execute_wrapper(broken):
        response = client.get("/")

    assert response.status_code == 500
    assert "secret reason" not in response.content.decode()
    assert response["X-Request-ID"] in response.content.decode()
    assert "secret reason" in caplog.text


def test_without_a_database_the_page_says_to_try_again(client, seeded, caplog):
    def unreachable(*_):
        raise OperationalError("connection refused")

    with caplog.at_level(logging.ERROR), connection.execute_wrapper(unreachable):
        response = client.get("/")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "connection refused" not in response.content.decode()
    assert "connection refused" in caplog.text


def test_a_host_that_is_not_ours_gets_a_page_too(client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")


def test_what_a_visitor_writes_is_shown_as_text(client, seeded):
    response = client.get("/", {"known_at": '"><script>alert(1)</script>'})

    assert response.status_code == 400
    assert "<script>alert" not in response.content.decode()
