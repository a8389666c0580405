"""Panels: states by units of time, and pairs of states by units of time."""

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from ..vocabulary import CountedBasis, SharedMembership, TimeUnit, UnitRule
from .cells import Cell, Teller
from .counting import counted
from .days import Unit, day_text, units
from .record import Entry, Record, StatusKind
from .spells import Timeline

__all__ = ["Panel", "period_entry", "shared_entry"]

NO_ORGANIZATION, NONE, MISSING = -1, 0, -9


class Panel:
    """Every state of the record over every unit of time, by one rule, counted by one basis.

    States without any episode are in it: that they are not researched is something to know.
    """

    def __init__(
        self,
        record: Record,
        first: int,
        last: int,
        *,
        unit: TimeUnit = TimeUnit.YEAR,
        rule: UnitRule = UnitRule.ANY,
        basis: CountedBasis | None = None,
        only: frozenset[str] | None = None,
    ) -> None:
        """Take the years from ``first`` to ``last``, and the slugs of states if not of all."""
        self.record, self.first, self.last = record, first, last
        self.unit, self.rule, self.basis = unit, rule, basis
        self.states = [each for each in record.states() if only is None or each["slug"] in only]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units of time."""
        return tuple(units(self.unit, self.first, self.last))

    @property
    def pairs(self) -> int:
        """The number of pairs of states."""
        return len(self.states) * (len(self.states) - 1) // 2

    def frame(self) -> Entry:
        """Return what all rows share."""
        return {
            "organization": self.record.organization,
            "unit": self.unit.value,
            "rule": self.rule.value,
            "basis": self.basis and self.basis.value,
        }

    def cells(self) -> Iterator[Cell]:
        """Return the cells: state by state, in the order of slugs, each in that of time."""
        for teller in self._tellers(self.states):
            yield from map(teller.cell, self.units)

    def entries(self) -> Iterator[Entry]:
        """Return how answers tell the cells."""
        return (cell.entry() for cell in self.cells())

    def dyad_entries(self) -> Iterator[Entry]:
        """Return the undirected pairs: unit by unit, the first of each with the lower number.

        The number is that of the Correlates of War; states without one come last, by slug.
        """
        tellers = list(self._tellers(sorted(self.states, key=_by_number)))
        for unit in self.units:
            cells = [teller.cell(unit) for teller in tellers]
            told = [(cell.outcome.cow_code, cell.outcome.status, _side(cell)) for cell in cells]
            period = period_entry(unit)
            for (code, status, one), (other_code, other_status, another) in combinations(told, 2):
                shared = shared_entry(code, status, other_code, other_status)
                yield {**period, "state_1": one, "state_2": another, **shared}

    def cells_by_number(self) -> Iterator[list[Cell]]:
        """Return the cells of each state, in the order in which pairs name them.

        Only one line of time is in memory at once.
        """
        for teller in self._tellers(sorted(self.states, key=_by_number)):
            yield [teller.cell(unit) for unit in self.units]

    def _tellers(self, states: list[Entry]) -> Iterator[Teller]:
        episodes = counted(self.record, self.basis)
        for state in states:
            timeline = Timeline(
                episodes.get(state["slug"], ()), self.record.life, self.record.horizon
            )
            yield Teller(state, timeline, self.record.kinds, self.rule)


SHARED = {
    1: SharedMembership.FULL,
    2: SharedMembership.PARTIAL,
    3: SharedMembership.PARTIAL,
    0: SharedMembership.NONE,
    -9: SharedMembership.UNKNOWN,
    -1: SharedMembership.NO_ORGANIZATION,
}


def shared_entry(
    code: int | None,
    status: StatusKind | None,
    other_code: int | None,
    other_status: StatusKind | None,
) -> Entry:
    """Return what answers tell of two states in common, by their codes and formal statuses."""
    lower = lower_code(code, other_code)
    shared = SHARED.get(lower)
    return {
        "shared_status": status.slug if status and status == other_status else None,
        "shared_level": lower,
        "shared": shared and shared.value,
    }


def lower_code(one: int | None, another: int | None) -> int | None:
    """Return the lower standing of two, as a Correlates of War code.

    From high to low: 1 full, 2 associate, 3 observer, 0 none. One that certainly takes no part
    settles it; otherwise -9 if one is missing, None if one has no code. -1: no organization.
    """
    codes = (one, another)
    for settles in (NO_ORGANIZATION, NONE, MISSING, None):
        if settles in codes:
            return settles
    return max(codes)


def _by_number(state: Entry) -> tuple[bool, int, str]:
    number = state["ccode"]
    return number is None, number or 0, state["slug"]


def period_entry(unit: Unit) -> Entry:
    """Return how answers tell a unit of time."""
    return {
        "year": unit.year,
        "period": unit.name,
        "from": day_text(unit.start),
        "until": day_text(unit.end),
        "days": unit.end - unit.start,
    }


def _side(cell: Cell) -> Entry:
    return {"actor": cell.actor, **cell.outcome.entry, "days_held": cell.days_held}
