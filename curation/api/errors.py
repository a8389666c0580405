"""What the API answers when it cannot do as asked: problem details (RFC 9457)."""

import logging
import math
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, JsonResponse
from psycopg.errors import QueryCanceled
from rest_framework import exceptions

from ..asking import BadParameters
from ..errors import NotReplayed
from ..servers import current_turn, is_of_this_server
from .problems import PROBLEMS, ProblemKind, kind_of_status, problem_response

__all__ = ["Gone", "Unavailable", "problem"]

logger = logging.getLogger(__name__)


class Gone(exceptions.APIException):
    """The record was public and has been retracted."""

    status_code = 410


class Unavailable(exceptions.APIException):
    """The database does not answer, or was stopped before it had."""

    status_code = 503

    def __init__(self, kind: ProblemKind, detail: str, wait: int | None = None) -> None:
        """Keep the kind of problem, and in how many seconds to try again if that helps."""
        self.kind, self.wait = kind, wait
        super().__init__(detail)


def problem(exc: Exception, context: dict[str, Any]) -> JsonResponse | None:
    """Answer an exception with problem details; None leaves it to the server's own handling.

    What another server may answer is left to the middleware that turns to it.
    """
    if is_of_this_server(exc) and current_turn().can_go_on():
        return None
    request = context["request"]
    if isinstance(exc, BadParameters):
        return _bad_parameters(request, exc)
    exc = _as_api_exception(exc)
    if exc is None:
        return None
    status = exc.status_code
    response = problem_response(request, _kind(exc), _detail(exc, request), status=status)
    if wait := getattr(exc, "wait", None):
        response.headers["Retry-After"] = str(math.ceil(wait))
    return response


def _bad_parameters(request: Any, exc: BadParameters) -> JsonResponse:
    return problem_response(
        request,
        PROBLEMS["bad-parameter"],
        str(exc),
        parameter=exc.flaws[0].parameter,
        errors=[flaw.described() for flaw in exc.flaws],
    )


def _kind(exc: exceptions.APIException) -> ProblemKind:
    return exc.kind if isinstance(exc, Unavailable) else kind_of_status(exc.status_code)


def _as_api_exception(exc: Exception) -> exceptions.APIException | None:
    match exc:
        case exceptions.APIException():
            return exc
        case Http404():
            return exceptions.NotFound(str(exc) or None)
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case SuspiciousOperation():
            return exceptions.ParseError("The request is malformed: " + str(exc)[:200])
        case NotReplayed():
            return Unavailable(PROBLEMS["not-replayed"], str(exc), wait=10)
        case OperationalError():
            return _unavailable(exc)
        case _:
            return None


def _unavailable(exc: OperationalError) -> Unavailable:
    if isinstance(exc.__cause__, QueryCanceled):
        logger.warning("A question was stopped by the database: %s", exc)
        return Unavailable(
            PROBLEMS["question-too-long"],
            "The database reached its time limit for one request. Narrow it.",
        )
    logger.error("The database does not answer: %s", exc)
    detail = "The database does not respond. Try again later."
    return Unavailable(PROBLEMS["database-unavailable"], detail, wait=10)


def _detail(exc: exceptions.APIException, request: Any) -> str:
    match exc:
        case exceptions.MethodNotAllowed():
            return f"{request.method} is not allowed: the API is read-only. Use GET or HEAD."
        case exceptions.NotAcceptable():
            media = ", ".join(renderer.media_type for renderer in exc.available_renderers or ())
            return f"This address has none of the media types in Accept. It offers: {media}."
        case exceptions.Throttled():
            return (
                "Your address has sent as many requests as one client may. The next will be "
                f"answered in {math.ceil(exc.wait or 1)} seconds."
            )
        case _:
            return str(exc.detail)
