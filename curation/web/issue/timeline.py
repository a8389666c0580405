"""Positions as lanes of time: one for each holder and stance."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ...membership import Span
from ...vocabulary import Stance
from ..claims import Claim
from ..lanes import Axis, Segment, bounded_days
from ..stances import STANCES
from .matrix import Holder, Matrix, holder_of

__all__ = ["Lane", "Timeline"]


@dataclass(frozen=True)
class Lane:
    """A holder in one of its stances."""

    holder: Holder
    stance: Stance
    segments: list[Segment]

    @property
    def name(self) -> str:
        """Where each stands."""
        return f"{self.holder.name}: {self.stance.label.lower()}"


class Timeline:
    """The positions that the registry accepts, those of them that are dated."""

    def __init__(self, matrix: Matrix) -> None:
        """Take the positions."""
        self.rows = matrix.rows
        held = [claim for claim in matrix.positions if claim.is_held]
        self.dated = [claim for claim in held if _is_dated(claim)]
        self.undated = len(held) - len(self.dated)

    @cached_property
    def axis(self) -> Axis | None:
        """From the first day that is told of to the last; None if there is none."""
        days = bounded_days(span for claim in self.dated for span in _spans(claim))
        return Axis(days[0], days[-1]) if days else None

    @cached_property
    def lanes(self) -> list[Lane]:
        """The lanes in the order of the matrix, from one end of the stances to the other."""
        lanes = {}
        for claim in self.dated:
            key = holder_of(claim), Stance(claim.says["stance"])
            lanes.setdefault(key, Lane(*key, [])).segments.append(self._segment(claim))
        return sorted(lanes.values(), key=lambda each: (each.holder.order, _place(each.stance)))

    @property
    def marks(self) -> list[Stance]:
        """The stances in the lanes."""
        return sorted({lane.stance for lane in self.lanes}, key=_place)

    def _segment(self, claim: Claim) -> Segment:
        stance = Stance(claim.says["stance"])
        definite = self.axis.bar(claim.definite)
        return Segment(
            name=stance.label,
            mark=stance.value,
            possible=self.axis.bar(claim.possible) or definite,
            definite=definite,
            exhibit=claim,
            number=claim.number,
        )


def _is_dated(claim: Claim) -> bool:
    """Tell whether a source dates it; that it came before its report is no date to draw."""
    is_dated = claim.says["when"] or claim.says["attested"]
    return bool(is_dated and bounded_days(_spans(claim)))


def _spans(claim: Claim) -> Iterable[Span]:
    return claim.possible, claim.definite


def _place(stance: Stance) -> int:
    return STANCES.index(stance)
