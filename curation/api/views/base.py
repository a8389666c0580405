"""What all views of the ledger do alike."""

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from ...asking import BadParameters, Flaw
from ...asking.parameters import Slugs
from ...exports import (
    TABLE_OF_KIND,
    EntryText,
    FactEntry,
    Reading,
    RecordEntry,
    Table,
)
from ...exports.former import is_former, table_at
from ...exports.json_text import without_blanks
from ...exports.renamed import RENAMED
from ...models import AsOf, Revision
from ...vocabulary import FACT_KINDS, Action, RecordKind
from ..answers import ENTRIES
from ..entry_formats import BIBLIOGRAPHY, LinkedDataFormat, WorkbookFormat
from ..errors import Gone
from ..filters import FormatOnly, KnownAt
from ..filters.collections import PAGING
from ..formats import CSVFormat, Delivery, Format, JSONFormat, NDJSONFormat, WholeFormat
from ..ordering import Order
from ..pagination import LedgerPagination
from ..schema import LedgerSchema
from .as_of import AsOfView

__all__ = ["LedgerViewSet", "ListView"]

# Of these, lists are citable too: what the facts rest on, and the facts.
CITED = {RecordKind.SOURCE, *FACT_KINDS}


class ListView(AsOfView, GenericViewSet):
    """A collection, in pages or in one stream, as of one place in the ledger."""

    schema = LedgerSchema()
    renderer_classes = (JSONFormat, NDJSONFormat, CSVFormat, WorkbookFormat, LinkedDataFormat)
    pagination_class = LedgerPagination
    filter_backends = ()
    table: Table | None
    entry: ClassVar[type[EntryText]]
    of_citations = False
    lookup_url_kwarg = "uuid"

    def answer(self) -> Any:
        """Return the serializer that describes the present action's answer."""
        return self.serializer_class

    def noun_plural(self) -> str:
        """Return what the collection is of."""
        return self.table.name.replace("-", " ") if self.table else "records"

    def is_described(self) -> bool:
        """Tell whether the request asks what can be asked, rather than asking it."""
        return self.action in (None, "metadata")

    def check_form(self) -> None:
        """Refuse what the form of the answer has no use for, and what it does not have."""
        given, form = self.asked.given, self.form
        flaws = [
            Flaw(name, f"“{name}” does not apply to {form.format}: leave it out.")
            for name in self._idle()
            if name in given
        ]
        names = (
            table_at(self.place, self.table).header()
            if form.tabular and self.table
            else list(self._keys())
        )
        for name in self.asked.value("fields") or ():
            if name not in names:
                new = RENAMED.get(name, "")
                detail = f"{form.format} has no field “{name}” here" + (
                    f": it has been renamed to “{new}”." if new in names else "."
                )
                flaws.append(Flaw("fields", detail, allowed=names))
        if flaws:
            raise BadParameters(*flaws)

    def _idle(self) -> list[str]:
        """Return the parameters that mean nothing for the form of the answer."""
        whole = isinstance(self.form, WholeFormat)
        idle = [*PAGING, "facets"] if whole else []
        if whole and not self.form.chooses:
            idle.append("fields")
        if not isinstance(self.form, JSONFormat | NDJSONFormat):
            idle.append("highlight")
        return idle if isinstance(self.form, CSVFormat) else [*idle, "raw"]

    def _keys(self) -> list[str]:
        return list(getattr(self.asked, "keys", ()))

    def order(self) -> Order:
        """Return the order that the request asks for."""
        return Order.named(self.asked.value("ordering"), of_citations=self.of_citations)

    def list(self, request: Request, **_: Any) -> HttpResponseBase:
        """Return what passes the filters."""
        return self.kept(
            lambda: self.listed(lambda place: self.asked.rows(self.get_queryset(), place))
        )

    def listed(self, rows_at: Callable[[AsOf], Any], **given: Any) -> HttpResponseBase:
        """Return the rows at the place as a page, or all of them as a stream."""

        def reading_at(place: AsOf) -> Reading:
            return self.reading(rows_at(place), place=place, **given)

        if isinstance(self.form, WholeFormat):
            reading = reading_at(self.place)
            return self.streamed(reading, reading.table.name)
        return self.paginator.page(self, reading_at)

    def streamed(self, reading: Reading, name: str) -> HttpResponseBase:
        """Return all rows, in order, under a file name."""
        whole = replace(reading, rows=self.order().sorted(reading.rows))
        return self.form.answer(whole, name, self.delivery())

    def delivery(self) -> Delivery:
        """Return what the answer has to know of the request."""
        return Delivery(
            base=self.request.build_absolute_uri(reverse("api-root")),
            permalink=self.link(),
            raw=self.asked.value("raw") == "1",
            history=self.action == "revisions",
            verbatim=self.is_verbatim(),
            bodiless=self.request.method == "HEAD",
        )

    def reading(
        self,
        rows: Any,
        *,
        place: AsOf | None = None,
        table: Table | None = None,
        entry: type[EntryText] | None = None,
    ) -> Reading:
        """Return the reading of rows that the request asks for."""
        return Reading(
            rows=rows,
            place=place or self.place,
            table=table_at(self.place, table or self.table),
            entry=entry or self.entry,
            fields=self.asked.value("fields") or (),
            question=self.asked.value("q") if self.asked.value("highlight") == "1" else None,
            site=self.site(),
        )

    def site(self) -> str:
        """Return the root of the pages; blank where entries are documents as they were published.

        So they are in a record's history: digests cover them byte for byte.
        """
        return "" if self.is_verbatim() else self.request.build_absolute_uri(reverse("home"))

    def is_verbatim(self) -> bool:
        """Tell whether entries are told as they were published, blank texts included.

        So are those of a place in the ledger at which an earlier version answered: its permalinks
        keep their bytes.
        """
        return self.action == "revisions" or is_former(self.place)


