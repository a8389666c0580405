"""The desk has no limit on how long a statement may take."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..patience import unlimited, with_time

__all__ = ["PatienceMiddleware"]


class PatienceMiddleware:
    """Lifts the limit for the desk: an import of thousands of rows is one request there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Remember what answers the request, and where the desk is."""
        self.get_response = get_response
        self.desk = reverse("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; only requests to the desk are given time, also while a file is sent."""
        if not request.path.startswith(self.desk):
            return self.get_response(request)
        with unlimited():
            response = self.get_response(request)
        if response.streaming:
            response.streaming_content = with_time(response.streaming_content)
        return response
