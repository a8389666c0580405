"""Pages that are not the same for everybody: forms, and what only editors see."""

from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views import View

from . import errors

__all__ = ["PrivateView"]


class PrivateView(View):
    """A page for one visitor alone: no cache keeps it, no search engine lists it.

    It reads and writes working tables, of which a replica may not yet have the last state.
    """

    needs_primary = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, or say that the database is away."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except OperationalError as failed:
            return errors.unavailable(request, failed)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response