class LedgerViewSet(ListView):
    """The records of one kind: all of them, and each by its name."""

    kind: RecordKind

    def forms(self) -> tuple[type[Format], ...]:
        """Return the forms of the answer: of facts, and of any one record, citations too."""
        return (*super().forms(), *BIBLIOGRAPHY) if self.is_citable() else super().forms()

    def is_citable(self) -> bool:
        """Tell whether the present action answers with what can be cited."""
        return self.kind in CITED or self.action == "retrieve"

    @property
    def table(self) -> Table:
        """The columns of the kind."""
        return TABLE_OF_KIND[self.kind]

    @property
    def entry(self) -> type[EntryText]:
        """What the entries of the kind are."""
        return FactEntry if self.kind in FACT_KINDS else RecordEntry

    def get_queryset(self) -> Any:
        """Return the kind's part of the ledger."""
        return Revision.objects.of_kind(self.kind)

    def parameters(self) -> type[FormatOnly]:
        """Return the parameters that the present action takes."""
        return KnownAt if self.action == "retrieve" else self.filterset_class

    def answer(self) -> Any:
        """Return the serializer that describes the present action's answer."""
        return ENTRIES[self.kind]

    def retrieve(self, request: Request, **_: Any) -> HttpResponseBase:
        """Return one record as it stands, or stood at `known_at`."""
        return self.kept(self.retrieved)

    def retrieved(self) -> HttpResponseBase:
        """Return the record that the address names."""
        revision = self.revision()
        kind = RecordKind(revision["kind"])
        entry = FactEntry if kind in FACT_KINDS else RecordEntry
        rows = Revision.objects.filter(pk=revision["id"])
        reading = self.reading(rows, table=TABLE_OF_KIND[kind], entry=entry)
        if isinstance(self.form, WholeFormat):
            return self.streamed(reading, f"{kind}-{revision['slug'] or revision['record']}")
        text = reading.entries().values_list("entry", flat=True).get()
        content = self.described(text, revision).encode()
        content = content if self.is_verbatim() else without_blanks(content)
        return HttpResponse(content, content_type="application/json")

    def described(self, text: str, revision: dict[str, Any]) -> str:
        """Return the JSON text of one record's page; its entry, unless there is more to say."""
        return text

    def revision(self) -> dict[str, Any]:
        """Return which revision of the record that the address names is in force.

        Raises:
            NotFound: the record is not public, or was not at that moment.
            Gone: it was retracted.
        """
        named = self.kwargs[self.lookup_url_kwarg]
        rows = self.get_queryset().as_of(self.place).filter(**self.named_so(named))
        found = rows.values("id", "record", "kind", "slug", "action", "summary").first()
        if found is None:
            then = " at that moment" if self.asked.moment() else ""
            raise NotFound(
                f"There is no public record here called “{named}”{then}. Earlier "
                "and later states of a record are at /api/v1/records/<id>/revisions/."
            )
        if found["action"] == Action.RETRACT:
            raise Gone(
                f"Retracted: {found['summary']} What was public stands at "
                f"/api/v1/records/{found['record']}/revisions/."
            )
        return found

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
