"""What all views of the ledger do alike."""

import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from ...exports import TABLE_OF_KIND, Entry, Table, csv_lines, record_entries
from ...models import Revision
from ...vocabulary import Action, RecordKind
from ..answers import ENTRIES
from ..errors import BadParameters, Flaw, Gone
from ..filters import FormatOnly, KnownAt
from ..formats import CSVFormat
from ..pagination import LedgerPagination
from ..parameters import Slugs
from ..schema import LedgerSchema

__all__ = ["LedgerViewSet", "ListView"]

SHOWN = (
    "id", "record", "kind", "number", "action", "basis", "document", "recorded", "submitted_by",
    "submitted_at", "approved_by", "summary", "fact_version", "schema_version", "digest",
    "previous_digest",
)  # fmt: skip

PAGING = ("cursor", "page_size")


class ListView(GenericViewSet):
    """A collection, in pages of JSON or in one stream of CSV."""

    schema = LedgerSchema()
    renderer_classes = (JSONRenderer, CSVFormat)
    pagination_class = LedgerPagination
    filter_backends = ()
    filterset_class: type[FormatOnly]
    table: Table | None
    lookup_url_kwarg = "uuid"

    def parameters(self) -> type[FormatOnly]:
        """Return the parameters that the present action takes."""
        return self.filterset_class

    def answer(self) -> Any:
        """Return the serializer that describes the present action's answer."""
        return self.serializer_class

    def noun_plural(self) -> str:
        """Return what the collection is of."""
        return self.table.name.replace("-", " ") if self.table else "records"

    def get_renderers(self) -> list[Any]:
        """Return the forms of the answer; OPTIONS has no table."""
        renderers = super().get_renderers()
        return renderers[:1] if self.action == "metadata" else renderers

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check every parameter before anything is looked up."""
        super().initial(request, *args, **kwargs)
        if self.action in (None, "metadata"):
            return
        lists = self.action != "retrieve"
        self.asked = self.parameters()(request.query_params, self.get_queryset())
        self.asked.check(besides=("format", *PAGING) if lists else ("format",))
        if self.as_csv() and (paging := [name for name in PAGING if name in request.query_params]):
            detail = "CSV has all rows at once, without pages: leave “{}” out."
            raise BadParameters(*(Flaw(name, detail.format(name)) for name in paging))

    def as_csv(self) -> bool:
        """Return whether the answer is a table."""
        return self.request.accepted_renderer.format == CSVFormat.format

    def list(self, request: Request, **_: Any) -> HttpResponseBase:
        """Return what passes the filters, in the order of publication."""
        return self.listed(self.asked.qs, self.table)

    def listed(self, rows: Any, table: Table) -> HttpResponseBase:
        """Return rows as a page of JSON, or all of them as a table."""
        if self.as_csv():
            return self.tabulated(table, self.entries(rows.iterator(chunk_size=500)), table.name)
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(list(self.entries(page)))

    def tabulated(self, table: Table, entries: Iterable[Entry], name: str) -> HttpResponseBase:
        """Return a stream of CSV that browsers save under ``name``."""
        return StreamingHttpResponse(
            csv_lines(table, entries),
            content_type="text/csv; charset=utf-8; header=present",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )

    def entries(self, rows: Iterable[Any]) -> Iterator[Entry]:
        """Return the entries of rows."""
        raise NotImplementedError


class LedgerViewSet(ListView):
    """The records of one kind: all of them, and each by its name."""

    kind: RecordKind

    @property
    def table(self) -> Table:
        """The columns of the kind."""
        return TABLE_OF_KIND[self.kind]

    def get_queryset(self) -> Any:
        """Return the kind's part of the ledger."""
        return Revision.objects.of_kind(self.kind).only(*SHOWN)

    def parameters(self) -> type[FormatOnly]:
        """Return the parameters that the present action takes."""
        return KnownAt if self.action == "retrieve" else self.filterset_class

    def answer(self) -> Any:
        """Return the serializer that describes the present action's answer."""
        return ENTRIES[self.kind]

    def entries(self, rows: Iterable[Revision]) -> Iterator[Entry]:
        """Return the entries of revisions."""
        return record_entries(rows)

    def retrieve(self, request: Request, **_: Any) -> HttpResponseBase:
        """Return one record as it stands, or stood at `known_at`."""
        revision = self.revision()
        entry = self.described(revision)
        if self.as_csv():
            table = TABLE_OF_KIND[RecordKind(revision.kind)]
            name = entry.get("slug") or entry["id"]
            return self.tabulated(table, [entry], f"{revision.kind}-{name}")
        return Response(entry)

    def described(self, revision: Revision) -> Entry:
        """Return the entry of one revision."""
        return next(iter(self.entries([revision])))

    def revision(self) -> Revision:
        """Return the revision in force of the record that the address names.

        Raises:
            NotFound: the record is not public, or was not at that moment.
            Gone: it was retracted.
        """
        named = self.kwargs[self.lookup_url_kwarg]
        revision = self.asked.of(self.get_queryset()).filter(**self.named_so(named)).first()
        if revision is None:
            then = " at that moment" if self.asked.moment() else ""
            raise NotFound(
                f"The public record has nothing here that is called “{named}”{then}. Earlier "
                "and later states of a record are at /api/v1/records/<id>/revisions/."
            )
        if revision.action == Action.RETRACT:
            raise Gone(
                f"Retracted: {revision.summary} What was public stands at "
                f"/api/v1/records/{revision.record}/revisions/."
            )
        return revision

    def named_so(self, name: str) -> dict[str, Any]:
        """Return the condition that finds a record by its name in the address.

        Raises:
            NotFound: nothing can be called so.
        """
        if self.lookup_url_kwarg == "slug":
            if len(name) <= 80 and re.fullmatch(Slugs.pattern, name):
                return {"slug": name}
            raise NotFound("The address ends in a slug, like “belarus” or “full-member”.")
        try:
            if len(name) == 36:
                return {"record": uuid.UUID(name)}
        except ValueError:
            pass
        raise NotFound("The address names a record by its id, a UUID in its 36-letter form.")
