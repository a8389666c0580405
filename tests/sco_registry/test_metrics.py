"""What Prometheus reads, and who else does not."""

import pytest
from django.db import OperationalError, connection
from prometheus_client.parser import text_string_to_metric_families

from curation.models import Revision


def read(client, **environment):
    """The samples by name and labels."""
    response = client.get("/metrics", **environment)
    assert response.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


def test_requests_are_counted_by_view_method_and_status(seeded, client):
    before = read(client)
    client.get("/api/v1/statuses/?actor=belarus")
    client.get("/api/v1/statuses/?actor=mongolia")
    client.head("/api/v1/statuses/")
    client.get("/api/v1/statuses/?actr=belarus")
    client.get("/no/such/page/")
    after = read(client)

    def more(*key):
        return after[key] - before.get(key, 0)

    assert more("http_requests_total", "200", "GET", "status-list") == 2
    assert more("http_requests_total", "200", "HEAD", "status-list") == 1
    assert more("http_requests_total", "400", "GET", "status-list") == 1
    assert more("http_requests_total", "404", "GET", "none") == 1
    assert more("http_request_duration_seconds_count", "status-list") == 4
    assert more("http_request_duration_seconds_bucket", "+Inf", "status-list") == 4


def test_a_method_of_ones_own_makes_no_series_of_its_own(seeded, client):
    client.generic("BREW", "/api/v1/statuses/")

    methods = {key[2] for key in read(client) if key[0] == "http_requests_total"}
    assert "BREW" not in methods
    assert "other" in methods


def test_the_head_of_the_ledger_is_told_with_its_age(seeded, client):
    samples = read(client)

    assert samples["database_up", "primary"] == 1
    assert samples["ledger_head_id",] == Revision.objects.latest("id").id
    assert 0 <= samples["ledger_head_age_seconds",] < 86_400


@pytest.mark.django_db
def test_it_answers_without_the_database(client):
    def unreachable(*_):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(unreachable):
        samples = read(client)

    assert samples["database_up", "primary"] == 0
    assert ("ledger_head_id",) not in samples


@pytest.mark.parametrize(
    "environment",
    [
        {"REMOTE_ADDR": "203.0.113.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_nobody_else_reads_them(client, environment):
    response = client.get("/metrics", **environment)

    assert response.status_code == 401
    assert b"http_requests" not in response.content


@pytest.mark.django_db
def test_the_bearer_of_the_token_reads_them_from_anywhere(client, settings):
    settings.METRICS_TOKEN = "a-token-of-some-length"
    elsewhere = {"REMOTE_ADDR": "203.0.113.7", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}

    assert read(client, HTTP_AUTHORIZATION="Bearer a-token-of-some-length", **elsewhere)


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer another", "a-token-of-some-length"])
def test_with_a_token_even_this_machine_has_to_bear_it(client, settings, given):
    settings.METRICS_TOKEN = "a-token-of-some-length"

    response = client.get("/metrics", HTTP_AUTHORIZATION=given)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
