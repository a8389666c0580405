"""Who holds what on a day, status by status."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...membership import Record, Roster
from ...vocabulary import ActorKind, StatusDimension
from ..exhibits import Exhibit
from ..marks import mark_of
from ..names import names_beside

__all__ = ["Group", "Holder", "Standing"]

# Of each status, so many who certainly hold it are named, and so many who can have.
MOST_HOLDERS = 40


@dataclass(frozen=True)
class Holder:
    """An actor with a status: its names, and every record that says that it has this status."""

    slug: str
    name: str
    names: list[tuple[str, str]]
    kind: str
    iso3: str
    iso_numeric: str
    exhibits: list[Exhibit]
    is_certain: bool


@dataclass(frozen=True)
class Group:
    """A status with those who certainly hold it, and those who can have held it.

    ``count`` is how many hold it, ``left_out`` how many of both are not named.
    """

    slug: str
    name: str
    mark: str
    dimension: str
    holders: list[Holder]
    possible: list[Holder]
    count: int
    left_out: int

    @property
    def is_formal(self) -> bool:
        """Whether the status excludes others."""
        return self.dimension == StatusDimension.FORMAL

    @property
    def is_drawn(self) -> bool:
        """Whether countries are filled with its mark: who attends as a guest has no status."""
        return self.is_formal or self.dimension == StatusDimension.ATTENDANCE


class Standing:
    """The roster of a day as readers see it."""

    def __init__(self, record: Record, day: dt.date) -> None:
        """Take the record and the day."""
        self.record = record
        self.roster = Roster(record, day)

    @cached_property
    def _told(self) -> list[dict[str, Any]]:
        return self.roster.groups()

    @property
    def revisions(self) -> set[int]:
        """The revisions that say what those who are named hold."""
        return {
            revision
            for told in self._told
            for cell in (*_named(told["holders"]), *_named(told["possible_holders"]))
            for revision in self._saying(cell, told["status"])
        }

    def _saying(self, cell: dict[str, Any], status: dict[str, Any]) -> list[int]:
        """Return the revisions that say that the status, and no other, was held."""
        saying = self.roster.saying(cell["actor"]["slug"], status["slug"])
        return [each.revision for each in saying]

    def groups(self, exhibits: dict[int, Exhibit]) -> list[Group]:
        """Return the statuses that anybody holds or can have held, by standing."""
        return [self._group(told, exhibits) for told in self._told]

    def members(self) -> Iterator[dict[str, Any]]:
        """Return the states that certainly hold the status of a full member."""
        for told in self._told:
            if told["status"]["slug"] == "full-member":
                actors = (cell["actor"] for cell in told["holders"])
                yield from (actor for actor in actors if actor["kind"] == ActorKind.STATE)

    def sentence(self) -> str:
        """Return how many hold each formal status, in words."""
        counts = [
            _counted(told["status"]["name"], told["count"])
            for told in self._told
            if told["status"]["dimension"] == StatusDimension.FORMAL and told["count"]
        ]
        return " and ".join(filter(None, (", ".join(counts[:-1]), counts[-1]))) if counts else ""

    def _group(self, told: dict[str, Any], exhibits: dict[int, Exhibit]) -> Group:
        status, held, possible = told["status"], told["holders"], told["possible_holders"]
        holders = [self._holder(each, status, exhibits, is_certain=True) for each in _named(held)]
        conceivable = [
            self._holder(each, status, exhibits, is_certain=False) for each in _named(possible)
        ]
        return Group(
            slug=status["slug"],
            name=status["name"],
            mark=mark_of(status["slug"]),
            dimension=status["dimension"],
            holders=holders,
            possible=conceivable,
            count=told["count"],
            left_out=len(held) + len(possible) - len(holders) - len(conceivable),
        )

    def _holder(
        self,
        cell: dict[str, Any],
        status: dict[str, Any],
        exhibits: dict[int, Exhibit],
        *,
        is_certain: bool,
    ) -> Holder:
        actor = cell["actor"]
        return Holder(
            slug=actor["slug"],
            name=actor["name"],
            names=names_beside(self.record.names.get(actor["slug"], ())),
            kind=actor["kind"],
            iso3=actor["iso3"],
            iso_numeric=actor["iso_numeric"],
            exhibits=[exhibits[each] for each in self._saying(cell, status)],
            is_certain=is_certain,
        )


def _named(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return cells[:MOST_HOLDERS]


def _counted(name: str, number: int) -> str:
    """Return how many hold a status, in the words of a sentence."""
    lower = name if name[:2].isupper() else name[:1].lower() + name[1:]
    return f"{number} {lower}" if number == 1 else f"{number} {lower}s"
