"""Two days beside each other: who came, who left, who moved, and of whom it is known otherwise.

Both days are read from one record, and every movement rests on what its two cells rest on.
"""

import datetime as dt
from functools import cached_property
from typing import NamedTuple

from ..vocabulary import CountedBasis, Movement
from .cells import OPEN, Cell, Outcome
from .record import Entry, Record, StatusKind
from .roster import Roster, certain_in, possible_in

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

    ``gained`` and ``lost`` are those of whom both days are known; ``unknown_before`` and
    ``unknown_after`` tell of how many it is not known for that day.
    """

    kind: StatusKind
    before: int
    after: int
    gained: int
    lost: int
    unknown_before: int
    unknown_after: int

    @property
    def change(self) -> int | None:
        """By how many the count is known to have changed; what was only learnt is no change.

        None where all that differs is what is known.
        """
        is_all = not (self.unknown_before or self.unknown_after)
        return self.gained - self.lost if is_all or self.gained or self.lost else None

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
                self._moved(kind, self.before, self.after),
                self._moved(kind, self.after, self.before),
                unknown_before=self._unknown(kind, self.before),
                unknown_after=self._unknown(kind, self.after),
            )
            for kind in kinds
        ]

    def _moved(self, kind: StatusKind, off: Roster, on: Roster) -> int:
        """Return how many hold a status on one day and are known not to on the other."""
        return sum(
            kind.slug in certain_in(there)
            and kind.slug not in certain_in(here)
            and off.is_known(here, kind)
            for here, there in zip(off.cells, on.cells, strict=True)
        )

    def _unknown(self, kind: StatusKind, on: Roster) -> int:
        """Return of how many it is not known whether they held a status on one of the days.

        Counted are those who hold it, or can have held it, on either.
        """
        pairs = zip(on.cells, self.before.cells, self.after.cells, strict=True)
        return sum(
            not on.is_known(cell, kind)
            for cell, *sides in pairs
            if any(kind.slug in (*certain_in(side), *possible_in(side)) for side in sides)
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
