"""Records of any kind, by their identifiers, with their histories."""

from typing import Any

from django.http import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from ...exports import RECORDS, TABLE_OF_KIND, EntryText, FactEntry, RecordEntry, Table
from ...models import Revision
from ...vocabulary import FACT_KINDS, RecordKind
from ..answers import ANY_FACT, ANY_RECORD, ANY_REVISION
from ..filters import FormatOnly, HistoryPages, KnownAt, RecordFilters
from .facts import FactViewSet

__all__ = ["RecordViewSet"]


class RecordViewSet(FactViewSet):
    """All facts together; by identifier, also actors, sources and vocabularies."""

    filterset_class = RecordFilters
    table: Table = RECORDS
    entry: type[EntryText] = FactEntry

    def parameters(self) -> type[FormatOnly]:
        """Return the parameters that the present action takes."""
        return {"list": RecordFilters, "retrieve": KnownAt, "revisions": HistoryPages}[self.action]

    def answer(self) -> Any:
        """Return the serializer that describes the present action's answer."""
        return {"list": ANY_FACT, "retrieve": ANY_RECORD, "revisions": ANY_REVISION}[self.action]

    def get_queryset(self) -> Any:
        """Return the facts for the list, the whole ledger for what is named by its id."""
        kinds = FACT_KINDS if self.action == "list" else RecordKind.values
        return Revision.objects.of_kind(*kinds)

    def is_citable(self) -> bool:
        """Tell whether the present action answers with what can be cited."""
        return self.action != "revisions"

    @action(detail=True)
    def revisions(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """Return all that was ever published of the record, retractions included."""
        return self.kept(self.history)

    def history(self) -> HttpResponseBase:
        """Return the revisions of the record that the address names, up to the place asked for."""
        named = self.named_so(self.kwargs[self.lookup_url_kwarg])
        revisions = self.get_queryset().filter(**named)
        rows = revisions.up_to(self.place)
        kind = rows.order_by("id").values_list("kind", flat=True).first()
        if kind is None:
            raise NotFound("Nothing of this id was ever published.")
        return self.listed(
            revisions.up_to, table=TABLE_OF_KIND[RecordKind(kind)], entry=RecordEntry
        )
