"""Compressed answers, where that is safe and pays; and answers to HEAD without any work on a body.

The desk is never compressed: its pages hold secrets beside what a visitor can choose, and the
length of a compressed page would tell them (BREACH, CVE-2013-3587).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django_http_compression.middleware import HttpCompressionMiddleware

__all__ = ["Compression", "HeadWithoutBody", "in_blocks"]

SMALLEST = 500  # bytes; below, an answer fits one packet either way
BLOCK = 64 * 1024  # bytes that are compressed together in a stream


def in_blocks(chunks: Iterable[bytes], size: int = BLOCK) -> Iterator[bytes]:
    """Join the chunks of a stream to blocks of at least ``size`` bytes, but for the last.

    A compressor is flushed after each: after every line of a table it would hardly compress.
    """
    block, length = [], 0
    for chunk in chunks:
        block.append(chunk)
        length += len(chunk)
        if length >= size:
            yield b"".join(block)
            block, length = [], 0
    if block:
        yield b"".join(block)


class Compression(HttpCompressionMiddleware):
    """Zstandard, Brotli or gzip for text that is the same for everybody.

    Streams stay streams. A strong ETag becomes weak, since the bytes are others: a client that
    sends it back still gets its 304, as `If-None-Match` compares weakly (RFC 9110, 13.1.2).
    """

    max_random_bytes = 0  # noise against BREACH; here is no secret to guess
    content_type_re = re.compile(
        r"text/|image/svg\+xml|application/(?:[\w.-]+\+(?:json|xml)|json|xml|javascript|"
        r"x-ndjson|ndjson|jsonl|yaml|x-yaml|vnd\.oai\.openapi|x-bibtex|x-research-info-systems)\b",
        re.IGNORECASE,
    )

    def maybe_compress(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """Compress what may be, and say to caches that it depends on what the client takes."""
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # It has no type, but the same `Vary` and `ETag` as the answer that it stands for.
            patch_vary_headers(response, ["Accept-Encoding"])
            _name_as_the_client_does(request, response)
            return
        if "Accept-Ranges" in response.headers:
            return  # A part of a file is a part of its own bytes, not of compressed ones.
        compressible = self.content_type_re.match(response.headers.get("Content-Type", ""))
        if not compressible or not self._is_for_everybody(request, response):
            return
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.streaming:
            response.streaming_content = in_blocks(response.streaming_content)
        elif len(response.content) < SMALLEST:
            return
        super().maybe_compress(request, response)

    @staticmethod
    def _is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
        personal = response.cookies or "cookie" in response.headers.get("Vary", "").lower()
        return not personal and not request.path.startswith(_desk())


def _name_as_the_client_does(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give a 304 the validator of the answer that the client has: weak, if that was compressed."""
    tag = response.headers.get("ETag", "")
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if tag not in known and f"W/{tag}" in known:
        response.headers["ETag"] = f"W/{tag}"


@cache
def _desk() -> str:
    return reverse("admin:index")


class HeadWithoutBody:
    """Answers HEAD with the headers of GET, and no body; a stream is never begun.

    A server that is handed a body all the same drops it, and warns of it in its log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; closing the response still closes what the stream would have read."""
        response = self.get_response(request)
        if request.method != "HEAD":
            return response
        if response.streaming:
            response.streaming_content = ()
        elif response.content:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response
