"""Who holds what on a day, status by status."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...membership import Record, Roster
from ...vocabulary import StatusDimension
from ..exhibits import Exhibit
from ..marks import mark_of
from ..names import names_beside

__all__ = ["Group", "Holder", "Standing"]


@dataclass(frozen=True)
class Holder:
    """An actor with a status: its names, and what says so."""

    slug: str
    name: str
    names: list[tuple[str, str]]
    kind: str
    iso3: str
    iso_numeric: str
    exhibit: Exhibit | None
    is_certain: bool


@dataclass(frozen=True)
class Group:
    """A status with those who certainly hold it, and those who can have held it."""

    slug: str
    name: str
    mark: str
    dimension: str
    holders: list[Holder]
    possible: list[Holder]

    @property
    def is_formal(self) -> bool:
        """Whether the status excludes others."""
        return self.dimension == StatusDimension.FORMAL


class Standing:
    """The roster of a day as readers see it."""

    def __init__(self, record: Record, day: dt.date, exhibits: dict[int, Exhibit]) -> None:
        """Take the record, the day, and what the episodes say."""
        self.record, self.exhibits = record, exhibits
        self.roster = Roster(record, day)

    @cached_property
    def groups(self) -> list[Group]:
        """The statuses that anybody holds or can have held, by standing."""
        return [self._group(told) for told in self.roster.groups()]

    def members(self) -> Iterator[Holder]:
        """Return the states that certainly hold the status of a full member."""
        for group in self.groups:
            if group.slug == "full-member":
                yield from (holder for holder in group.holders if holder.kind == "state")

    def sentence(self) -> str:
        """Return how many hold each formal status, in words."""
        counts = [
            _counted(group.name, len(group.holders))
            for group in self.groups
            if group.is_formal and group.holders
        ]
        return " and ".join(filter(None, (", ".join(counts[:-1]), counts[-1]))) if counts else ""

    def _group(self, told: dict[str, Any]) -> Group:
        status = told["status"]
        return Group(
            slug=status["slug"],
            name=status["name"],
            mark=mark_of(status["slug"]),
            dimension=status["dimension"],
            holders=[self._holder(each, is_certain=True) for each in told["holders"]],
            possible=[self._holder(each, is_certain=False) for each in told["possible_holders"]],
        )

    def _holder(self, cell: dict[str, Any], *, is_certain: bool) -> Holder:
        actor = cell["actor"]
        resting = [self.exhibits.get(each["revision"]) for each in cell["rests_on"]]
        return Holder(
            slug=actor["slug"],
            name=actor["name"],
            names=names_beside(self.record.names.get(actor["slug"], ())),
            kind=actor["kind"],
            iso3=actor["iso3"],
            iso_numeric=actor["iso_numeric"],
            exhibit=next(filter(None, resting), None),
            is_certain=is_certain,
        )


def _counted(name: str, number: int) -> str:
    """Return how many hold a status, in the words of a sentence."""
    lower = name if name[:2].isupper() else name[:1].lower() + name[1:]
    if lower.endswith("attendance"):
        return f"{number} in {lower}"
    return f"{number} {lower}" if number == 1 else f"{number} {lower}s"
