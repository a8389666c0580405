"""How often one client may ask: a rate for everything, and a lower one for whole tables."""

from typing import Any

from rest_framework.request import Request

from ..asking.throttling import EvenThrottle
from .formats import WholeFormat

__all__ = ["BulkThrottle", "ClientThrottle"]


class ClientThrottle(EvenThrottle):
    """The rate of one client address, over all addresses of the API."""

    scope = "api"


class BulkThrottle(ClientThrottle):
    """The lower rate of answers that hold all rows at once."""

    scope = "bulk"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Return the client's name; None for answers that come in pages."""
        if not isinstance(request.accepted_renderer, WholeFormat):
            return None
        return super().get_cache_key(request, view)
