"""What the API answers to errors outside its views: problem details."""

from django.http import HttpRequest, HttpResponse

from .problems import PROBLEMS, problem_response

__all__ = ["bad_request", "page_not_found", "permission_denied", "server_error"]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    detail = "The request is malformed: its host, its encoding or its size is not acceptable."
    return problem_response(request, PROBLEMS["malformed-request"], detail)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return problem_response(request, PROBLEMS["forbidden"], "You do not have access to this page.")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    detail = "Page not found. The API begins at /api/v1/."
    return problem_response(request, PROBLEMS["not-found"], detail)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, without a word on what failed: that is in the log."""
    detail = "The service has failed. Report the request_id: the failure is in our log under it."
    return problem_response(request, PROBLEMS["internal-error"], detail)
