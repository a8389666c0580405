"""What explains the linked data of the API and of releases: their words, and their shapes."""

import hashlib
import json

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from ...asking import FOR_NOW
from ...exports.linked import SHAPES, context
from ..formats import Format
from .releases import PROBLEM
from .root import CheckedView

__all__ = ["ContextView", "ShapesView"]


class TurtleFormat(Format):
    """RDF 1.1 Turtle."""

    media_type = "text/turtle"
    format = "ttl"


class LinkedFormat(Format):
    """JSON-LD, which is UTF-8 and takes no charset."""

    media_type = "application/ld+json"
    format = "jsonld"
    charset = None


def conditional(request: Request, content: bytes, media_type: str) -> HttpResponseBase:
    """Return a text with its validator, or that the reader has it already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=tag) or HttpResponse(
        content, content_type=media_type
    )
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = FOR_NOW
    return response


class ShapesView(CheckedView):
    """The shapes (SHACL) that every JSON-LD document of the API and of releases conforms to."""

    renderer_classes = (TurtleFormat,)

    @extend_schema(
        responses={
            (200, "text/turtle"): OpenApiResponse(OpenApiTypes.STR, "The shapes."),
            (400, "application/problem+json"): PROBLEM,
        },
        operation_id="shapes",
        tags=["linked data"],
        summary="What linked data conform to",
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return the shapes."""
        return conditional(request, SHAPES.read_bytes(), "text/turtle; charset=utf-8")


class ContextView(CheckedView):
    """The context: what each word of the JSON-LD documents means, in absolute IRIs."""

    renderer_classes = (LinkedFormat,)

    @extend_schema(
        responses={
            (200, "application/ld+json"): OpenApiResponse(OpenApiTypes.STR, "The context."),
            (400, "application/problem+json"): PROBLEM,
        },
        operation_id="context",
        tags=["linked data"],
        summary="The words of linked data",
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return the context, which stands in every document as well."""
        text = json.dumps({"@context": context()}, ensure_ascii=False, indent=2)
        return conditional(request, text.encode(), "application/ld+json")
