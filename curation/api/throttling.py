"""How often one client may ask: a rate for everything, and a lower one for whole tables."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from .formats import WholeFormat

__all__ = ["BulkThrottle", "ClientThrottle"]


ROUNDING = 1e-6  # seconds


class ClientThrottle(SimpleRateThrottle):
    """The rate of one client address, over all addresses of the API.

    DRF's own throttle remembers the moment of every request; this one keeps a single number,
    the moment at which a client that had asked evenly would be due (the virtual scheduling of
    the generic cell rate algorithm, ITU-T I.371, annex A). A client may use its whole rate at
    once; it comes back evenly, and `Retry-After` is when the next request will be answered.

    The number is in Django's cache. Two requests at the same instant may be counted as one.
    """

    scope = "api"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Return under which name the client is remembered."""
        return f"throttle:{self.scope}:{self.get_ident(request)}"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Return whether the client may ask now; if so, move the moment at which it is due."""
        key = self.rate and self.get_cache_key(request, view)
        if not key:
            return True
        now = self.timer()
        due = max(self.cache.get(key, now), now)
        self.early = due + self.duration / self.num_requests - self.duration - now
        if self.early > ROUNDING:
            return False
        self.cache.set(key, due + self.duration / self.num_requests, self.duration)
        return True

    def wait(self) -> float:
        """Return in how many seconds the next request will be answered."""
        return self.early


class BulkThrottle(ClientThrottle):
    """The lower rate of answers that hold all rows at once."""

    scope = "bulk"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Return the client's name; None for answers that come in pages."""
        if not isinstance(request.accepted_renderer, WholeFormat):
            return None
        return super().get_cache_key(request, view)
