"""Rosters: who holds what on one day, status by status."""

import datetime as dt
from functools import cached_property

from ..vocabulary import CountedBasis, Knowledge, StatusDimension, TimeUnit
from .cells import Cell, Teller
from .counting import counted
from .days import Unit
from .record import Entry, Evidence, Record, StatusKind
from .spells import Timeline

__all__ = ["Roster", "certain_in", "possible_in"]


class Roster:
    """Everyone who holds a status on a day or can have held one, and every state besides."""

    def __init__(self, record: Record, day: dt.date, basis: CountedBasis | None = None) -> None:
        """Take the day asked about, and from which kind of date episodes count."""
        self.record, self.day, self.basis = record, day, basis

    @cached_property
    def cells(self) -> list[Cell]:
        """One cell for each actor, by slug."""
        record, unit = self.record, Unit.of_day(self.day)
        return [
            Teller(record.actors[slug], timeline, record.kinds).cell(unit)
            for slug, timeline in self.timelines.items()
        ]

    @cached_property
    def timelines(self) -> dict[str, Timeline]:
        """The line of time of each actor, by slug."""
        record, episodes = self.record, counted(self.record, self.basis)
        return {
            slug: Timeline(episodes.get(slug, ()), record.life, record.horizon)
            for slug in sorted(record.actors)
        }

    def saying(self, actor: str, status: str) -> tuple[Evidence, ...]:
        """Return the records that say that an actor held, or can have held, a status on the day.

        What a cell rests on is what all that it says rests on: of several statuses, of each.
        """
        unit = Unit.of_day(self.day)
        return self.timelines[actor].saying(status, unit.start, unit.end)

    @property
    def is_to_come(self) -> bool:
        """Whether the day was yet to come on the day of the question."""
        return self.day.toordinal() >= self.record.horizon

    def is_known(self, cell: Cell, kind: StatusKind) -> bool:
        """Tell whether it is known if the actor of ``cell`` held this kind of status on the day."""
        if kind.slug in certain_in(cell):
            return True
        if kind.slug in possible_in(cell):
            return False
        knowledge = cell.outcome.knowledge
        if knowledge == Knowledge.NO_ORGANIZATION:
            return True
        if knowledge == Knowledge.TO_COME:
            return False
        if kind.dimension == StatusDimension.FORMAL:
            return knowledge != Knowledge.NOT_RESEARCHED
        return self.timelines[cell.actor["slug"]].is_known_without(kind.slug, cell.unit.start)

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
            held = [cell for cell in self.cells if kind.slug in certain_in(cell)]
            possible = [cell for cell in self.cells if kind.slug in possible_in(cell)]
            if held or possible:
                groups.append(_group(kind, held, possible))
        return groups

    def without(self) -> list[Entry]:
        """Return the states of which no status is certain or possible, and what is known."""
        return [
            cell.entry()
            for cell in self.cells
            if cell.actor["kind"] == "state" and not (certain_in(cell) or possible_in(cell))
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


def certain_in(cell: Cell) -> tuple[str, ...]:
    """Return the statuses of every dimension that are certain."""
    outcome = cell.outcome
    return outcome.statuses + outcome.over


def possible_in(cell: Cell) -> tuple[str, ...]:
    """Return those that are only possible."""
    outcome = cell.outcome
    return outcome.possible + outcome.over_possible
