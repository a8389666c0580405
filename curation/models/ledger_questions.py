"""Questions that are asked of the ledger and of all that is made of it alike."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from django.db.models import F, Q
from django.db.models.fields.json import HasAnyKeys

from ..vocabulary import Action
from .document_paths import SlugsIn

__all__ = ["AsOf", "LedgerQuestions"]


@dataclass(frozen=True)
class AsOf:
    """A place in the ledger, as of which it is quoted: its last revision, and since when.

    Revisions are recorded one after another, each from a later moment than the one before it.
    What is visible at a place therefore never changes again, whatever is published later.
    Before the first revision, ``revision`` is 0 and ``moment`` is None. ``shape`` is the version of
    the shape that documents had there: answers about a place keep to it.
    """

    revision: int
    moment: dt.datetime | None
    shape: int = field(default=0, compare=False)


class LedgerQuestions:
    """The questions; a queryset says in which columns it keeps revision and document."""

    revision_column = "id"
    document_column = "document"

    def as_of(self, place: AsOf) -> Self:
        """Return what was in force at ``place``, tombstones included."""
        in_force = Q(recorded__upper_inf=True)
        if place.moment is not None:  # Before the first revision, no id is so low.
            in_force |= Q(recorded__endswith__gt=place.moment)
        return self.filter(in_force, **{f"{self.revision_column}__lte": place.revision})

    def having(self, path: str, values: Iterable[str]) -> Self:
        """Return what has any of ``values`` at ``path`` in its document.

        The path is one of SQL/JSON and written in the code, never by a visitor; ``[*]`` passes
        through lists and single objects alike.
        """
        found = SlugsIn(F(self.document_column), paths=(path,))
        return self.filter(HasAnyKeys(found, list(values)))

    def current(self) -> Self:
        """Return what is in force now, tombstones included."""
        return self.filter(recorded__upper_inf=True)

    def known_at(self, moment: dt.datetime) -> Self:
        """Return what was in force at ``moment``, tombstones included."""
        return self.filter(recorded__contains=moment)

    def standing(self) -> Self:
        """Leave out retractions."""
        return self.exclude(action=Action.RETRACT)

    def nothing(self) -> Self:
        """Return no row; unlike that of ``none()``, the statement can be written down."""
        return self.filter(**{f"{self.revision_column}__lt": 0})

    def valid_on(self, day: dt.date, extent: str = "definite") -> Self:
        """Return what held on ``day``: for certain, or (``extent="possible"``) conceivably."""
        return self.filter(**{f"{extent}__contains": day})
