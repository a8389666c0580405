"""Movements between two days, as readers are told of them: what was before, what is after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ...membership import Cell, Comparison, Evidence, Move, StatusKind
from ...vocabulary import Knowledge, Movement
from ..exhibits import Exhibit
from ..marks import mark_of
from ..names import names_beside

__all__ = ["Group", "Moved", "Side", "Told", "grouped", "resting", "shown"]

# Of each movement, so many stand on the page.
MOST = 60
TITLES = {
    Movement.CAME: "Gained a status",
    Movement.LEFT: "Lost a status",
    Movement.MOVED: "Changed status",
    Movement.STEP: "Same status, change of procedure or activity",
    Movement.KNOWN: "Change in what is known",
}
MEANINGS = {
    Movement.KNOWN: (
        "Certain on one of the two days and only possible or unknown on the other: not evidence "
        "that anything changed."
    ),
}
UNKNOWN = {
    Knowledge.NONE: "no status",
    Knowledge.NO_ORGANIZATION: "the organization did not exist",
    Knowledge.NOT_RESEARCHED: "not researched",
    Knowledge.TO_COME: "not known yet",
}


@dataclass(frozen=True)
class Told:
    """A status on one of the days."""

    name: str
    mark: str
    is_certain: bool


@dataclass(frozen=True)
class Grounds:
    """What a side rests on: the record, with what it says."""

    kind: str
    exhibit: Exhibit


class Side:
    """An actor on one of the days."""

    def __init__(
        self, cell: Cell, kinds: Mapping[str, StatusKind], exhibits: Mapping[int, Exhibit]
    ) -> None:
        """Take what is known, the kinds of status, and what the episodes say."""
        self.outcome, self.kinds, self.exhibits = cell.outcome, kinds, exhibits

    @cached_property
    def statuses(self) -> list[Told]:
        """What is held, for certain and possibly."""
        known = self.outcome
        certain = known.statuses + known.over
        possible = known.possible + known.over_possible
        return [
            Told(self.kinds[slug].name, mark_of(slug), slug in certain)
            for slug in (*certain, *possible)
        ]

    @property
    def without(self) -> str:
        """What is known where no status is certain or possible."""
        return "" if self.statuses else UNKNOWN.get(self.outcome.knowledge, "nothing is certain")

    @property
    def grounds(self) -> list[Grounds]:
        """What it rests on."""
        return [
            Grounds(each.kind, self.exhibits[each.revision])
            for each in self.outcome.evidence
            if each.revision in self.exhibits
        ]


@dataclass(frozen=True)
class Moved:
    """Who moved, from what to what."""

    slug: str
    name: str
    names: list[tuple[str, str]]
    before: Side
    after: Side

    @property
    def has_one_ground(self) -> bool:
        """Whether both days rest on the same: an act tells what was before it and what after."""
        return self.before.grounds == self.after.grounds


@dataclass(frozen=True)
class Group:
    """Those of whom the same became."""

    movement: Movement
    moves: list[Moved]
    total: int

    @property
    def title(self) -> str:
        """What became of them."""
        return TITLES[self.movement]

    @property
    def meaning(self) -> str:
        """What that does not mean; blank where the title says it all."""
        return MEANINGS.get(self.movement, "")


def shown(compared: Comparison) -> dict[Movement, tuple[list[Move], int]]:
    """Return the moves that are shown by movement, each with how many there are in all."""
    by_movement: dict[Movement, list[Move]] = {}
    for move in compared.moves:
        by_movement.setdefault(move.movement, []).append(move)
    return {name: (moves[:MOST], len(moves)) for name, moves in by_movement.items()}


def resting(moves: Iterable[Move]) -> Iterator[Evidence]:
    """Return what moves rest on."""
    for move in moves:
        yield from move.before.outcome.evidence
        yield from move.after.outcome.evidence


def grouped(compared: Comparison, exhibits: Mapping[int, Exhibit]) -> list[Group]:
    """Return the movements of which there are any."""
    kinds, names = compared.record.kinds, compared.record.names
    return [
        Group(
            movement,
            [
                Moved(
                    move.actor["slug"],
                    move.actor["name"],
                    names_beside(names.get(move.actor["slug"], ())),
                    Side(move.before, kinds, exhibits),
                    Side(move.after, kinds, exhibits),
                )
                for move in moves
            ],
            total,
        )
        for movement, (moves, total) in shown(compared).items()
    ]
