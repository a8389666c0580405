"""Pages of JSON, joined from what the database wrote and handed on without being parsed."""

import json
from collections.abc import Callable, Hashable
from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.pagination import BasePagination

from ..asking import BadParameters, Flaw, permalink, unpinned
from ..exports import Reading, moment_text
from ..exports.as_sent import rows_as_sent
from ..exports.former import is_former
from ..exports.json_text import without_blanks
from ..exports.statements import Statements
from ..models import AsOf
from .facets import counted
from .filters.collections import PAGE_SIZE
from .formats import COUNT
from .ordering import Cursor, NotGivenOut, Order

__all__ = ["LedgerPagination"]

# Parameters that say which part of what is found is shown, and how.
OF_A_PAGE = ("cursor", "page_size", "fields", "facets", "ordering", "highlight", "format")
MOST_TOTALS = 1000

CHOSEN = {
    "type": "object",
    "minProperties": 1,
    "description": "With `fields`: only the keys asked for.",
}

LINK = {"type": ["string", "null"], "format": "uri"}
HEAD = {
    "next": {**LINK, "description": "The page after this one."},
    "previous": {**LINK, "description": "The page before this one."},
    "count": {"type": "integer", "description": "How many entries all pages have together."},
    "permalink": {
        "type": "string",
        "format": "uri",
        "description": "The address of this very answer; it never changes.",
    },
    "valid_at": {
        "type": ["string", "null"],
        "format": "date",
        "description": "The day asked about; null: not asked.",
    },
    "known_at": {
        "type": ["string", "null"],
        "format": "date-time",
        "description": "As of which moment of the ledger the registry is quoted; null "
        "before its first revision.",
    },
    "extent": {
        "anyOf": [{"type": "string", "enum": ["definite", "possible"]}, {"type": "null"}],
        "description": "In which extent `valid_at` is looked for.",
    },
    "facets": {
        "type": "object",
        "description": "With `facets`: for each parameter, its values with the number of "
        "entries that have them, the most frequent first.",
        "additionalProperties": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["value", "count"],
                "properties": {
                    "value": {"type": ["string", "null"]},
                    "count": {"type": "integer"},
                },
            },
        },
    },
}
"""What stands before the entries of a page."""


class LedgerPagination(BasePagination):
    """Pages by keyset: each begins after the last row of the one before it.

    All links of a walk ask about the same place in the ledger, so that what is published
    meanwhile neither shifts nor doubles anything.
    """

    statements = Statements()
    totals: ClassVar[dict[Hashable, int]] = {}

    def page(self, view: Any, reading_at: Callable[[AsOf], Reading]) -> HttpResponse:
        """Return the page that the view's request asks for, of what is read at a place."""
        asked, place, pinned = view.asked, view.place, view.pinned()
        size = asked.value("page_size") or PAGE_SIZE
        cursor = self._cursor(asked.value("cursor"))
        rows, more = self._rows(view, reading_at, cursor, size)
        is_all = cursor is None and not more
        count = len(rows) if is_all else self._counted(view, reading_at)
        head = {
            **self._links(rows, more, cursor, view),
            **({} if is_former(place) else {"count": count}),
            "permalink": permalink(view.request, pinned),
            "valid_at": None,
            "known_at": pinned.moment and moment_text(pinned.moment),
            "extent": None,
            **asked.echo(),
        }
        if names := asked.value("facets"):
            parameters = {name: asked.parameters[name] for name in names}
            head["facets"] = counted(reading_at(place).rows, parameters)
        written = _as_published if view.is_verbatim() else without_blanks
        content = _joined(json.dumps(head, ensure_ascii=False).encode(), rows, written)
        return HttpResponse(content, content_type="application/json", headers={COUNT: str(count)})

    def _counted(self, view: Any, reading_at: Callable[[AsOf], Reading]) -> int:
        """Return how many rows all pages of the walk have: counted once at a place."""
        asked = unpinned(view.request, **dict.fromkeys(OF_A_PAGE))
        walk = (type(view), view.request.path, asked, view.place)
        if walk not in self.totals:
            if len(self.totals) >= MOST_TOTALS:
                self.totals.clear()
            self.totals[walk] = reading_at(view.place).count()
        return self.totals[walk]

    def _cursor(self, text: str | None) -> Cursor | None:
        try:
            return Cursor.read(text) if text else None
        except NotGivenOut:
            raise not_given_out() from None

    def _rows(
        self, view: Any, reading_at: Callable[[AsOf], Reading], cursor: Cursor | None, size: int
    ) -> tuple[list[tuple], bool]:
        """Return the rows of the page, and whether there are more in its direction."""
        backwards = bool(cursor and cursor.backwards)
        if view.place.moment is None:
            return [], False

        def compiled(place: AsOf) -> tuple[str, tuple[Any, ...]]:
            return self._compiled(reading_at(place), view.order(), cursor, size)

        # Who goes by the words is looked up at the place, and is part of the question then. So are
        # the actors that codes belong to.
        if not view.asked.names_codes():
            to_come, called = view.asked.is_to_come(), view.asked.called(view.place)
            path, asked = view.request.path, unpinned(view.request)
            question = (type(view), path, asked, to_come, view.site(), called)
            statement = self.statements.of(question, view.place, compiled)
        else:
            statement = compiled(view.place)
        found = rows_as_sent(*statement)
        kept = found[:size]
        return (kept[::-1] if backwards else kept), len(found) > size

    def _compiled(
        self, reading: Reading, order: Order, cursor: Cursor | None, size: int
    ) -> tuple[str, tuple[Any, ...]]:
        try:
            rows = order.beyond(reading.rows, cursor) if cursor else reading.rows
        except NotGivenOut:
            raise not_given_out() from None
        ordered = order.sorted(rows, backwards=bool(cursor and cursor.backwards))
        return reading.page_sql(ordered, size + 1, order.shown())

    def _links(
        self, rows: list[tuple], more: bool, cursor: Cursor | None, view: Any
    ) -> dict[str, str | None]:
        def link(row: tuple, *, backwards: bool) -> str:
            keys = [key.decode() if isinstance(key, bytes) else key for key in row[2:]]
            there = Cursor(tuple(keys), backwards)
            return permalink(view.request, view.pinned(), cursor=str(there))

        backwards = bool(cursor and cursor.backwards)
        has_next = bool(rows) and (backwards or more)
        has_previous = bool(rows) and (more if backwards else cursor is not None)
        return {
            "next": link(rows[-1], backwards=False) if has_next else None,
            "previous": link(rows[0], backwards=True) if has_previous else None,
        }

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the page."""
        results = {**schema, "items": {"anyOf": [schema["items"], CHOSEN]}}
        required = [*(name for name in HEAD if name != "facets"), "results"]
        properties = {**HEAD, "results": results}
        return {"type": "object", "required": required, "properties": properties}


def _as_published(text: bytes) -> bytes:
    return text


def _joined(head: bytes, rows: list[tuple], written: Callable[[bytes], bytes]) -> bytes:
    """Return the page: long texts are copied once."""
    pieces = [head[:-1], b', "results": [']
    for text, beside, *_ in rows:
        pieces += (written(text[:-1]), written(beside), b", ")
    if rows:
        pieces.pop()
    return b"".join([*pieces, b"]}"])


def not_given_out() -> BadParameters:
    """Return the refusal of a cursor."""
    detail = "“cursor” was not issued by this API. Follow `next`, or start without it."
    return BadParameters(Flaw("cursor", detail))
