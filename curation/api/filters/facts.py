"""Parameters of the collections of facts."""

from django.db.models import QuerySet

from ...models.revision import RevisionQuerySet
from ...vocabulary import (
    FACT_KINDS,
    Certainty,
    EventType,
    Rank,
    Stance,
    StatementForm,
    StatusDimension,
)
from ..parameters import Codes, Ids, Question, Slugs, at, column
from .base import InTime

__all__ = [
    "EventFilters",
    "FactFilters",
    "FigureFilters",
    "PositionFilters",
    "RecordFilters",
    "StatementFilters",
    "StatusFilters",
]


def actor_at(path: str) -> Question:
    """Return the question for actors in one part; the index of actors named narrows it down."""
    return lambda queryset, slugs: queryset.naming_actor(slugs).having(path, slugs)


class FactFilters(InTime):
    """What can be asked of every fact."""

    certainty = Codes(Certainty, "How firmly the sources assert it.", column("certainty"))
    rank = Codes(Rank, "What the registry makes of the claim.", column("rank"))
    source = Slugs("A source that it cites or that its source relies on.", RevisionQuerySet.citing)
    actor = Slugs("An actor named in it, in whichever part.", RevisionQuerySet.naming_actor)


class RecordFilters(FactFilters):
    """Parameters of all facts together."""

    kind = Codes(FACT_KINDS, "Kind of fact.", column("kind"))


class StatusFilters(FactFilters):
    """Parameters of statuses; ``actor`` is the holder."""

    actor = Slugs("Who holds the status.", column("actor"))
    organization = Slugs("Where the status is held.", column("organization"))
    status = Slugs(
        "The status held. Who is only expected to hold it, and claims that are not accepted, are "
        "left out unless asked for by `certainty` or `rank`.",
        column("status"),
    )
    dimension = Codes(StatusDimension, "In which respect it is a status.", column("dimension"))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Return statuses; of those who hold a certain one, what the registry holds."""
        queryset = super().filter_queryset(queryset)
        if "status" in self.data and "certainty" not in self.data:
            queryset = queryset.not_merely_expected()
        if "status" in self.data and "rank" not in self.data:
            queryset = queryset.accepted()
        return queryset


class StatementFilters(FactFilters):
    """Parameters of statements."""

    speaker = Slugs("Who said it.", actor_at("$.speaker.slug"))
    about = Slugs("An actor that it is about.", actor_at("$.about[*].slug"))
    issue = Slugs("The issue that it is about.", column("issue"))
    outlet = Slugs("Via whom it was said.", actor_at("$.outlet.slug"))
    form = Codes(StatementForm, "How the source renders it.", at("$.form"))
    event = Ids("The event at which it was said.", at("$.event.id"))


class PositionFilters(FactFilters):
    """Parameters of positions."""

    holder = Slugs("Who takes the position.", actor_at("$.holder.slug"))
    holder_group = Slugs("To whom unnamed holders belong.", actor_at("$.holder_group.slug"))
    issue = Slugs("The issue.", column("issue"))
    stance = Codes(Stance, "Where the holder stands.", at("$.stance"))
    teller = Slugs("Who tells so.", actor_at("$.teller.slug"))
    event = Ids("The event at which it was taken.", at("$.event.id"))
    statement = Ids("The statement that it is read from.", at("$.statement.id"))


class EventFilters(FactFilters):
    """Parameters of events."""

    type = Codes(EventType, "What sort of event.", at("$.type"))
    participant = Slugs("Who took part.", actor_at("$.participants[*].actor.slug"))
    place_actor = Slugs("In which state it happened.", actor_at("$.place_actor.slug"))


class FigureFilters(FactFilters):
    """Parameters of figures."""

    indicator = Slugs("What is measured.", column("indicator"))
    subject = Slugs("Of whom.", actor_at("$.subjects[*].slug"))
