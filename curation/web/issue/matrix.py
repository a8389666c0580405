"""Positions as a matrix: a row for each holder, a column for each stance, claims in the cells.

Who holds a position and who tells of it may be two; a cell says who tells.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ...vocabulary import ActorKind, Stance
from ..claims import Claim

__all__ = ["STANCES", "Holder", "Matrix", "Row", "holder_of", "verb_of"]

# From one end to the other; what is neither stands between.
STANCES = (Stance.SUPPORTS, Stance.CONDITIONAL, Stance.NEUTRAL, Stance.DOUBTS, Stance.OPPOSES)
# Who comes first in the matrix.
KINDS = (ActorKind.STATE, ActorKind.AUTHORITY, ActorKind.ORGANIZATION, ActorKind.BODY,
         ActorKind.PERSON)  # fmt: skip

STANDING = {
    Stance.SUPPORTS: "in favour",
    Stance.CONDITIONAL: "with conditions",
    Stance.NEUTRAL: "neutral",
    Stance.DOUBTS: "doubtful",
    Stance.OPPOSES: "opposed",
}


@dataclass(frozen=True)
class Holder:
    """Who holds a position: an actor, or some who are only described and belong to a group."""

    name: str
    slug: str = ""
    kind: str = ""
    group: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """Its place among the rows: actors by kind, then those who are only described."""
        kind = KINDS.index(ActorKind(self.kind)) if self.kind else len(KINDS)
        return kind, self.name


@dataclass(frozen=True)
class Row:
    """A holder, and its positions by stance, each in the order of time."""

    holder: Holder
    cells: dict[Stance, list[Claim]] = field(default_factory=lambda: {each: [] for each in STANCES})

    @property
    def columns(self) -> list[tuple[Stance, list[Claim]]]:
        """The cells in the order of the columns."""
        return list(self.cells.items())

    @property
    def claims(self) -> list[Claim]:
        """All of them."""
        return [claim for claims in self.cells.values() for claim in claims]

    @property
    def stances(self) -> list[Stance]:
        """How the holder is said to stand, by claims that the registry accepts."""
        return [stance for stance, claims in self.cells.items() if any(c.is_held for c in claims)]

    @property
    def is_told_differently(self) -> bool:
        """Whether the registry accepts claims of several stances."""
        return len(self.stances) > 1


class Matrix:
    """The positions on an issue."""

    stances = STANCES

    def __init__(self, positions: Iterable[Claim]) -> None:
        """Take the claims."""
        self.positions = sorted(positions, key=_by_time)

    @cached_property
    def rows(self) -> list[Row]:
        """A row for each holder."""
        rows: dict[Holder, Row] = {}
        for claim in self.positions:
            holder = holder_of(claim)
            row = rows.setdefault(holder, Row(holder))
            row.cells[Stance(claim.says["stance"])].append(claim)
        return sorted(rows.values(), key=lambda row: row.holder.order)

    @property
    def counts(self) -> list[tuple[Stance, int]]:
        """For each stance, how many holders are said to take it, by claims that are accepted."""
        return [(stance, sum(stance in row.stances for row in self.rows)) for stance in STANCES]

    @property
    def sentence(self) -> str:
        """How many holders take which stance, in words."""
        told = [f"{number} {verb_of(stance)}" for stance, number in self.counts if number]
        return ", ".join(told)

    @property
    def told_differently(self) -> list[Row]:
        """The holders who are said to stand in several ways."""
        return [row for row in self.rows if row.is_told_differently]


def holder_of(claim: Claim) -> Holder:
    """Return who holds a position."""
    holder, group = claim.says["holder"], claim.says["holder_group"]
    if holder:
        return Holder(holder["name"], holder["slug"], holder["kind"])
    return Holder(claim.says["holder_as_described"], group=group["slug"] if group else "")


def verb_of(stance: Stance) -> str:
    """Return where holders stand, as it follows their number: “2 in favour, 1 doubtful”."""
    return STANDING[stance]


def _by_time(claim: Claim) -> tuple[int, int, int]:
    """Return when a position is held: what is not dated comes last."""
    return claim.possible.end, claim.possible.start, claim.number
