"""The pages that show the API's description to people."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerView
from rest_framework.request import Request

__all__ = ["RedocView", "SwaggerView"]


class _Page:
    """A page of HTML, which has no metadata to show to OPTIONS."""

    def options(self, request: Request, *_: Any, **__: Any) -> HttpResponse:
        """Answer with `Allow` alone."""
        return HttpResponse(status=204)


class SwaggerView(_Page, SpectacularSwaggerView):
    """The description, to try out."""


class RedocView(_Page, SpectacularRedocView):
    """The description, to read."""
