"""How often one client may ask."""

import pytest
from django.core.cache import cache

from curation.api.throttling import BulkThrottle, ClientThrottle

PAGE = "/api/v1/problems/"


@pytest.fixture
def clock(monkeypatch):
    """Rates that are soon used up, and a clock that a test sets."""
    cache.clear()
    now = {"time": 1_000_000.0}
    rates = {"api": "3/min", "bulk": "1/min"}
    monkeypatch.setattr(ClientThrottle, "THROTTLE_RATES", rates)
    monkeypatch.setattr(ClientThrottle, "timer", lambda self: now["time"])
    yield now
    cache.clear()


def statuses(client, number, address=PAGE, **environment):
    return [client.get(address, **environment).status_code for _ in range(number)]


def test_who_asks_too_often_is_told_when_to_come_again(clock, client, db):
    assert statuses(client, 3) == [200, 200, 200]
    refused = client.get(PAGE)

    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["Retry-After"] == "20"
    assert refused.json()["type"].endswith("/api/v1/problems/too-many-requests/")


def test_whoever_waits_as_long_as_told_is_answered(clock, client, db):
    statuses(client, 3)
    wait = int(client.get(PAGE)["Retry-After"])

    clock["time"] += wait - 1
    assert client.get(PAGE).status_code == 429
    clock["time"] += 1
    assert statuses(client, 2) == [200, 429]


def test_what_is_not_used_comes_back_evenly_and_no_further(clock, client, db):
    statuses(client, 3)
    clock["time"] += 40
    assert statuses(client, 3) == [200, 200, 429]
    clock["time"] += 10_000
    assert statuses(client, 4) == [200, 200, 200, 429]


def test_clients_are_told_apart_by_their_address(clock, client, db):
    statuses(client, 4)

    assert client.get(PAGE, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_what_a_client_writes_into_the_header_is_no_matter(clock, client, db):
    statuses(client, 3)

    assert client.get(PAGE, HTTP_X_FORWARDED_FOR="203.0.113.7").status_code == 429


def test_behind_a_proxy_the_address_that_it_saw_counts(clock, client, db, settings):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    spoofed = (f"198.51.100.{number}, 203.0.113.7" for number in range(4))

    codes = [client.get(PAGE, HTTP_X_FORWARDED_FOR=sent).status_code for sent in spoofed]

    assert codes == [200, 200, 200, 429]


def test_whole_tables_have_a_rate_of_their_own(clock, seeded, client):
    table = "/api/v1/statuses/?format=csv"

    assert statuses(client, 2, table) == [200, 429]
    assert client.get("/api/v1/statuses/?page_size=1").status_code == 200
    assert client.get(table)["Retry-After"] == "60"


def test_without_a_rate_nobody_is_counted(clock, client, db, monkeypatch):
    monkeypatch.setattr(ClientThrottle, "THROTTLE_RATES", {"api": None, "bulk": None})

    assert set(statuses(client, 20)) == {200}


def test_both_throttles_are_on_for_every_address(settings):
    assert settings.REST_FRAMEWORK["DEFAULT_THROTTLE_CLASSES"] == [
        f"{each.__module__}.{each.__name__}" for each in (BulkThrottle, ClientThrottle)
    ]
