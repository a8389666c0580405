"""The API's front door, and what is said at doors that do not exist."""

import hashlib
from functools import cache
from threading import Lock
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from ...asking import FOR_NOW
from ..answers import Root
from ..filters import FormatOnly
from .public import PublicView

__all__ = ["CheckedView", "NowhereView", "RootView", "SchemaView"]

COLLECTIONS = (
    "actors", "statuses", "statements", "positions", "events", "figures", "records", "citations",
    "sources", "status-types", "issues", "indicators",
)  # fmt: skip
DERIVED = ("membership", "membership-comparison", "membership-panel", "membership-dyads")


class CheckedView(PublicView):
    """A view that takes no parameter but ``format``."""

    takes = ("format",)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse unknown parameters."""
        super().initial(request, *args, **kwargs)
        FormatOnly(request.query_params, also=self.takes)


class RootView(CheckedView):
    """Lists the collections."""

    @extend_schema(responses=Root, operation_id="root", tags=["root"], summary="Where things are")
    def get(self, request: Request) -> Response:
        """Return the addresses of the collections, of what is derived, and of the documentation."""
        here = request.build_absolute_uri(request.path)
        changes = f"{here}changes/"
        feed = f"{changes}?format=atom"
        return Response(
            headers={"Link": f'<{feed}>; rel="alternate"; type="application/atom+xml"'},
            data={
                "collections": {name: f"{here}{name}/" for name in COLLECTIONS},
                "derived": {name: reverse(name, request=request) for name in DERIVED},
                "schema": reverse("schema", request=request),
                "docs": reverse("docs", request=request),
                "problems": reverse("problems", request=request),
                "releases": reverse("releases", request=request),
                "shapes": reverse("shapes", request=request),
                "context": reverse("context", request=request),
                "changes": changes,
                "feed": feed,
            },
        )


class SchemaView(CheckedView, SpectacularAPIView):
    """The API's description in OpenAPI, as YAML or JSON.

    It follows from the program alone: it is made once in a process, and by one thread, since the
    generator works with state that threads would share.
    """

    def _get_schema_response(self, request: Request) -> HttpResponseBase:
        """Return the description, or that the reader has it already."""
        renderer = request.accepted_renderer
        with MAKING:
            content, tag = _described(type(renderer))
        response = get_conditional_response(request._request, etag=tag) or HttpResponse(
            content,
            content_type=renderer.media_type,
            headers={
                "Content-Disposition": f'inline; filename="{self._get_filename(request, None)}"'
            },
        )
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = FOR_NOW
        return response


MAKING = Lock()


@cache
def _described(renderer: type[Any]) -> tuple[bytes, str]:
    """Return the description as a renderer writes it, and its validator."""
    content = renderer().render(_schema(), renderer_context={})
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


@cache
def _schema() -> dict[str, Any]:
    return SpectacularAPIView.generator_class().get_schema(request=None, public=True)


class NowhereView(APIView):
    """Every other address below the API."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Answer that nothing is here, whatever is asked for and however.

        Raises:
            NotFound: always.
        """
        raise NotFound(
            "Page not found. All addresses of the API are listed at "
            f"{reverse('api-root', request=request)}."
        )
