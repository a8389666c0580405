"""The API's front door, and what is said at doors that do not exist."""

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

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
    """The API's description in OpenAPI, as YAML or JSON."""

    takes = ("format", "lang")


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
