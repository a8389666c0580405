"""What the ledger recorded last: what was published, corrected, relabelled and retracted."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from ...models import AsOf, Revision
from ...vocabulary import FACT_KINDS, Action, PublicationBasis, RecordKind
from ..procedures import Procedure

__all__ = ["Change", "Changes", "latest_changes"]

SHOWN = 8
# So many of the last revisions are looked at, and of those that belong together so many are named.
READ = 500
NAMED = 3
PLURALS = {
    RecordKind.STATUS: ("status", "statuses"),
    RecordKind.STATEMENT: ("statement", "statements"),
    RecordKind.POSITION: ("position", "positions"),
    RecordKind.EVENT: ("event", "events"),
    RecordKind.FIGURE: ("figure", "figures"),
}


@dataclass(frozen=True)
class Change:
    """A revision, as readers are told of it."""

    record: str
    kind: str
    number: int
    action: str
    basis: str
    title: str
    summary: str
    rank: str
    at: dt.datetime
    procedure: Procedure | None = None

    @property
    def remark(self) -> str:
        """From which act it counts, of a step from which the registry does not count."""
        return self.procedure.remark_on(self.record) if self.procedure else ""

    @property
    def done(self) -> str:
        """What was done to the record, in a word."""
        if self.action == Action.RETRACT:
            return "Retracted"
        if self.action == Action.REISSUE:
            return "Renamed"
        return "Published" if self.number == 1 else "Corrected"

    @property
    def kind_name(self) -> str:
        """What kind of record it is."""
        return RecordKind(self.kind).label


@dataclass(frozen=True)
class Changes:
    """Changes that were made at once: those that an import, a seed or a new label made."""

    all: list[Change]
    is_cut: bool

    @property
    def first(self) -> Change:
        """The latest of them."""
        return self.all[0]

    @property
    def named(self) -> list[Change]:
        """Those that are named."""
        return self.all[:NAMED]

    @property
    def left_out(self) -> int:
        """How many are not named."""
        return len(self.all) - len(self.named)

    def with_procedures(self, procedures: Mapping[str, Procedure]) -> "Changes":
        """Return the same changes, each with the procedure that it is a step of."""
        known = [replace(each, procedure=procedures.get(each.record)) for each in self.all]
        return replace(self, all=known)

    @property
    def told(self) -> str:
        """How many of which kind they are: “64 statuses and 12 events”."""
        numbers = Counter(each.kind for each in self.all)
        *parts, last = [
            f"{number} {PLURALS[RecordKind(kind)][number != 1]}"
            for kind, number in numbers.most_common()
        ]
        told = f"{', '.join(parts)} and {last}" if parts else last
        return f"more than {told}" if self.is_cut else told


def latest_changes(place: AsOf) -> list[Changes]:
    """Return the last changes of facts up to a place in the ledger, the last first."""
    rows = Revision.objects.up_to(place).of_kind(*FACT_KINDS).with_title().order_by("-id")
    columns = ("record", "kind", "number", "action", "basis", "title", "summary", "rank")
    read = [
        Change(str(record), *rest, recorded.lower)
        for record, *rest, recorded in rows.values_list(*columns, "recorded")[:READ]
    ]
    groups = [list(together) for _, together in groupby(read, _made_at_once)]
    return [
        Changes(group, is_cut=len(read) == READ and group[-1] is read[-1])
        for group in groups[:SHOWN]
    ]


def _made_at_once(change: Change) -> tuple:
    """Return what changes have in common that programs made in one minute; else what is one's own.

    What an editor approved is told one by one.
    """
    if change.basis == PublicationBasis.REVIEW:
        return (change.record, change.number)
    return (change.done, change.basis, change.at.replace(second=0, microsecond=0))
