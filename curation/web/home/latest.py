"""What the ledger recorded last: what was published, corrected, relabelled and retracted."""

import datetime as dt
from dataclasses import dataclass

from ...models import AsOf, Revision
from ...vocabulary import FACT_KINDS, Action, RecordKind
from ..procedures import Procedure

__all__ = ["Change", "latest_changes"]

SHOWN = 8


@dataclass(frozen=True)
class Change:
    """A revision, as readers are told of it."""

    record: str
    kind: str
    number: int
    action: str
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
            return "Relabelled"
        return "Published" if self.number == 1 else "Corrected"

    @property
    def kind_name(self) -> str:
        """What kind of record it is."""
        return RecordKind(self.kind).label


def latest_changes(place: AsOf) -> list[Change]:
    """Return the last changes of facts up to a place in the ledger, the last first."""
    rows = Revision.objects.up_to(place).of_kind(*FACT_KINDS).with_title().order_by("-id")
    columns = ("record", "kind", "number", "action", "title", "summary", "rank", "recorded")
    return [
        Change(str(record), *rest, recorded.lower)
        for record, *rest, recorded in rows.values_list(*columns)[:SHOWN]
    ]
