"""A request has one name, in its answer, in the log and in the problem that it meets."""

import logging

import pytest

from sco_registry.request_id import RequestIdFilter, current_request_id

pytestmark = pytest.mark.django_db


def test_every_answer_names_its_request(client):
    first, second = client.get("/api/v1/"), client.get("/healthz")

    assert len(first["X-Request-ID"]) == 36
    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.parametrize(
    "given",
    [
        "6f9619ff8b86d011b42d00cf4fc964ff",
        "7d444840-9dc0-11d1-b245-5ffdce74fad2",
        "Root=1-67891233-abcdef012345678912345678",
    ],
)
def test_the_name_that_a_proxy_gave_is_kept(client, given):
    assert client.get("/api/v1/", headers={"x-request-id": given})["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "short", "a" * 65, "two words", "line\nbreak", "ünïcode-ä"])
def test_a_name_that_is_not_well_formed_is_replaced(client, given):
    answered = client.get("/api/v1/", headers={"x-request-id": given})["X-Request-ID"]

    assert answered != given
    assert len(answered) == 36


def test_a_problem_names_its_request(client):
    response = client.get("/api/v1/statuses/?actr=belarus")

    assert response.json()["request_id"] == response["X-Request-ID"]


def test_every_line_of_the_log_names_the_request(client, settings):
    client.get("/healthz", headers={"x-request-id": "named-by-the-proxy"})
    record = logging.makeLogRecord({"name": "any", "msg": "said while it was answered"})
    form = settings.LOGGING["formatters"]["line"]
    line = logging.Formatter(form["format"], style=form["style"])

    RequestIdFilter().filter(record)

    assert current_request_id() == "named-by-the-proxy"
    assert "any [named-by-the-proxy]: said while" in line.format(record)
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["request_id"]
