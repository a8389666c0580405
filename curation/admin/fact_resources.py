"""Columns of exported facts: those of each kind as an import reads them, and of all kinds."""

from typing import Any

from django.db.models import QuerySet
from import_export import fields, resources

from ..models import Fact
from ..vocabulary import RecordKind
from .sheet_resources import sheet_resource

__all__ = [
    "EventResource",
    "FactResource",
    "FigureResource",
    "PositionResource",
    "StatementResource",
    "StatusResource",
]

LEADING = ("id", "kind", "label")
COMMON = (
    "when",
    "attested",
    "definite_from",
    "definite_before",
    "possible_from",
    "possible_before",
    "precision",
    "certainty",
    "hedge",
    "rank",
    "rationale",
    "disputes",
    "public_note",
    "desk_note",
    "state",
    "version",
    "updated_at",
    "citations",
    "sources",
    "quotes",
)
SEPARATOR = " | "


class ReadableResource(resources.ModelResource):
    """Rows with plain values: slugs for references, ISO 8601 for days and moments.

    ``joins`` are the references fetched along, ``gathers`` the lists.
    """

    joins: tuple[str, ...] = ()
    gathers: tuple[str, ...] = ()

    def filter_export(self, queryset: QuerySet, **kwargs: Any) -> QuerySet:
        """Fetch what the columns need in a constant number of queries."""
        if self.joins:
            queryset = queryset.select_related(*self.joins)
        return queryset.prefetch_related(*self.gathers)


def slug_of(name: str) -> fields.Field:
    """Return the column of the slug of the reference ``name``."""
    return fields.Field(column_name=name, attribute=f"{name}__slug", readonly=True)


def computed() -> fields.Field:
    """Return a column that the resource computes in ``dehydrate_<name>``."""
    return fields.Field(readonly=True)


class FactResource(ReadableResource):
    """Facts of all kinds, to be read: what they have in common.

    A range is its first day and the first day after.
    """

    disputes = computed()
    definite_from = computed()
    definite_before = computed()
    possible_from = computed()
    possible_before = computed()
    citations = computed()
    sources = computed()
    quotes = computed()

    gathers = ("disputes", "citations__source")

    class Meta:
        model = Fact
        fields = (*LEADING, *COMMON)
        export_order = fields

    def dehydrate_disputes(self, fact: Fact) -> str:
        """Return the ids of the facts that this one contradicts."""
        return SEPARATOR.join(str(other.pk) for other in fact.disputes.all())

    def dehydrate_definite_from(self, fact: Fact) -> str:
        """Return the first day on which it certainly held."""
        return _day(fact.definite.lower)

    def dehydrate_definite_before(self, fact: Fact) -> str:
        """Return the day before which it certainly held."""
        return _day(fact.definite.upper)

    def dehydrate_possible_from(self, fact: Fact) -> str:
        """Return the first day on which it conceivably held."""
        return _day(fact.possible.lower)

    def dehydrate_possible_before(self, fact: Fact) -> str:
        """Return the day before which it conceivably held."""
        return _day(fact.possible.upper)

    def dehydrate_citations(self, fact: Fact) -> int:
        """Return the number of citations."""
        return len(fact.citations.all())

    def dehydrate_sources(self, fact: Fact) -> str:
        """Return the slugs of the sources cited, in the order of the quotations."""
        return SEPARATOR.join(citation.source.slug for citation in fact.citations.all())

    def dehydrate_quotes(self, fact: Fact) -> str:
        """Return the quotations, verbatim."""
        return SEPARATOR.join(citation.quote for citation in fact.citations.all())


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


StatusResource = sheet_resource("StatusResource", RecordKind.STATUS)
StatementResource = sheet_resource("StatementResource", RecordKind.STATEMENT)
PositionResource = sheet_resource("PositionResource", RecordKind.POSITION)
EventResource = sheet_resource("EventResource", RecordKind.EVENT)
FigureResource = sheet_resource("FigureResource", RecordKind.FIGURE)
