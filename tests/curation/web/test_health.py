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


@pytest.mark.django_db
def test_it_tells_of_the_one_server_when_there_is_no_replica(client):
    told = client.get("/healthz").json()

    assert told["servers"] == {"primary": {"answers": True, "role": "primary"}}
    assert (told["public_reads"], told["desk"], told["advice"]) == ("primary", "open", [])


@pytest.mark.django_db
def test_it_advises_when_the_address_of_the_primary_leads_to_a_standby(client):
    def on_a_standby(execute, sql, *rest):
        return execute(sql.replace("pg_is_in_recovery()", "true"), *rest)

    with connection.execute_wrapper(on_a_standby):
        told = client.get("/healthz").json()

    assert (told["status"], told["desk"]) == ("degraded", "closed")
    assert "DATABASE_URL leads to a standby" in told["advice"][0]
