"""Facts that contradict one another, and which of them the registry accepts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ...documents import on_record_as
from ...models import AsOf, Revision
from ...vocabulary import Action, Rank
from ..rulings import ruling_on, ruling_on_contradiction
from ..tellers import chain_of
from .dating import Dating

__all__ = ["Side", "ruling_on_sides", "sides_of"]


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
        return "Retracted" if self.is_retracted else ruling_on(self.kind, self.document)

    @property
    def mark(self) -> str:
        """The class of the mark of what the registry makes of it."""
        if self.is_retracted:
            return "rejected"
        rank = self.document["rank"]
        is_claim = rank == Rank.ACCEPTED and on_record_as(self.kind, self.document)
        return "attributed" if is_claim else rank

    @property
    def when(self) -> str:
        """When it was so, in words."""
        return Dating(self.document).words

    @property
    def teller(self) -> str:
        """Who says so: each source once, with those that it relies on."""
        return "; ".join(dict.fromkeys(chain_of(each) for each in self.document["citations"]))


def sides_of(place: AsOf, record: UUID, document: dict[str, Any]) -> list[Side]:
    """Return the facts that a fact contradicts, or that contradict it, as of a place.

    Those that the registry accepts come first.
    """
    named = [each["id"] for each in document["disputes"]]
    as_of = Revision.objects.as_of(place)
    rows = as_of.filter(record__in=named) | as_of.filter(disputes__has_key=str(record))
    columns = ("record", "kind", "document", "action")
    return [
        Side(str(other), kind, told, action == Action.RETRACT)
        for other, kind, told, action in rows.order_by("rank", "id").values_list(*columns)
        if other != record
    ]


def ruling_on_sides(sides: Iterable[Side]) -> str:
    """Return what the registry makes of the sides; blank if fewer than two still stand."""
    standing = [(each.kind, each.document) for each in sides if not each.is_retracted]
    return ruling_on_contradiction(standing) if len(standing) > 1 else ""
