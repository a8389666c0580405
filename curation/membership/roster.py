"""Rosters: who holds what on one day, status by status."""

import datetime as dt
from functools import cached_property

from ..vocabulary import CountedBasis, TimeUnit
from .cells import Cell, Teller
from .counting import counted
from .days import Unit
from .record import Entry, Record, StatusKind
from .spells import Timeline

__all__ = ["Roster"]


class Roster:
    """Everyone who holds a status on a day or can have held one, and every state besides."""

    def __init__(self, record: Record, day: dt.date, basis: CountedBasis | None = None) -> None:
        """Take the day asked about, and from which kind of date episodes count."""
        self.record, self.day, self.basis = record, day, basis

    @cached_property
    def cells(self) -> list[Cell]:
        """One cell for each actor, by slug."""
        record, unit = self.record, Unit.of_day(self.day)
        episodes = counted(record, self.basis)
        return [
            Teller(
                record.actors[slug],
                Timeline(episodes.get(slug, ()), record.life),
                record.kinds,
            ).cell(unit)
            for slug in sorted(record.actors)
        ]

    def frame(self) -> Entry:
        """Return what all rows share."""
        return {
            "organization": self.record.organization,
            "unit": TimeUnit.DAY.value,
            "rule": "any",
            "basis": self.basis and self.basis.value,
        }

    def entries(self) -> list[Entry]:
        """Return how answers tell the cells."""
        return [cell.entry() for cell in self.cells]

    def groups(self) -> list[Entry]:
        """Return those who hold each status for certain, and those who can have held it."""
        groups = []
        for kind in self.record.ranked_kinds():
            held = [cell for cell in self.cells if kind.slug in _certain(cell)]
            possible = [cell for cell in self.cells if kind.slug in _possible(cell)]
            if held or possible:
                groups.append(_group(kind, held, possible))
        return groups

    def without(self) -> list[Entry]:
        """Return the states of which no status is certain or possible, and what is known."""
        return [
            cell.entry()
            for cell in self.cells
            if cell.actor["kind"] == "state" and not (_certain(cell) or _possible(cell))
        ]


def _group(kind: StatusKind, held: list[Cell], possible: list[Cell]) -> Entry:
    return {
        "status": kind.entry(),
        "membership_level": kind.cow_code,
        "count": len(held),
        "states": sum(cell.actor["kind"] == "state" for cell in held),
        "possible_count": len(possible),
        "holders": [cell.entry() for cell in held],
        "possible_holders": [cell.entry() for cell in possible],
    }


def _certain(cell: Cell) -> tuple[str, ...]:
    outcome = cell.outcome
    return outcome.statuses + outcome.process + outcome.activity


def _possible(cell: Cell) -> tuple[str, ...]:
    outcome = cell.outcome
    return outcome.possible + outcome.process_possible + outcome.activity_possible
