"""How often one client may ask, whatever the surface."""

from typing import Any

from rest_framework.throttling import SimpleRateThrottle

__all__ = ["EvenThrottle"]

ROUNDING = 1e-6  # seconds


class EvenThrottle(SimpleRateThrottle):
    """The rate of one client address, which comes back evenly; ``scope`` names it in the settings.

    DRF's own throttle remembers the moment of every request; this one keeps a single number,
    the moment at which a client that had asked evenly would be due (the virtual scheduling of
    the generic cell rate algorithm, ITU-T I.371, annex A). A client may use its whole rate at
    once, and `Retry-After` is when the next request will be answered.

    The number is in Django's cache. Two requests at the same instant may be counted as one.
    """

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        """Return under which name the client is remembered."""
        return f"throttle:{self.scope}:{self.get_ident(request)}"

    def allow_request(self, request: Any, view: Any) -> bool:
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
