"""Answers are compressed where that is safe and pays, and stay what they were."""

import gzip
import json

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from sco_registry.compression import BLOCK, Compression, HeadWithoutBody, in_blocks

PAGE = "/api/v1/statuses/"
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress}


def answered(response, *, accept="gzip", path="/api/v1/anything/"):
    """What the middleware makes of a response."""
    request = RequestFactory().get(path, headers={"accept-encoding": accept})
    return Compression(lambda _: response)(request)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_page_is_compressed_as_the_client_takes_it(seeded, client, coding):
    plain = client.get(PAGE)
    packed = client.get(PAGE, headers={"accept-encoding": coding})

    assert packed["Content-Encoding"] == coding
    assert len(packed.content) < len(plain.content) / 4
    assert json.loads(UNPACKED[coding](packed.content)) == plain.json()


def test_caches_are_told_that_it_depends(seeded, client):
    assert "Content-Encoding" not in client.get(PAGE)
    for accept in ("", "gzip"):
        response = client.get(PAGE, headers={"accept-encoding": accept})
        assert {"Accept", "Accept-Encoding"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("coding", ["br", "gzip", "zstd"])
def test_a_reader_of_the_compressed_form_is_told_that_nothing_changed(seeded, client, coding):
    plain, packed = (
        client.get(PAGE, headers={"accept-encoding": accept}) for accept in ("", coding)
    )
    again = client.get(PAGE, headers={"accept-encoding": coding, "if-none-match": packed["ETag"]})

    assert packed["ETag"] == "W/" + plain["ETag"]
    assert again.status_code == 304
    assert again.content == b""
    assert "Accept-Encoding" in again["Vary"]


def test_a_stream_stays_a_stream(seeded, client):
    address = "/api/v1/statuses/?format=csv"
    plain = b"".join(client.get(address).streaming_content)
    packed = client.get(address, headers={"accept-encoding": "gzip"})

    assert packed.streaming
    assert "Content-Length" not in packed
    assert gzip.decompress(b"".join(packed.streaming_content)) == plain


def test_a_stream_is_read_only_as_far_as_it_is_sent():
    read = []

    def lines():
        for number in range(10):
            read.append(number)
            yield b"x" * BLOCK

    sent = iter(answered(StreamingHttpResponse(lines(), content_type="text/csv")))
    next(sent)
    next(sent)

    assert read == [0]


def test_lines_are_compressed_together():
    assert [len(block) for block in in_blocks([b"x" * 30] * 10, size=100)] == [120, 120, 60]


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b'{"a": 1}' * 20, content_type="application/json"),
        HttpResponse(b"PK" * 5000, content_type="application/vnd.openxmlformats-officedocument"),
        HttpResponse(b"x" * 5000, content_type="image/png"),
        HttpResponse(b"x" * 5000, content_type="text/csv", headers={"Content-Encoding": "gzip"}),
        HttpResponse(b"x" * 5000, headers={"Vary": "Cookie"}),
    ],
    ids=["small", "workbook", "picture", "compressed already", "personal"],
)
def test_what_would_not_gain_or_is_not_for_everybody_stays_as_it_is(response):
    before = response.content

    assert answered(response).content == before


def test_a_page_that_sets_a_cookie_is_not_compressed():
    response = HttpResponse(b"x" * 5000)
    response.set_cookie("csrftoken", "secret")

    assert "Content-Encoding" not in answered(response)


@pytest.mark.django_db
def test_the_desk_is_never_compressed(client):
    response = client.get("/admin/login/", headers={"accept-encoding": "gzip, br, zstd"})

    assert len(response.content) > 5000
    assert "Content-Encoding" not in response


@pytest.mark.parametrize("accept", ["", "gzip"])
@pytest.mark.parametrize("query", ["", "?format=csv", "?format=ndjson", "?format=xlsx"])
def test_head_has_the_headers_of_get(seeded, client, query, accept):
    headers = {"accept-encoding": accept, "x-request-id": "the-same-for-both"}
    got = client.get(PAGE + query, headers=headers)
    assert got.getvalue()
    head = client.head(PAGE + query, headers=headers)

    assert dict(head.items()) == dict(got.items())
    assert b"".join(head) == b""


def test_head_begins_no_stream():
    def stream():
        raise AssertionError("begun")
        yield b""

    head = HeadWithoutBody(lambda _: StreamingHttpResponse(stream()))(RequestFactory().head("/"))

    assert b"".join(head) == b""
