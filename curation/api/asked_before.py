"""Whether an answer still holds, asked again: told from memory and the end of the ledger.

Copies of the record ask all day whether anything has changed. What such a request is told follows
from its headers and the place in the ledger alone: as long as the place is the same, so is the
answer. Only the place is looked up; taking the request apart took several times as long.
"""

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase

from ..asking import place_at
from ..errors import NotReplayed
from ..models import AsOf
from .throttling import ClientThrottle

__all__ = ["AskedBefore", "Question"]

MOST = 5000
LONGEST = 1000  # Letters of a query or a header; real ones have some dozens.
# All that an answer is chosen by, beside its address.
HEADERS = (
    "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING",
    "HTTP_ORIGIN", "HTTP_RANGE",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """As of when a request asks, what place that was, and whether it counts for the throttle."""

    moment: dt.datetime | None
    place: AsOf
    counts: bool


@dataclass(frozen=True)
class Known:
    """A question that was answered with 304, and the whole answer but for its body."""

    question: Question
    headers: tuple[tuple[str, str], ...]
    match: Any

    def again(self, request: HttpRequest) -> HttpResponseBase | None:
        """Return the same answer; None if it may be another one by now.

        A database that fails, or is behind the question, is none of its business: the long way
        meets it too, and tells or asks another. So it is with a client that asks too often.
        """
        try:
            place = place_at(self.question.moment)
        except (DatabaseError, NotReplayed):
            return None
        if place != self.question.place:
            return None
        if self.question.counts and not ClientThrottle().allow_request(request, None):
            return None
        response = HttpResponseNotModified()
        for name, value in self.headers:
            response.headers[name] = value
        request.resolver_match = self.match
        return response


class AskedBefore:
    """Remembers up to ``most`` questions of readers who had the answer; forgets them all at once.

    A view says with ``response.question`` that its answer may be remembered.
    """

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponseBase], most: int = MOST
    ) -> None:
        """Take what answers questions, and how many are remembered."""
        self.get_response = get_response
        self.most = most
        self.known: dict[Hashable, Known] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory if the request is known, and the ledger ends where it did."""
        key = _key(request)
        if key is None:
            return self.get_response(request)
        known = self.known.get(key)
        if known and (again := known.again(request)):
            return again
        response = self.get_response(request)
        question = getattr(response, "question", None)
        if question and response.status_code == HttpResponseNotModified.status_code:
            if len(self.known) >= self.most:
                self.known.clear()
            headers = tuple(response.items())
            self.known[key] = Known(question, headers, request.resolver_match)
        return response


def _key(request: HttpRequest) -> Hashable | None:
    """Return all that the answer depends on; None if the request has no answer yet, or is long."""
    meta = request.META
    if "HTTP_IF_NONE_MATCH" not in meta or request.method not in ("GET", "HEAD"):
        return None
    said = [meta.get("QUERY_STRING", ""), *(meta.get(name, "") for name in HEADERS)]
    if max(map(len, said)) > LONGEST:
        return None
    return request.method, request.scheme, meta.get("HTTP_HOST"), request.path, *said
