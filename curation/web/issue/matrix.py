"""Positions as a matrix: a row for each holder, a column for each stance, claims in the cells.

Who holds a position and who tells of it may be two; a cell says who tells.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ...vocabulary import ActorKind, Stance
from ..claims import Claim
from ..stances import STANCES, HolderKey, Tally

__all__ = ["Holder", "Matrix", "Row", "holder_of"]

# Who comes first in the matrix.
KINDS = (ActorKind.STATE, ActorKind.AUTHORITY, ActorKind.ORGANIZATION, ActorKind.BODY,
         ActorKind.PERSON)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """Who holds a position: an actor, or some who are only described and belong to a group."""

    name: str
    slug: str = ""
    kind: str = ""
    group: str = ""

    @property
    def key(self) -> HolderKey:
        """How it is found in a tally."""
        return HolderKey(self.slug, "" if self.slug else self.name, self.group)

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


class Matrix:
    """The positions on an issue."""

    def __init__(self, positions: Iterable[Claim], tally: Tally) -> None:
        """Take the claims, and who takes which stance by all claims that are accepted."""
        self.positions = sorted(positions, key=_by_time)
        self.tally = tally

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
    def sentence(self) -> str:
        """How many holders take which stance, in words."""
        return ", ".join(f"{number} {verb}" for _, number, verb in self.tally.words)

    @property
    def disputed(self) -> list[Holder]:
        """The holders of whom sources disagree."""
        return [row.holder for row in self.rows if row.holder.key in self.tally.disputed]


def holder_of(claim: Claim) -> Holder:
    """Return who holds a position."""
    holder, group = claim.says["holder"], claim.says["holder_group"]
    if holder:
        return Holder(holder["name"], holder["slug"], holder["kind"])
    return Holder(claim.says["holder_as_described"], group=group["slug"] if group else "")


def _by_time(claim: Claim) -> tuple[int, int, str, int]:
    """Return when a position is held: what is not dated comes last, of equals what is accepted."""
    return claim.possible.end, claim.possible.start, claim.rank, claim.number
