"""Pages for what went wrong: what happened, what was expected, and what to do.

They read nothing from the database, and hold even when it is away.
"""

import logging
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from psycopg.errors import QueryCanceled

from ..asking import BadParameters, Flaw, Grammar, unpinned
from ..errors import NotReplayed

__all__ = [
    "bad_parameters",
    "bad_request",
    "csrf_failure",
    "desk_closed",
    "disk_refuses",
    "gone",
    "page_not_found",
    "permission_denied",
    "server_error",
    "unavailable",
]

logger = logging.getLogger(__name__)

# Nobody's parameter is longer than can be looked at and put right in a field.
SHOWN = 200


@dataclass(frozen=True)
class Mending:
    """A parameter that was refused: what was given, what is wrong, whether the page takes it."""

    flaw: Flaw
    given: str
    is_taken: bool


def bad_parameters(
    request: HttpRequest, refused: BadParameters, questions: type[Grammar]
) -> HttpResponse:
    """Answer 400, with a form in which all that was given stands to be put right."""
    mendings = [
        Mending(
            flaw,
            request.GET.get(flaw.parameter, "")[:SHOWN],
            flaw.parameter in questions.parameters,
        )
        for flaw in refused.flaws
    ]
    wrong = {flaw.parameter for flaw in refused.flaws}
    right = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in wrong and name in questions.parameters
        for value in values
    ]
    return _page(request, 400, "bad_parameters", mendings=mendings, right=right)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 to a request that is broken itself: its host, its encoding, its size."""
    return _page(request, 400, "bad_request")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return _page(request, 403, "permission_denied")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that does not come from a page of ours, or without its cookie."""
    return _page(request, 403, "csrf_failure")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; a page that knows why nothing is there says so by ``Http404("…")``."""
    told = exception.args[0] if exception.args else None
    query = unpinned(request)
    as_of_now = f"{request.path}?{query}".rstrip("?") if "known_at" in request.GET else ""
    told = told if isinstance(told, str) else ""
    return _page(request, 404, "page_not_found", told=told, as_of_now=as_of_now)


def gone(request: HttpRequest, told: str, history: str) -> HttpResponse:
    """Answer 410: what was public and was retracted, why, and where its history stands."""
    return _page(request, 410, "gone", told=told, history=history)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, without a word on what failed: that is in the log."""
    return _page(request, 500, "server_error")


def unavailable(request: HttpRequest, failed: BaseException | None) -> HttpResponse:
    """Answer 503: the database is away, is behind, or was stopped before it had answered."""
    was_stopped = isinstance(getattr(failed, "__cause__", None), QueryCanceled)
    logger.log(
        logging.WARNING if was_stopped else logging.ERROR, "No page without an answer: %s", failed
    )
    behind = str(failed) if isinstance(failed, NotReplayed) else ""
    response = _page(request, 503, "unavailable", was_stopped=was_stopped, behind=behind)
    response.headers["Retry-After"] = "10"
    return response


def desk_closed(request: HttpRequest) -> HttpResponse:
    """Answer 503 at the desk, whose database is away: what became of what was sent, what to do."""
    response = _page(request, 503, "desk_closed", sent=request.method == "POST")
    response.headers["Retry-After"] = "30"
    return response


def disk_refuses(request: HttpRequest, advice: str) -> HttpResponse:
    """Answer 503: the disk of the server took nothing; the log says where."""
    logger.error("The disk does not take what a request writes: %s", advice)
    response = _page(request, 503, "disk_refuses", sent=request.method == "POST")
    response.headers["Retry-After"] = "300"
    return response


def _page(request: HttpRequest, status: int, name: str, **context: Any) -> HttpResponse:
    response = render(request, f"web/errors/{name}.html", context, status=status)
    add_never_cache_headers(response)
    return response
