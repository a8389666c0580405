"""What is answered to errors outside views: problem details below the API, pages elsewhere.

Django has logged the error, with its traceback and the request's id, before it asks here.
"""

import sys
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from psycopg.errors import ReadOnlySqlTransaction

from curation.api import handlers as problems
from curation.disk import disk_advice
from curation.web import errors as pages

__all__ = ["bad_request", "page_not_found", "permission_denied", "server_error"]

API = "/api/"


def _by_path(name: str) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, *about: Any, **more: Any) -> HttpResponse:
        surface = problems if request.path.startswith(API) else pages
        return getattr(surface, name)(request, *about, **more)

    return answer


bad_request = _by_path("bad_request")
permission_denied = _by_path("permission_denied")
page_not_found = _by_path("page_not_found")
_our_own_fault = _by_path("server_error")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500; outside the API, 503 with advice where the disk or the database is at fault.

    Django asks here while it handles the exception.
    """
    error = sys.exception()
    if not request.path.startswith(API) and (advice := disk_advice(error)):
        return pages.disk_refuses(request, advice)
    if request.path.startswith(API) or not _is_of_the_database(error):
        return _our_own_fault(request)
    if request.path.startswith(reverse("admin:index")):
        return pages.desk_closed(request)
    return pages.unavailable(request, error)


def _is_of_the_database(error: BaseException | None) -> bool:
    if isinstance(error, InternalError):
        # The address leads to a standby, as it may between the fall of a primary and a new one.
        return isinstance(error.__cause__, ReadOnlySqlTransaction)
    return isinstance(error, OperationalError | InterfaceError)
