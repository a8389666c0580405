"""One name for a request: in its answer, in every line of the log, and in problem details.

A proxy's own name for the request is kept, so that its log and ours can be laid side by side.
Written here rather than taken from a library: those at hand accept any text as a name, or only
UUIDs (of any length), and log two lines of their own for every request.
"""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

__all__ = ["HEADER", "RequestIdFilter", "RequestIdMiddleware", "current_request_id"]

HEADER = "X-Request-ID"
# What the usual proxies send: hexadecimal digits, UUIDs, base64 for addresses, `Root=1-…`.
WELL_FORMED = re.compile(r"[A-Za-z0-9._=-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="-")


def current_request_id() -> str:
    """Return the id of the request that this thread answers; ``-`` outside any."""
    return _current.get()


class RequestIdMiddleware:
    """Gives every request an id as ``request.request_id``, and its answer the header.

    The id stays with the thread until its next request: what is logged while a stream is sent,
    after all middleware has returned, still carries it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer under the id that came with the request if it is well-formed, else a new one."""
        given = request.headers.get(HEADER, "")
        request.request_id = given if WELL_FORMED.fullmatch(given) else str(uuid.uuid4())
        _current.set(request.request_id)
        response = self.get_response(request)
        response.headers[HEADER] = request.request_id
        return response


class RequestIdFilter(logging.Filter):
    """Hands every record of the log the id of its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Set ``record.request_id``; let every record pass."""
        record.request_id = _current.get()
        return True
