"""Where a request ends, however it is cut on its way."""

import pytest

from sco_registry.buffering.framing import LARGEST_HEAD, Framing

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\nhello world"
CHUNKED = (
    b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"5;name=value\r\nhello\r\n1A\r\n" + b"x" * 26 + b"\r\n0\r\nTrailer: x\r\n\r\n"
)
WHOLE = [GET, POST, CHUNKED]


@pytest.mark.parametrize("request_", WHOLE)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_request_ends_with_its_last_byte(request_, size):
    framing, fed = Framing(), 0

    while not framing.is_complete:
        part = (request_ + GET)[fed : fed + size]
        fed += framing.feed(part)
        assert fed <= len(request_)

    assert fed == len(request_), "what follows is of the next request"


@pytest.mark.parametrize("request_", WHOLE)
def test_a_part_of_a_request_is_not_complete(request_):
    for end in range(len(request_)):
        framing = Framing()
        assert framing.feed(request_[:end]) == end
        assert not framing.is_complete


@pytest.mark.parametrize(
    "refused",
    [
        b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnone\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 5000,
        b"GET /" + b"x" * LARGEST_HEAD,
    ],
)
def test_what_is_not_understood_is_left_to_the_parser(refused):
    framing = Framing()

    framing.feed(refused)

    assert framing.is_complete
