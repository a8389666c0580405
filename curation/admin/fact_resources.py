"""Columns of exported facts: what the desk knows, with natural keys in place of numbers."""

from typing import Any

from django.db.models import Model, QuerySet
from import_export import fields, resources

from ..models import Event, Fact, Figure, Position, Statement, Status

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


def slugs(actors: Any) -> str:
    """Return the slugs of several references in one cell."""
    return SEPARATOR.join(each.slug for each in actors.all())


class FactResource(ReadableResource):
    """Columns that all kinds of fact have; a range is its first day and the first day after."""

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


def _meta(of: type[Model], *own: str) -> type:
    """Return the options of a kind's resource: its own columns between the common ones."""
    order = (*LEADING, *own, *COMMON)
    return type("Meta", (), {"model": of, "fields": order, "export_order": order})


class StatusResource(FactResource):
    """Statuses."""

    actor = slug_of("actor")
    status = slug_of("status")
    organization = slug_of("organization")
    joins = ("actor", "status", "organization")

    Meta = _meta(
        Status, "actor", "actor_as_written", "status", "organization", "start_basis", "end_basis"
    )


class StatementResource(FactResource):
    """Statements."""

    speaker = slug_of("speaker")
    outlet = slug_of("outlet")
    event = fields.Field(column_name="event", attribute="event__label", readonly=True)
    issue = slug_of("issue")
    about = computed()
    joins = ("speaker", "outlet", "event", "issue")
    gathers = (*FactResource.gathers, "about")

    Meta = _meta(
        Statement,
        "speaker",
        "speaker_as_described",
        "speaker_role",
        "form",
        "text",
        "about",
        "issue",
        "outlet",
        "event",
    )

    def dehydrate_about(self, statement: Statement) -> str:
        """Return the slugs of the actors it is about."""
        return slugs(statement.about)


class PositionResource(FactResource):
    """Positions."""

    holder = slug_of("holder")
    holder_group = slug_of("holder_group")
    issue = slug_of("issue")
    teller = slug_of("teller")
    event = fields.Field(column_name="event", attribute="event__label", readonly=True)
    statement = fields.Field(column_name="statement", attribute="statement__label", readonly=True)
    joins = ("holder", "holder_group", "issue", "teller", "event", "statement")

    Meta = _meta(
        Position,
        "holder",
        "holder_as_described",
        "holder_group",
        "issue",
        "stance",
        "teller",
        "event",
        "statement",
    )


class EventResource(FactResource):
    """Events."""

    place_actor = slug_of("place_actor")
    participants = computed()
    joins = ("place_actor",)
    gathers = (*FactResource.gathers, "participants__actor")

    Meta = _meta(Event, "type", "name", "place", "place_actor", "participants")

    def dehydrate_participants(self, event: Event) -> str:
        """Return slug and role of everyone who took part."""
        parts = event.participants.all()
        return SEPARATOR.join(f"{part.actor.slug} ({part.role})" for part in parts)


class FigureResource(FactResource):
    """Figures."""

    indicator = slug_of("indicator")
    unit = fields.Field(column_name="unit", attribute="indicator__unit", readonly=True)
    subjects = computed()
    joins = ("indicator",)
    gathers = (*FactResource.gathers, "subjects")

    Meta = _meta(
        Figure,
        "indicator",
        "unit",
        "subjects",
        "value",
        "lower",
        "upper",
        "exactness",
        "as_written",
    )

    def dehydrate_subjects(self, figure: Figure) -> str:
        """Return the slugs of the actors it measures."""
        return slugs(figure.subjects)
