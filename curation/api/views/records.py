"""Records of any kind, by their identifiers, with their histories."""

from typing import Any

from django.http import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from ...exports import RECORDS, TABLE_OF_KIND, Entry, Table, record_entries
from ...models import Revision
from ...vocabulary import FACT_KINDS, RecordKind
from ..answers import ANY_FACT, ANY_RECORD, ANY_REVISION
from ..filters import FormatOnly, KnownAt, RecordFilters
from .base import SHOWN
from .facts import FactViewSet

__all__ = ["RecordViewSet"]


class RecordViewSet(FactViewSet):
    """All facts together; by identifier, also actors, sources and vocabularies."""

    filterset_class = RecordFilters
    table: Table = RECORDS

    def parameters(self) -> type[FormatOnly]:
        """Return the parameters that the present action takes."""
        return {"list": RecordFilters, "retrieve": KnownAt, "revisions": FormatOnly}[self.action]

    def answer(self) -> Any:
        """Return the serializer that describes the present action's answer."""
        return {"list": ANY_FACT, "retrieve": ANY_RECORD, "revisions": ANY_REVISION}[self.action]

    def get_queryset(self) -> Any:
        """Return the facts for the list, the whole ledger for what is named by its id."""
        kinds = FACT_KINDS if self.action == "list" else RecordKind.values
        return Revision.objects.of_kind(*kinds).only(*SHOWN)

    def described(self, revision: Revision) -> Entry:
        """Return the entry of one revision of whatever kind."""
        if revision.kind in FACT_KINDS:
            return super().described(revision)
        return next(record_entries([revision]))

    @action(detail=True)
    def revisions(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """Return all that was ever published of the record, retractions included."""
        rows = self.get_queryset().filter(**self.named_so(kwargs[self.lookup_url_kwarg]))
        first = rows.first()
        if first is None:
            raise NotFound("Nothing of this id was ever published.")
        self.entries = record_entries
        return self.listed(rows, TABLE_OF_KIND[RecordKind(first.kind)])
