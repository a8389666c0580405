"""Two days beside each other: who came, who left, who moved, and of whom it is known otherwise.

Both days are read from one record, and every movement rests on what its two cells rest on.
"""

import datetime as dt
from functools import cached_property
from typing import NamedTuple

from ..vocabulary import CountedBasis, Movement
from .cells import OPEN, Cell, Outcome
from .record import Entry, Record, StatusKind
from .roster import Roster, certain_in

__all__ = ["Comparison", "Count", "Move"]


class Move(NamedTuple):
    """An actor whose cells differ between the two days."""

    movement: Movement
    before: Cell
    after: Cell

    @property
    def actor(self) -> Entry:
        """Who moved."""
        return self.after.actor

    def entry(self) -> Entry:
        """Return how answers tell it."""
        sides = {
            name: {**cell.outcome.entry, "days_held": cell.days_held}
            for name, cell in (("before", self.before), ("after", self.after))
        }
        return {"actor": self.actor, "movement": self.movement.value, **sides}


class Count(NamedTuple):
    """How many certainly held a status on each of the two days.

    ``unknown_before`` are those among the later holders of whom it is not known whether they held
    it on the earlier day, ``unknown_after`` the reverse.
    """

    kind: StatusKind
    before: int
    after: int
    unknown_before: int = 0
    unknown_after: int = 0

    @property
    def change(self) -> int | None:
        """By how many the count changed; None where part of it is only what has been learnt."""
        is_known = not (self.unknown_before or self.unknown_after)
        return self.after - self.before if is_known else None

    def entry(self) -> Entry:
        """Return how answers tell it."""
        return {
            "status": self.kind.entry(),
            "before": self.before,
            "after": self.after,
            "change": self.change,
            "unknown_before": self.unknown_before,
            "unknown_after": self.unknown_after,
        }


class Comparison:
    """What the record says of two days."""

    def __init__(
        self, record: Record, a: dt.date, b: dt.date, basis: CountedBasis | None = None
    ) -> None:
        """Take the earlier day, the later one, and from which kind of date episodes count."""
        self.record = record
        self.before, self.after = Roster(record, a, basis), Roster(record, b, basis)

    @cached_property
    def moves(self) -> list[Move]:
        """Everyone of whom something else is known, movement by movement, by name."""
        pairs = zip(self.before.cells, self.after.cells, strict=True)
        told = (
            Move(movement, before, after)
            for before, after in pairs
            if (movement := self._movement(before, after)) is not None
        )
        return sorted(told, key=_order)

    @cached_property
    def counts(self) -> list[Count]:
        """How many held each status that anybody held on either day, by standing."""
        before, after = (
            {group["status"]["slug"]: group["count"] for group in roster.groups()}
            for roster in (self.before, self.after)
        )
        held = {**after, **before}
        kinds = [kind for kind in self.record.ranked_kinds() if kind.slug in held]
        return [
            Count(
                kind,
                before.get(kind.slug, 0),
                after.get(kind.slug, 0),
                unknown_before=self._unknown(kind, of=self.before, among=self.after),
                unknown_after=self._unknown(kind, of=self.after, among=self.before),
            )
            for kind in kinds
        ]

    def _unknown(self, kind: StatusKind, *, of: Roster, among: Roster) -> int:
        """Return how many of those who hold it on one day may have held it on the other."""
        pairs = zip(among.cells, of.cells, strict=True)
        return sum(
            kind.slug in certain_in(there) and not of.is_known(here, kind) for there, here in pairs
        )

    def _movement(self, before: Cell, after: Cell) -> Movement | None:
        """Return what became of an actor; None if the same is known of both days."""
        was, now = before.outcome, after.outcome
        left, right = was.status, now.status
        if left and right:
            return Movement.MOVED if left != right else self._over(before, after)
        if right:
            return Movement.KNOWN if _can_have_been(right, was) else Movement.CAME
        if left:
            return Movement.KNOWN if _can_have_been(left, now) else Movement.LEFT
        return Movement.KNOWN if was.possible != now.possible else self._over(before, after)

    def _over(self, before: Cell, after: Cell) -> Movement | None:
        """Return what became of what goes along with the formal status, or without one."""
        was, now = set(before.outcome.over), set(after.outcome.over)
        if was != now:
            kinds = self.record.kinds
            begun = any(self.before.is_known(before, kinds[slug]) for slug in now - was)
            ended = any(self.after.is_known(after, kinds[slug]) for slug in was - now)
            return Movement.STEP if begun or ended else Movement.KNOWN
        is_same = before.outcome.over_possible == after.outcome.over_possible
        return None if is_same else Movement.KNOWN


def _can_have_been(status: StatusKind, outcome: Outcome) -> bool:
    """Tell whether a status may have been held, for all that is known."""
    return status.slug in outcome.possible or outcome.knowledge in OPEN


def _order(move: Move) -> tuple[int, str, str]:
    return list(Movement).index(move.movement), move.actor["name"], move.actor["slug"]
