"""What is answered to errors outside views: problem details below the API, pages elsewhere.

Django has logged the error, with its traceback and the request's id, before it asks here.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from curation.api import handlers as problems
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
server_error = _by_path("server_error")
