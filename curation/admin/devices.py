"""Which browser an account decides from: a random mark that says nothing else about it.

The browser keeps the mark in a cookie; the registry keeps only a salted fingerprint of it, with
what was done. The audit compares the fingerprints of the two people behind a publication.
"""

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

__all__ = ["Device"]

COOKIE = "registry_device"
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{43}")
SECONDS_KEPT = 5 * 365 * 24 * 60 * 60


class Device:
    """The browser that a request comes from."""

    def __init__(self, request: HttpRequest) -> None:
        """Read the mark, or choose one for a browser that has none."""
        sent = request.COOKIES.get(COOKIE, "")
        self.is_new = WELL_FORMED.fullmatch(sent) is None
        self._mark = secrets.token_urlsafe(32) if self.is_new else sent

    @property
    def fingerprint(self) -> str:
        """Return what is recorded; the mark does not follow from it."""
        return salted_hmac("curation.device", self._mark, algorithm="sha256").hexdigest()[:32]

    def remember(self, response: HttpResponse) -> None:
        """Have the browser keep a new mark."""
        if self.is_new:
            response.set_cookie(
                COOKIE,
                self._mark,
                max_age=SECONDS_KEPT,
                path=reverse("admin:index"),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
