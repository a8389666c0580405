"""What is answered to errors outside the API's views: problem details below it, pages elsewhere.

Django has logged the error, with its traceback and the request's id, before it asks here.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from .problems import PROBLEMS, problem_response

__all__ = ["ROOT", "bad_request", "page_not_found", "permission_denied", "server_error"]

ROOT = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    if not request.path.startswith(ROOT):
        return defaults.bad_request(request, exception)
    detail = "The request is malformed: its host, its encoding or its size is not acceptable."
    return problem_response(request, PROBLEMS["malformed-request"], detail)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if not request.path.startswith(ROOT):
        return defaults.permission_denied(request, exception)
    return problem_response(request, PROBLEMS["forbidden"], "This address is not for you.")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    if not request.path.startswith(ROOT):
        return defaults.page_not_found(request, exception)
    detail = "Nothing is at this address. The API begins at /api/v1/."
    return problem_response(request, PROBLEMS["not-found"], detail)


def server_error(request: HttpRequest, *_: Any) -> HttpResponse:
    """Answer 500, without a word on what failed: that is in the log."""
    if not request.path.startswith(ROOT):
        return defaults.server_error(request)
    detail = "The service has failed. Report the request_id: the failure is in our log under it."
    return problem_response(request, PROBLEMS["internal-error"], detail)
