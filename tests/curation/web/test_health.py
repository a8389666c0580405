"""`/healthz` answers whether the database does."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_it_answers_that_the_database_answers(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()["status"]) == (200, "ok")


@pytest.mark.django_db
def test_it_says_unavailable_when_the_database_does_not_answer(client):
    def unreachable(*_):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(unreachable):
        response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["database"] == "does not answer"


@pytest.mark.django_db
def test_it_is_asked_and_not_written_to(client):
    assert client.post("/healthz").status_code == 405
