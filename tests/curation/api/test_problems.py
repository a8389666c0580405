"""Whatever fails below the API is a problem (RFC 9457), and each kind is explained."""

import logging

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from curation.api.problems import PROBLEMS

pytestmark = pytest.mark.django_db


def named(response):
    """The kind of a problem; its members are as RFC 9457 has them."""
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == response["X-Request-ID"]
    return problem["type"].split("/")[-2]


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_kind_is_explained_at_its_own_address(client, name):
    explained = client.get(reverse("problem", kwargs={"name": name})).json()

    assert explained["type"] == f"http://testserver/api/v1/problems/{name}/"
    assert explained["title"] == PROBLEMS[name].title
    assert explained["meaning"]
    assert explained["remedy"]


def test_all_kinds_are_listed(client):
    listed = client.get("/api/v1/problems/").json()["results"]

    assert [each["name"] for each in listed] == list(PROBLEMS)


@pytest.mark.parametrize(
    ("method", "address", "headers", "name"),
    [
        ("get", "/api/v1/statuses/?actr=belarus", {}, "bad-parameter"),
        ("get", "/api/v1/?" + "a=1&" * 2000, {}, "malformed-request"),
        ("get", "/api/v1/", {"host": "elsewhere.example.org"}, "malformed-request"),
        ("get", "/api/v1/nowhere/", {}, "not-found"),
        ("get", "/api/v2/statuses/", {}, "not-found"),
        ("get", "/api/", {}, "not-found"),
        ("get", "/api/v1/actors/atlantis/", {}, "not-found"),
        ("post", "/api/v1/statuses/", {}, "method-not-allowed"),
        ("delete", "/api/v1/problems/not-found/", {}, "method-not-allowed"),
        ("get", "/api/v1/statuses/", {"accept": "image/png"}, "not-acceptable"),
    ],
)
def test_an_error_names_its_kind(seeded, client, method, address, headers, name):
    assert named(getattr(client, method)(address, headers=headers)) == name


def test_outside_the_api_errors_are_pages(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_a_failure_of_ours_is_in_the_log_and_not_in_the_answer(seeded, client, caplog):
    client.raise_request_exception = False

    def broken(*_):
        raise RuntimeError("the secret reason")

    with caplog.at_level(logging.ERROR), connection.execute_wrapper(broken):
        response = client.get("/api/v1/statuses/")

    assert named(response) == "internal-error"
    assert "secret reason" not in response.content.decode()
    assert "secret reason" in caplog.text
    assert "Traceback" in caplog.text


def test_a_database_that_is_away_is_said_to_be(seeded, client):
    def unreachable(*_):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(unreachable):
        response = client.get("/api/v1/statuses/")

    assert response.status_code == 503
    assert named(response) == "database-unavailable"
    assert response["Retry-After"] == "10"


def test_a_question_that_takes_too_long_is_stopped(seeded, client):
    def slow(execute, sql, params, many, context):
        execute("SET LOCAL statement_timeout = '20ms'", None, False, context)
        return execute("SELECT pg_sleep(5)", None, False, context)

    with connection.execute_wrapper(slow):
        response = client.get("/api/v1/statuses/")

    assert response.status_code == 503
    assert named(response) == "question-too-long"
    assert "Narrow" in response.json()["detail"]


@pytest.mark.parametrize("address", ["", "statuses/", "actors/belarus/", "problems/", "schema/"])
def test_options_tells_what_is_allowed(seeded, client, address):
    response = client.options(f"/api/v1/{address}")

    assert response.status_code == 200
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ["docs/", "docs/redoc/"])
def test_options_of_a_page_has_no_body(client, address):
    response = client.options(f"/api/v1/{address}")

    assert (response.status_code, response.content) == (204, b"")
    assert "GET" in response["Allow"]
