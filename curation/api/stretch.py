"""Which part of the ledger an answer hands on, and where the next one goes on.

Only ids are looked up here, so that a client that has the answer already costs no document.
"""

from dataclasses import dataclass
from typing import Self

from ..models import AsOf
from ..models.revision_queryset import RevisionQuerySet

__all__ = ["Stretch"]


@dataclass(frozen=True)
class Stretch:
    """A stretch of the ledger, between two places.

    ``ids`` are in the order of the answer. ``last`` is the place that a reader has come to with
    it: all that is wanted up to there has been handed on. ``goes_on`` tells whether there may be
    more in the same direction.
    """

    ids: tuple[int, ...]
    last: int
    goes_on: bool

    @classmethod
    def following(cls, wanted: RevisionQuerySet, *, after: int, size: int, place: AsOf) -> Self:
        """Return up to ``size`` changes after a revision, oldest first.

        A full stretch ends with its last change, whatever the ledger holds beyond it: it is
        therefore the same for ever. Any other has come to the ledger's end, ``place``.
        """
        ids = wanted.up_to(place).after(after).order_by("id").values_list("id", flat=True)
        found = tuple(ids[:size])
        is_full = len(found) == size
        return cls(found, found[-1] if is_full else place.revision, is_full)

    @classmethod
    def preceding(cls, wanted: RevisionQuerySet, *, before: int, size: int) -> Self:
        """Return up to ``size`` changes before a revision, newest first."""
        ids = wanted.before(before).order_by("-id").values_list("id", flat=True)
        found = tuple(ids[: size + 1])
        return cls(found[:size], before - 1, len(found) > size)

    def archive(self, size: int) -> int:
        """Return before which revision the archive begins that goes on where this one ends.

        Archives begin at every ``size``-th revision only: they overlap with what leads to them
        rather than to be as many as there are readers, and their addresses are those that a
        reader may know already (RFC 5005, 4).
        """
        oldest = self.ids[-1]
        return -((1 - oldest) // size) * size + 1

    @property
    def ends(self) -> tuple[int, ...]:
        """The first and the last of the ids: with ``last``, they identify the stretch."""
        return (self.ids[0], self.ids[-1], len(self.ids)) if self.ids else ()
