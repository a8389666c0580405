"""What makes an answer quotable and cheap to ask for again: permalink, validator, lifetime.

An answer follows from the place in the ledger and the question alone. Its permalink names both,
so it is the same for ever; its entity tag is made of both, so that a reader who has the answer
is told so before any document is read (RFC 9110, section 8.8.3).
"""

import datetime as dt
import hashlib
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase

from ..documents import SCHEMA_VERSION
from ..models import AsOf

__all__ = ["entity_tag", "iso", "keep", "permalink", "pinned"]

# Counted up whenever the same question gets other bytes.
API_REVISION = 1

FOR_EVER = "public, max-age=31536000, immutable"
# Shared caches may hand an answer on for half a minute, and a little longer while they ask anew.
FOR_NOW = "public, max-age=0, s-maxage=30, stale-while-revalidate=60"


def iso(moment: dt.datetime) -> str:
    """Return a moment as ISO 8601 in UTC, to the microsecond."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def pinned(request: HttpRequest, place: AsOf, **changes: str | None) -> str:
    """Return the query that asks the same of ``place``, in an order of its own."""
    asked = {name: sorted(values) for name, values in request.GET.lists()}
    if place.moment is not None:
        asked["known_at"] = [iso(place.moment)]
    for name, value in changes.items():
        asked.pop(name, None)
        if value is not None:
            asked[name] = [value]
    return urlencode(sorted(asked.items()), doseq=True)


def permalink(request: HttpRequest, place: AsOf, **changes: str | None) -> str:
    """Return the address that gives the same answer for ever."""
    return request.build_absolute_uri(f"{request.path}?{pinned(request, place, **changes)}")


def entity_tag(link: str, form: str) -> str:
    """Return the strong validator of an answer from its permalink and its form."""
    made_of = f"{link}\n{form}\n{SCHEMA_VERSION}.{API_REVISION}"
    return f'"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"'


def keep(response: HttpResponseBase, *, link: str, tag: str, forever: bool) -> Any:
    """Tell caches and readers what the answer is and how long it lasts."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = FOR_EVER if forever else FOR_NOW
    response.headers["Link"] = f'<{link}>; rel="canonical"'
    return response
