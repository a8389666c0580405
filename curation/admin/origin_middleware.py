"""Every change made at the desk leaves the history the account that made it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..actions import changes_from
from ..vocabulary import Origin
from .devices import Device

__all__ = ["OriginMiddleware"]

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class OriginMiddleware:
    """Opens the context of the history for requests to the desk that may change something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Remember what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; tell the history where its changes come from."""
        if request.method in SAFE_METHODS or not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        by, device = request.user if request.user.is_authenticated else None, Device(request)
        with self._told(request, by, device):
            response = self.get_response(request)
        if response.streaming:
            # What a page does while it is sent happens after this middleware has returned.
            chunks = response.streaming_content
            response.streaming_content = self._told_of(request, by, device, chunks)
        device.remember(response)
        return response

    @staticmethod
    def _told(request: HttpRequest, by: Any, device: Device) -> AbstractContextManager:
        return changes_from(Origin.ADMIN, by=by, address=request.path, device=device.fingerprint)

    def _told_of(
        self, request: HttpRequest, by: Any, device: Device, chunks: Iterable[bytes]
    ) -> Iterator[bytes]:
        with self._told(request, by, device):
            yield from chunks
