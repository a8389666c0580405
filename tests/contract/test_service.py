"""What only a server with several workers shows: shared counts, bodies that are not sent."""

import http.client
import json
import re
import socket
from urllib.parse import urlsplit

import psycopg
import pytest


def ask(site, method, address, **headers):
    """One request over a connection of its own, so that either worker may answer."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=30)
    connection.request(method, address, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def counted(site, view):
    """How often all workers together say that a view has answered."""
    _, body = ask(site, "GET", "/metrics")
    found = re.search(
        rf'^http_requests_total{{method="GET",status="200",view="{view}"}} (\S+)$',
        body.decode(),
        re.MULTILINE,
    )
    return float(found[1]) if found else 0


def test_any_worker_tells_the_counts_of_all(site):
    before = counted(site, "problems")

    for _ in range(30):
        assert ask(site, "GET", "/api/v1/problems/")[0].status == 200

    assert [counted(site, "problems") - before for _ in range(10)] == [30] * 10


def test_the_pool_is_told(site):
    ask(site, "GET", "/healthz")
    told = ask(site, "GET", "/metrics")[1].decode()

    for state in ("available", "used", "waiting"):
        assert re.search(
            rf'^database_pool_connections{{server="primary",state="{state}"}} ', told, re.MULTILINE
        )


def test_the_counts_are_not_told_to_who_comes_by_a_proxy(site):
    answer, body = ask(site, "GET", "/metrics", **{"X-Forwarded-For": "203.0.113.7"})

    assert answer.status == 401
    assert b"http_requests" not in body


@pytest.mark.parametrize("query", ["", "?format=csv", "?format=xlsx"])
def test_head_is_answered_without_a_body_and_leaves_the_server_free(site, query):
    for _ in range(20):
        answer, body = ask(site, "HEAD", f"/api/v1/statuses/{query}")
        assert (answer.status, body) == (200, b"")

    assert ask(site, "GET", "/healthz")[0].status == 200


def test_the_length_that_head_tells_is_that_of_get(site):
    head, _ = ask(site, "HEAD", "/api/v1/statuses/")
    _, body = ask(site, "GET", "/api/v1/statuses/")

    assert int(head.headers["Content-Length"]) == len(body)


def test_a_failure_is_found_in_the_log_by_its_request(site):
    name = "a-request-of-this-test"

    answer, body = ask(site, "GET", "/api/v1/nowhere/", **{"X-Request-ID": name})

    assert (answer.status, json.loads(body)["request_id"]) == (404, name)
    assert f"[{name}]" in site.log.read_text()


def test_the_connections_of_the_server_have_a_limit_on_statements(site):
    with psycopg.connect(site.database) as connection:
        # Whoever locks the ledger lets everybody wait; a page does not wait for ever.
        connection.execute("LOCK TABLE curation_revision IN ACCESS EXCLUSIVE MODE")
        answer, body = ask(site, "GET", "/api/v1/statuses/")

    assert answer.status == 503
    assert json.loads(body)["type"].endswith("/problems/question-too-long/")
    assert ask(site, "GET", "/api/v1/statuses/")[0].status == 200


def spoken(site, text):
    """Send bytes as they are, and return all that comes back."""
    address = urlsplit(site.url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall(text)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_request_without_a_host_is_refused(site):
    assert spoken(site, b"GET /healthz HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert spoken(site, b"GET /healthz HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 200 ")
