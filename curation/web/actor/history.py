"""The statuses of an actor: what it holds at present, and all of them as lanes of time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...vocabulary import OVERLAYS, StatusDimension
from ..claims import Claim
from ..lanes import Axis, Segment, bounded_days
from ..marks import mark_of

__all__ = ["History", "Lane", "Present"]


@dataclass(frozen=True)
class Present:
    """A status that is held on the day on which the registry is quoted, or can be."""

    claim: Claim
    is_certain: bool

    @property
    def mark(self) -> str:
        """The mark of the status."""
        return mark_of(self.claim.says["status"]["slug"])


@dataclass(frozen=True)
class Lane:
    """The statuses of one organization that are drawn over each other."""

    organization: dict[str, Any]
    segments: list[Segment]


class History:
    """The statuses that an actor is said to have held, in the order of time."""

    def __init__(self, claims: Iterable[Claim], today: dt.date) -> None:
        """Take the claims, and the day on which the registry is quoted."""
        self.claims = sorted(claims, key=_by_beginning)
        self.held = [claim for claim in self.claims if claim.is_held]
        self.today = today

    @cached_property
    def present(self) -> list[Present]:
        """What is held at present: for certain, or possibly where nothing like it is certain."""
        day = self.today.toordinal()
        certain = [each for each in self.held if each.definite.holds(day)]
        settled = {_respect(each) for each in certain}
        possible = [
            each
            for each in self.held
            if each.possible.holds(day) and each not in certain and _respect(each) not in settled
        ]
        present = [Present(each, True) for each in certain]
        present += [Present(each, False) for each in possible]
        return sorted(present, key=lambda each: _order(each.claim))

    @cached_property
    def axis(self) -> Axis:
        """From the first day that is told of to the present."""
        spans = [span for each in self.held for span in (each.possible, each.definite)]
        days = [day for day in bounded_days(spans) if day <= self.today]
        return Axis(min(days, default=self.today), self.today)

    @cached_property
    def lanes(self) -> list[Lane]:
        """A lane for each organization, and one for each respect that does not lie over others."""
        lanes: dict[tuple[str, str], Lane] = {}
        for claim in self.held:
            segment = self._segment(claim)
            if segment:
                organization = claim.says["organization"]
                key = organization["slug"], _lane_of(claim)
                lanes.setdefault(key, Lane(organization, [])).segments.append(segment)
        return list(lanes.values())

    @property
    def statuses(self) -> list[tuple[str, str]]:
        """Mark and name of each status in the lanes."""
        shown = [(each.mark, each.name) for lane in self.lanes for each in lane.segments]
        return list(dict.fromkeys(shown))

    @property
    def marks(self) -> list[str]:
        """The marks in the lanes."""
        return list(dict.fromkeys(mark for mark, _ in self.statuses))

    @property
    def rows(self) -> list[tuple[Claim, str]]:
        """All claims with their marks: what the registry holds, and what it keeps beside."""
        return [(claim, mark_of(claim.says["status"]["slug"])) for claim in self.claims]

    def _segment(self, claim: Claim) -> Segment | None:
        possible = self.axis.bar(claim.possible, self.today)
        if not possible:
            return None
        status = claim.says["status"]
        return Segment(
            name=status["name"],
            mark=mark_of(status["slug"]),
            possible=possible,
            definite=self.axis.bar(claim.definite, self.today),
            exhibit=claim,
            number=claim.number,
            is_over=status["dimension"] in OVERLAYS,
        )


def _by_beginning(claim: Claim) -> tuple[int, int, str, int]:
    return claim.possible.start, claim.definite.start, claim.rank, claim.number


def _respect(claim: Claim) -> tuple[str, str]:
    """Return in which organization, and in which respect, a status is held."""
    return claim.says["organization"]["slug"], claim.says["status"]["dimension"]


def _lane_of(claim: Claim) -> str:
    dimension = claim.says["status"]["dimension"]
    return StatusDimension.FORMAL.value if dimension in OVERLAYS else dimension


def _order(claim: Claim) -> tuple[bool, int]:
    """Return the place among what is held at present: formal statuses first, then the oldest."""
    return claim.says["status"]["dimension"] != StatusDimension.FORMAL, claim.possible.start
