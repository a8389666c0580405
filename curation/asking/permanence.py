"""What makes an answer quotable and cheap to ask for again: permalink, validator, lifetime.

An answer follows from the place in the ledger and the question alone. Its permalink names both,
so it is the same for ever; its entity tag is made of both, so that a reader who has the answer
is told so before any document is read (RFC 9110, section 8.8.3).
"""

import datetime as dt
import hashlib
import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from ..documents import SCHEMA_VERSION
from ..exports import moment_text
from ..models import AsOf

__all__ = [
    "FOR_EVER",
    "FOR_NOW",
    "entity_tag",
    "is_final",
    "keep",
    "permalink",
    "pinned",
    "place_on",
    "quoted_on",
    "unpinned",
]

INSTANT = dt.timedelta(microseconds=1)
FIRST = dt.datetime.min.replace(tzinfo=dt.UTC) + INSTANT
# Counted up whenever the same question gets other bytes.
API_REVISION = 2

FOR_EVER = "public, max-age=31536000, immutable"
PUBLISHING = dt.timedelta(days=1)
# Shared caches may hand an answer on for half a minute, and a little longer while they ask anew.
FOR_NOW = "public, max-age=0, s-maxage=30, stale-while-revalidate=60"


def pinned(request: HttpRequest, place: AsOf, **changes: str | None) -> str:
    """Return the query that asks the same of ``place``, in an order of its own."""
    asked = {name: sorted(values) for name, values in request.GET.lists()}
    if place.moment is not None:
        asked["known_at"] = [moment_text(place.moment)]
    for name, value in changes.items():
        asked.pop(name, None)
        if value is not None:
            asked[name] = [value]
    return urlencode(sorted(asked.items()), doseq=True)


def unpinned(request: HttpRequest, **changes: str | None) -> str:
    """Return the query but for its place, in an order of its own."""
    return pinned(request, AsOf(0, None), known_at=None, **changes)


def permalink(request: HttpRequest, place: AsOf, **changes: str | None) -> str:
    """Return the address that gives the same answer for ever."""
    return request.build_absolute_uri(f"{request.path}?{pinned(request, place, **changes)}")


def entity_tag(*parts: Any) -> str:
    """Return the strong validator of an answer that follows from ``parts`` (of plain JSON)."""
    made_of = json.dumps([SCHEMA_VERSION, API_REVISION, *parts])
    return f'"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"'


def quoted_on(moment: dt.datetime | None) -> dt.date:
    """Return the day on which the registry is quoted, in UTC; one yet to come is today.

    A moment that ends a day is still of that day; None is now.
    """
    now = timezone.now()
    last = max(min(moment or now, now), FIRST) - INSTANT
    return last.astimezone(dt.UTC).date()


def place_on(place: AsOf, today: dt.date, last: dt.date | None) -> AsOf:
    """Return the place, at a moment of which the answer to a question asked ``today`` is the same.

    Of days that were yet to come nothing is certain. If the answer tells of days after that of the
    last revision, up to ``last``, the moment is the beginning of the day of the question.
    """
    if place.moment is None or last is None:
        return place
    recorded_on = quoted_on(place.moment)
    if last <= recorded_on or today <= recorded_on:
        return place
    begun = dt.datetime.combine(today, dt.time(microsecond=1), dt.UTC)
    return AsOf(place.revision, begun)


def is_final(place: AsOf, pinned: AsOf) -> bool:
    """Tell whether nothing can be recorded any more of what was known at a pinned moment.

    Before the moment of a revision nothing can. Publishing takes less than a day: before the
    beginning of a day nothing can once that day is over.
    """
    if pinned.moment is None or pinned.moment == place.moment:
        return True
    return timezone.now() - pinned.moment > PUBLISHING


def keep(response: HttpResponseBase, *, link: str, tag: str, lifetime: str) -> Any:
    """Tell caches and readers what the answer is and how long it lasts."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = lifetime
    response.headers["Link"] = f'<{link}>; rel="canonical"'
    return response
