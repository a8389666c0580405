"""What memberships are derived from: episodes, those who hold them, and the organization's life."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..vocabulary import OVERLAYS, Basis, StatusDimension
from .days import ALWAYS, BEGINNING, END, NEVER, Span

__all__ = ["UNDISPUTED", "Episode", "Evidence", "Life", "Record", "StatusKind"]

Entry = dict[str, Any]

DIMENSIONS = (StatusDimension.FORMAL, *OVERLAYS)
# Of Correlates of War codes.
STANDING = (1, 2, 3, 0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A published record that a cell rests on, in the revision that was read."""

    record: str
    revision: int
    kind: str = "status"

    def entry(self) -> Entry:
        """Return how answers name it."""
        return {"record": self.record, "revision": self.revision, "kind": self.kind}


# Of many episodes nearly all are: each would have an empty set of its own.
UNDISPUTED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Episode:
    """An actor holds a status in the organization: for certain and conceivably on which days.

    ``disputes`` are the ids of the records that it contradicts.
    """

    actor: str
    status: str
    dimension: StatusDimension
    definite: Span
    possible: Span
    evidence: Evidence
    start_basis: Basis = Basis.UNKNOWN
    end_basis: Basis = Basis.UNKNOWN
    disputes: frozenset[str] = UNDISPUTED


@dataclass(frozen=True, slots=True)
class StatusKind:
    """A status that can be held, with its lossy Correlates of War code.

    The codes are those of the International Governmental Organizations data 3.0: 0 no membership,
    1 full, 2 associate, 3 observer, -9 missing, -1 organization not in existence; None: no code.
    """

    slug: str
    name: str
    dimension: StatusDimension
    cow_code: int | None = None

    def entry(self) -> Entry:
        """Return how answers name it."""
        return {"slug": self.slug, "name": self.name, "dimension": self.dimension}


@dataclass(frozen=True, slots=True)
class Life:
    """The days on which an organization can have existed, and the events that bound them."""

    span: Span = ALWAYS
    begun: tuple[Evidence, ...] = ()
    ended: tuple[Evidence, ...] = ()

    def bounding(self, day: int) -> tuple[Evidence, ...]:
        """Return what tells that the organization did not exist on a day outside its life."""
        return self.begun if day < self.span.start else self.ended


@dataclass(frozen=True)
class Record:
    """What the ledger holds about one organization's members at one moment.

    ``actors`` are all states, and whoever else holds a status, by slug, each with its codes;
    ``names`` are theirs in other languages, as their documents have them. ``horizon`` is the first
    day that was yet to come on the day of the question.
    """

    organization: Entry
    actors: Mapping[str, Entry]
    kinds: Mapping[str, StatusKind]
    accepted: tuple[Episode, ...]
    alternatives: tuple[Episode, ...] = ()
    names: Mapping[str, list[Entry]] = field(default_factory=dict)
    life: Life = field(default_factory=Life)
    horizon: int = END

    def states(self) -> list[Entry]:
        """Return the states, by slug."""
        return [self.actors[slug] for slug in sorted(self.actors) if self._is_state(slug)]

    def _is_state(self, slug: str) -> bool:
        return self.actors[slug]["kind"] == "state"

    def ranked_kinds(self) -> list[StatusKind]:
        """Return the kinds of status: formal ones by standing, then what lies over them."""
        return sorted(self.kinds.values(), key=_by_standing)

    def first_day(self) -> int | None:
        """Return the first day that the record can say something about; None: there is none."""
        if self.life.span.start != BEGINNING:
            return self.life.span.start
        spans = (span for each in self.accepted for span in (each.possible, each.definite))
        starts = [span.start for span in spans if span != NEVER and span.start != BEGINNING]
        return min(starts, default=None)


def _by_standing(kind: StatusKind) -> tuple[int, int, str]:
    dimension = DIMENSIONS.index(kind.dimension) if kind.dimension in DIMENSIONS else 9
    standing = STANDING.index(kind.cow_code) if kind.cow_code in STANDING else 9
    return dimension, standing, kind.slug
