"""Two days beside each other: who came, who left, who moved, and of whom it is known otherwise.

Both days are read from one record, and every movement rests on what its two cells rest on.
"""

import datetime as dt
from functools import cached_property
from typing import NamedTuple

from ..vocabulary import CountedBasis, Knowledge, Movement
from .cells import Cell, Outcome
from .record import Entry, Record, StatusKind
from .roster import Roster

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
    """How many certainly held a status on each of the two days."""

    kind: StatusKind
    before: int
    after: int

    def entry(self) -> Entry:
        """Return how answers tell it."""
        return {"status": self.kind.entry(), "before": self.before, "after": self.after}


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
            if (movement := _movement(before, after)) is not None
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
        return [Count(kind, before.get(kind.slug, 0), after.get(kind.slug, 0)) for kind in kinds]


def _movement(before: Cell, after: Cell) -> Movement | None:
    """Return what became of an actor; None if the same is known of both days."""
    was, now = before.outcome, after.outcome
    left, right = was.status, now.status
    if left and right:
        if left != right:
            return Movement.MOVED
        return _beside(before, after)
    if right:
        return Movement.KNOWN if _can_have_been(right, was) else Movement.CAME
    if left:
        return Movement.KNOWN if _can_have_been(left, now) else Movement.LEFT
    return Movement.KNOWN if was.possible != now.possible else _beside(before, after)


def _can_have_been(status: StatusKind, outcome: Outcome) -> bool:
    """Tell whether a status may have been held, for all that is known."""
    return status.slug in outcome.possible or outcome.knowledge == Knowledge.NOT_RESEARCHED


def _beside(before: Cell, after: Cell) -> Movement | None:
    """Return what became of what lies over the formal status."""
    was, now = before.outcome, after.outcome
    if (was.process, was.activity) != (now.process, now.activity):
        maybe_was = {*was.process_possible, *was.activity_possible}
        maybe_now = {*now.process_possible, *now.activity_possible}
        certain_was, certain_now = ({*each.process, *each.activity} for each in (was, now))
        only_learnt = certain_now - certain_was <= maybe_was and (
            certain_was - certain_now <= maybe_now
        )
        return Movement.KNOWN if only_learnt else Movement.STEP
    possible_was = (was.process_possible, was.activity_possible)
    possible_now = (now.process_possible, now.activity_possible)
    return Movement.KNOWN if possible_was != possible_now else None


def _order(move: Move) -> tuple[int, str, str]:
    return list(Movement).index(move.movement), move.actor["name"], move.actor["slug"]
