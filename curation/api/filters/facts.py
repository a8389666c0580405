"""Parameters of the collections of facts."""

from typing import Any

from ...asking.actors import Actors
from ...asking.parameters import Codes, Slugs
from ...asking.where import Listed, Stored, Within
from ...exports import EVENTS, FIGURES, POSITIONS, RECORDS, STATEMENTS, STATUSES
from ...models.revision import RevisionQuerySet
from ...vocabulary import FACT_KINDS, RecordKind
from ..answers import ENTRIES
from .collections import Collection

__all__ = [
    "EventFilters",
    "FactFilters",
    "FigureFilters",
    "PositionFilters",
    "RecordFilters",
    "StatementFilters",
    "StatusFilters",
]


def actor_at(path: str) -> Within:
    """Return where actors stand in one part; the index of actors named narrows it down."""
    return Within(path, narrow=RevisionQuerySet.naming_actor)


class FactFilters(Collection):
    """What can be asked of every fact."""

    actor = Actors(
        "An actor named in it, in whichever part.", Listed("actors", RevisionQuerySet.naming_actor)
    )
    source = Slugs(
        "A source that it cites or that its source relies on.",
        Listed("sources", RevisionQuerySet.citing),
        example="asia-plus-2024-06-13",
    )
    covered = frozenset({"kind", "sources", "disputed_by"})


class RecordFilters(FactFilters, table=RECORDS, entries=[ENTRIES[kind] for kind in FACT_KINDS]):
    """Parameters of all facts together."""

    kind = Codes(FACT_KINDS, "Kind of fact.", Stored("kind"))


class StatusFilters(FactFilters, table=STATUSES, entries=[ENTRIES[RecordKind.STATUS]]):
    """Parameters of statuses; ``actor`` is the holder."""

    actor = Actors("Who holds the status.", Stored("actor"))
    status = Slugs(
        "The status held. Who is only expected to hold it, and claims that are not accepted, are "
        "left out unless asked for by `certainty` or `rank`.",
        Stored("status"),
    )

    def rows(self, rows: Any, place: Any) -> Any:
        """Return statuses; of those who hold a certain one, what the registry holds."""
        rows = super().rows(rows, place)
        if "status" in self.given and "certainty" not in self.given:
            rows = rows.not_merely_expected()
        if "status" in self.given and "rank" not in self.given:
            rows = rows.accepted()
        return rows


class StatementFilters(FactFilters, table=STATEMENTS, entries=[ENTRIES[RecordKind.STATEMENT]]):
    """Parameters of statements."""

    speaker = Actors("Who said it.", actor_at("$.speaker.slug"))
    about = Actors("An actor that it is about.", actor_at("$.about[*].slug"))
    outlet = Actors("Via whom it was said.", actor_at("$.outlet.slug"))


class PositionFilters(FactFilters, table=POSITIONS, entries=[ENTRIES[RecordKind.POSITION]]):
    """Parameters of positions."""

    holder = Actors("Who takes the position.", actor_at("$.holder.slug"))
    holder_group = Actors("To whom unnamed holders belong.", actor_at("$.holder_group.slug"))
    teller = Actors("Who tells so.", actor_at("$.teller.slug"))


class EventFilters(FactFilters, table=EVENTS, entries=[ENTRIES[RecordKind.EVENT]]):
    """Parameters of events."""

    participant = Actors("Who took part.", actor_at("$.participants[*].actor.slug"))
    place_actor = Actors("In which state it happened.", actor_at("$.place_actor.slug"))
    covered = FactFilters.covered | {"participants"}


class FigureFilters(FactFilters, table=FIGURES, entries=[ENTRIES[RecordKind.FIGURE]]):
    """Parameters of figures."""

    subject = Actors("Of whom.", actor_at("$.subjects[*].slug"))
    covered = FactFilters.covered | {"subjects"}
