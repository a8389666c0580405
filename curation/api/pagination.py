"""Pages by keyset: a page begins after the last id of the page before it."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from .errors import BadParameters, Flaw

__all__ = ["LedgerPagination"]

LARGEST_ID = 2**63 - 1


class LedgerPagination(CursorPagination):
    """Pages in the ledger's order, which publication only ever adds to."""

    page_size = 100
    max_page_size = 1000
    page_size_query_param = "page_size"
    ordering = "id"
    cursor_query_description = "Where the page begins: taken from `next` or `previous`."
    page_size_query_description = "Results on a page, at most 1000."

    def paginate_queryset(
        self, queryset: QuerySet, request: Request, view: Any = None
    ) -> list[Any]:
        """Return the rows of the page that the request asks for."""
        self.echo = view.asked.echo()
        return super().paginate_queryset(queryset, request, view)

    def get_page_size(self, request: Request) -> int:
        """Return the size asked for, or refuse it."""
        asked = request.query_params.get(self.page_size_query_param, str(self.page_size))
        plain = asked.isascii() and asked.isdigit() and len(asked) <= 6
        if not plain or not 1 <= int(asked) <= self.max_page_size:
            detail = f"“page_size” is a number from 1 to {self.max_page_size}."
            raise BadParameters(Flaw("page_size", detail))
        return int(asked)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Return the position that the cursor stands for, or refuse a cursor not given out."""
        try:
            cursor = super().decode_cursor(request)
        except NotFound:
            raise self._not_given_out() from None
        if cursor is None:
            return None
        position = cursor.position or ""
        given_out = position.isascii() and position.isdigit() and len(position) < 20
        if cursor.offset or not given_out or int(position) > LARGEST_ID:
            raise self._not_given_out()
        return cursor

    def _not_given_out(self) -> BadParameters:
        detail = "“cursor” was not given out by this API. Follow `next`, or begin without it."
        return BadParameters(Flaw("cursor", detail))

    def get_paginated_response(self, data: list[Any]) -> Response:
        """Return the page with its neighbours and the moments that it answers for."""
        pages = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        return Response({**pages, **self.echo, "results": data})

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the parameters of pages."""
        sizes = {"type": "integer", "minimum": 1, "maximum": self.max_page_size}
        return [
            {
                "name": name,
                "required": False,
                "in": "query",
                "description": description,
                "schema": schema,
            }
            for name, description, schema in (
                ("cursor", self.cursor_query_description, {"type": "string", "minLength": 1}),
                ("page_size", self.page_size_query_description, sizes),
            )
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the page."""
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "next": {**link, "description": "The page after this one."},
            "previous": {**link, "description": "The page before this one."},
            "valid_at": {
                "type": ["string", "null"],
                "format": "date",
                "description": "The day asked about; null: not asked.",
            },
            "known_at": {
                "type": ["string", "null"],
                "format": "date-time",
                "description": "As of which moment the registry is quoted; null: now.",
            },
            "extent": {
                "anyOf": [{"type": "string", "enum": ["definite", "possible"]}, {"type": "null"}],
                "description": "In which extent `valid_at` is looked for.",
            },
            "results": schema,
        }
        return {"type": "object", "required": list(properties), "properties": properties}
