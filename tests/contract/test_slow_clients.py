"""Slow clients wait for themselves: whatever they leave half done, others are answered."""

import socket
import time
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

HEAD = b"GET / HTTP/1.1\r\nHost: 127."
BODY = (
    b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nhalf"
)
CHUNK = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf"
ARCHIVE = "/api/v1/releases/2026.11/archive/"
SOON = 2  # seconds


def address(site):
    parts = urlsplit(site.url)
    return parts.hostname, parts.port


@contextmanager
def clients(site, number, data, *, window=None):
    """Connect so many clients, each of which sends ``data`` and nothing more."""
    with ExitStack() as stack:
        opened = []
        for _ in range(number):
            client = stack.enter_context(socket.socket())
            if window:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
            client.connect(address(site))
            client.sendall(data)
            opened.append(client)
        yield opened


def answered_in(site):
    began = time.monotonic()
    connection = HTTPConnection(*address(site), timeout=30)
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    connection.close()
    return time.monotonic() - began


def read_to_end(client):
    client.settimeout(60)
    received = b""
    while data := client.recv(1 << 16):
        received += data
    return received


@pytest.mark.parametrize("data", [HEAD, b"", BODY, CHUNK], ids=["head", "silent", "body", "chunk"])
@pytest.mark.parametrize("number", [50, 1200])
def test_half_sent_requests_shut_nobody_out(site, number, data):
    with clients(site, number, data):
        if number > 100:
            answered_in(site)  # so many connections take a moment to be accepted
        assert max(answered_in(site) for _ in range(3)) < SOON


def test_downloads_that_stall_shut_nobody_out_and_go_on_when_the_client_does(site):
    ask = f"GET {ARCHIVE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    last = f"GET {ARCHIVE} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()

    with clients(site, 50, ask * 7 + last, window=4096) as opened:
        # Four hundred answers take a moment to be made, and no client takes more of them.
        deadline = time.monotonic() + 60
        while max(answered_in(site) for _ in range(3)) >= SOON:
            assert time.monotonic() < deadline, "the clients that stall hold the others up"
        received = read_to_end(opened[0])

    assert received.count(b"HTTP/1.1 200") == 8
    length = int(received.split(b"Content-Length: ", 1)[1].split(b"\r\n", 1)[0])
    assert length > 100_000
    assert received[-length:].startswith(b"PK"), "the last answer is there to its end"


def test_a_head_that_does_not_come_is_given_up_after_ten_seconds(site):
    began = time.monotonic()
    with clients(site, 1, HEAD) as (client,):
        answer = read_to_end(client)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert 9 < time.monotonic() - began < 15


def test_requests_sent_all_at_once_are_answered_in_turn(site):
    ask = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    posted = (
        b"POST /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3\r\nabc\r\n0\r\n\r\n"
    )
    last = b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

    with clients(site, 1, ask * 5 + posted + last) as (client,):
        received = read_to_end(client)

    assert received.count(b"HTTP/1.1 200") >= 6
    assert received.count(b"HTTP/1.1 ") == 7
    assert b"User-agent: *" in received


def test_a_body_is_sent_when_the_server_says_so(site):
    ask = (
        b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\n"
        b"Content-Length: 3\r\nConnection: close\r\n\r\n"
    )
    with clients(site, 1, ask) as (client,):
        client.settimeout(30)
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"a=b")
        assert read_to_end(client).startswith(b"HTTP/1.1 403 ")


def test_a_request_that_is_too_large_is_refused_before_it_is_sent(site):
    ask = b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999\r\n\r\n"
    with clients(site, 1, ask) as (client,):
        assert read_to_end(client).startswith(b"HTTP/1.1 413 ")


def test_garbage_is_refused(site):
    for garbage in (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET\r\n\r\n", b"\r\n\r\n\r\n\r\n"):
        with clients(site, 1, garbage) as (client,):
            assert read_to_end(client)[:12] in (b"HTTP/1.1 400", b"")
