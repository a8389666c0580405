"""Procedures: one status counted from several acts, such as a decision and a memorandum.

The record keeps such a status once for each act from which it can be counted. These are steps of
one procedure and no rival claims; two records that count from the same act are rivals.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models.fields.json import KT

from ..dates import Period, in_words
from ..membership import Span
from ..models.revision_queryset import RevisionQuerySet
from ..vocabulary import Basis, Rank, RecordKind

__all__ = ["ACTS", "Procedure", "Step", "procedures", "procedures_among"]

ACTS = {
    Basis.DECISION: "decision",
    Basis.MEMORANDUM: "memorandum",
    Basis.NATIONAL_APPROVAL: "national approval",
    Basis.ENTRY_INTO_FORCE: "entry into force",
}


@dataclass(frozen=True)
class Step:
    """A record of the status, counted from one act of the procedure."""

    record: str
    rank: str
    basis: Basis
    period: Period
    possible: Span
    disputes: tuple[str, ...]

    @property
    def act(self) -> str:
        """What the act is called."""
        return ACTS[self.basis]

    @property
    def date(self) -> str:
        """When the act took place, in words."""
        return in_words(Period.parse(self.period.start.text))

    @property
    def middle(self) -> int:
        """The day in the middle of those on which the act can have taken place."""
        start = self.period.start
        earliest, latest = start.earliest or dt.date.min, start.latest or dt.date.max
        return (earliest.toordinal() + latest.toordinal()) // 2

    @property
    def is_counted(self) -> bool:
        """Whether it is from this act that the registry counts the status."""
        return self.rank == Rank.ACCEPTED

    def is_linked_to(self, other: "Step") -> bool:
        """Tell whether an editor linked the two."""
        return self.record in other.disputes or other.record in self.disputes


@dataclass(frozen=True)
class Procedure:
    """The acts from which one status can be counted, in the order of time."""

    steps: tuple[Step, ...]

    @property
    def words(self) -> str:
        """All acts with their dates."""
        return " → ".join(f"{step.act} {step.date}" for step in self.steps)

    def remark_on(self, record: str) -> str:
        """Return from which act a record counts that the registry does not count from."""
        (own,) = [step for step in self.steps if step.record == record]
        return "" if own.is_counted else f"counted from the {own.act}"

    def holds(self, *records: str) -> bool:
        """Tell whether all of these records are steps of it."""
        return {step.record for step in self.steps}.issuperset(records)


def procedures(standing: RevisionQuerySet, records: Collection[str]) -> dict[str, Procedure]:
    """Return the procedures that any of these records are steps of, by record; one question."""
    if not records:
        return {}
    statuses = standing.of_kind(RecordKind.STATUS)
    shown = statuses.filter(record__in=records)
    rows = (
        statuses.not_merely_expected()
        .filter(
            rank__in=(Rank.ACCEPTED, Rank.ALTERNATIVE),
            actor__in=shown.values("actor"),
            status__in=shown.values("status"),
        )
        .annotate(act=KT("document__start_basis"), when=KT("document__when"))
        .filter(act__in=list(ACTS))
        .exclude(when="")
        .order_by("id")
    )
    held = defaultdict(list)
    columns = ("record", "rank", "act", "when", "possible", "disputes")
    for actor, status, organization, *said in rows.values_list(
        "actor", "status", "organization", *columns
    ):
        held[actor, status, organization].append(_step(*said))
    return procedures_among(held.values())


def procedures_among(held: Iterable[list[Step]]) -> dict[str, Procedure]:
    """Return the procedures by the records that are steps of them.

    Each list has the records of one actor's holding one status in one organization.
    """
    found = (each for steps in held for each in _procedures_in(steps))
    return {step.record: each for each in found for step in each.steps}


def _step(
    record: object, rank: str, basis: str, when: str, possible: object, disputes: list[str]
) -> Step:
    span = Span.of(possible)
    return Step(str(record), rank, Basis(basis), Period.parse(when), span, tuple(disputes))


def _procedures_in(steps: Iterable[Step]) -> Iterator[Procedure]:
    dated = [each for each in steps if each.period.start.is_given]
    counted = [each for each in dated if each.is_counted]
    by_counted = defaultdict(lambda: defaultdict(list))
    for step in dated:
        if not step.is_counted:
            for each in _same_status(step, counted):
                by_counted[each][step.basis].append(step)
    for step, by_act in by_counted.items():
        # Several that count from one act do not agree on its date: these are rivals.
        others = [same[0] for basis, same in by_act.items() if basis != step.basis and not same[1:]]
        if others:
            ordered = sorted((step, *others), key=lambda each: each.middle)
            yield Procedure(tuple(ordered))


def _same_status(step: Step, counted: list[Step]) -> list[Step]:
    """Return the accepted records of the same stretch of a status: those linked, if any are."""
    linked = [each for each in counted if each.is_linked_to(step)]
    return linked or [each for each in counted if not each.possible.within(step.possible).is_empty]
