"""Facts that contradict one another, and which of them the registry holds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ...models import AsOf, Revision
from ...vocabulary import Action, Rank
from ..tellers import chain_of
from .dating import Dating

__all__ = ["RULINGS", "Side", "sides_of"]

# What the registry makes of a claim.
RULINGS = {
    Rank.ACCEPTED: "Accepted",
    Rank.ALTERNATIVE: "On record as a competing claim",
    Rank.REJECTED: "Rejected: known to be wrong",
}


@dataclass(frozen=True)
class Side:
    """One of the facts that contradict each other."""

    record: str
    kind: str
    document: dict[str, Any]
    is_retracted: bool

    @property
    def ruling(self) -> str:
        """What the registry makes of it."""
        return "Retracted" if self.is_retracted else RULINGS[Rank(self.document["rank"])]

    @property
    def mark(self) -> str:
        """The class of the mark of what the registry makes of it."""
        return "rejected" if self.is_retracted else self.document["rank"]

    @property
    def when(self) -> str:
        """When it was so, in words."""
        return Dating(self.document).words

    @property
    def teller(self) -> str:
        """Who says so."""
        return chain_of(self.document["citations"][0])


def sides_of(place: AsOf, record: UUID, document: dict[str, Any]) -> list[Side]:
    """Return the facts that a fact contradicts, or that contradict it, as of a place."""
    named = [each["id"] for each in document["disputes"]]
    as_of = Revision.objects.as_of(place)
    rows = as_of.filter(record__in=named) | as_of.filter(disputes__has_key=str(record))
    columns = ("record", "kind", "document", "action")
    return [
        Side(str(other), kind, told, action == Action.RETRACT)
        for other, kind, told, action in rows.order_by("id").values_list(*columns)
        if other != record
    ]
