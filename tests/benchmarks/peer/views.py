"""The views of the stock peer."""

import csv
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, StreamingHttpResponse
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.pagination import CursorPagination
from rest_framework.viewsets import ModelViewSet

from .models import Citation, Status
from .serializers import StatusSerializer

__all__ = ["StatusViewSet", "statuses_csv"]

EVERYTHING = Status.objects.select_related(
    "actor", "status", "organization", "settled_by", "revision"
).prefetch_related(
    Prefetch("citations", Citation.objects.select_related("source", "reported_from")),
    "disputes",
    "disputed_by",
)


class InOrderOfPublication(CursorPagination):
    """Pages by keyset."""

    page_size = 100
    ordering = "revision_id"


class StatusViewSet(ModelViewSet):
    """Statuses."""

    queryset = EVERYTHING
    serializer_class = StatusSerializer
    pagination_class = InOrderOfPublication
    content_negotiation_class = DefaultContentNegotiation


HEADER = (
    "id", "kind", "label", "actor", "actor_name", "actor_kind", "actor_iso3", "actor_as_written",
    "status", "status_name", "dimension", "organization", "organization_name",
    "organization_kind", "organization_iso3", "start_basis", "end_basis", "when",
    "when_in_words", "attested", "definite_from", "definite_until", "possible_from",
    "possible_until", "precision", "certainty", "hedge", "rank", "rationale", "outcome",
    "settled_by", "note", "disputes", "disputed_by", "quotes", "sources", "revision_id",
    "revision_number", "basis", "recorded_from", "recorded_until", "submitted_by", "approved_by",
)  # fmt: skip


class Echo:
    """A file that hands back what is written to it, as Django's documentation has it."""

    def write(self, value: str) -> str:
        """Return the line."""
        return value


def statuses_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Stream all statuses, row by row."""
    writer = csv.writer(Echo())
    rows = EVERYTHING.order_by("revision_id").iterator(chunk_size=2000)

    def lines() -> Any:
        yield writer.writerow(HEADER)
        for row in rows:
            yield writer.writerow(_cells(row))

    return StreamingHttpResponse(lines(), content_type="text/csv")


def _cells(row: Status) -> list[Any]:
    citations, revision = row.citations.all(), row.revision
    return [
        *(row.id, row.kind, row.label),
        *(row.actor.slug, row.actor.name, row.actor.kind, row.actor.iso3, row.actor_as_written),
        *(row.status.slug, row.status.name, row.status.dimension),
        *(row.organization.slug, row.organization.name),
        *(row.organization.kind, row.organization.iso3),
        *(row.start_basis, row.end_basis, row.when, row.when_in_words, row.attested),
        *(row.definite_from, row.definite_until, row.possible_from, row.possible_until),
        *(row.precision, row.certainty, row.hedge, row.rank, row.rationale, row.outcome),
        *(row.settled_by_id, row.note),
        ";".join(str(each.id) for each in row.disputes.all()),
        ";".join(str(each.id) for each in row.disputed_by.all()),
        " | ".join(each.quote for each in citations),
        ";".join(each.source.slug for each in citations),
        *(revision.id, revision.number, revision.basis),
        *(revision.recorded_from, revision.recorded_until),
        *(revision.submitted_by, revision.approved_by),
    ]
