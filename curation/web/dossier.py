"""Conflict dossiers: claims that contradict each other, side by side, and what the registry holds.

A dossier is made of links that editors drew between facts, never of a guess.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ..models.revision_queryset import RevisionQuerySet
from ..vocabulary import FACT_KINDS, Rank
from .claims import Claim
from .rulings import ruling_on_contradiction

__all__ = ["Conflict", "conflicts", "counterparts"]

# Of one dossier, so many further sides are read.
MOST_COUNTERPARTS = 60
# What the registry holds stands before what competes with it, and that before what is wrong.
ORDER = (Rank.ACCEPTED, Rank.ALTERNATIVE, Rank.REJECTED)


@dataclass(frozen=True)
class Conflict:
    """Claims of which each contradicts another one of them."""

    sides: list[Claim]

    @property
    def ruling(self) -> str:
        """What the registry makes of it, in a sentence."""
        return ruling_on_contradiction((each.kind, each.says) for each in self.sides)


def counterparts(standing: RevisionQuerySet, shown: Iterable[Claim]) -> RevisionQuerySet:
    """Return the ids of what contradicts the claims that are shown, whoever drew the link."""
    shown = list(shown)
    ids = [each.record for each in shown]
    named = [other for each in shown for other in each.disputed]
    linked = Q(record__in=named) | Q(disputes__0__isnull=False, disputes__has_any_keys=ids)
    others = standing.of_kind(*FACT_KINDS).filter(linked).exclude(record__in=ids)
    return others.order_by("id").values("id")[:MOST_COUNTERPARTS]


def conflicts(told: Iterable[Claim]) -> list[Conflict]:
    """Return the conflicts among these claims, that with the first of them first."""
    by_record = {each.record: each for each in told}
    links: dict[str, set[str]] = {record: set() for record in by_record}
    for record, claim in by_record.items():
        for other in claim.disputed:
            if other in by_record and not _are_steps(claim, by_record[other]):
                links[record].add(other)
                links[other].add(record)
    found, seen = [], set()
    for record in by_record:
        if links[record] and record not in seen:
            together = _reached(record, links)
            seen |= together
            found.append(Conflict(_by_rank(by_record[each] for each in together)))
    return found


def _are_steps(one: Claim, another: Claim) -> bool:
    """Tell whether two claims are steps of one procedure, which do not contradict each other."""
    procedure = one.procedure or another.procedure
    return procedure is not None and procedure.holds(one.record, another.record)


def _reached(record: str, links: dict[str, set[str]]) -> set[str]:
    """Return all records that are linked with one, over however many others."""
    reached, ahead = set(), [record]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead.extend(links[here])
    return reached


def _by_rank(sides: Iterable[Claim]) -> list[Claim]:
    return sorted(sides, key=lambda each: (ORDER.index(Rank(each.rank)), each.number))
