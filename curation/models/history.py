"""History: what every row said, from when on, and who changed it.

The tables are filled by triggers of the database (django-pghistory), so that the ORM, bulk
updates, imports and raw SQL are all caught. Who, why and by which way stand in the context that
`curation.actions.origin` opens; a change made past it has none, and shows as such.

Unlike the library's own, these triggers cannot be switched off by a session setting, and what
they have written cannot be altered.
"""

import pghistory
import pgtrigger
from django.db import models
from pghistory.models import Context
from pghistory.trigger import Event as HistoryTrigger

from ..constraints import CannotBeIgnored, Rule, refuse
from .actor import Actor, ActorName
from .citation import Citation
from .confirmation import EvidenceConfirmation
from .decision import ReviewDecision
from .event import Event, EventParticipant
from .fact import Dispute, Fact
from .figure import Figure, FigureSubject
from .position import Position
from .release import Release, ReleaseFile
from .source import Source
from .statement import Statement, StatementAbout
from .status import Status
from .suggestion import Suggestion
from .vocabularies import Indicator, Issue, StatusType

__all__ = ["HISTORIES", "OWNERS", "HistoryContext"]

# A text held is never altered; its checksum tells which it was.
# What readers tell of themselves can be erased: it is nowhere but in its row.
LEFT_OUT = {Source: ["held_text"], Suggestion: ["name", "email"]}

# The history of a whole shows that of its parts, which are found by these columns.
OWNERS = {
    ActorName: "actor",
    Citation: "fact",
    Dispute: "from_fact",
    EventParticipant: "event",
    FigureSubject: "figure",
    StatementAbout: "statement",
}

TRACKED = (
    Actor,
    ActorName,
    StatusType,
    Issue,
    Indicator,
    Source,
    Fact,
    Status,
    Statement,
    Position,
    Event,
    Figure,
    EventParticipant,
    Citation,
    Dispute,
    StatementAbout,
    FigureSubject,
    Suggestion,
    # Rules refuse to alter these. The history shows whether somebody got past the rules.
    ReviewDecision,
    EvidenceConfirmation,
    Release,
    ReleaseFile,
)


class UnskippableTrigger(CannotBeIgnored, HistoryTrigger):
    """The library's trigger, which no session can switch off."""


class Change(pghistory.RowEvent):
    """Tracks one sort of change of a table."""

    def add_event_trigger(self, event_model: type[models.Model]) -> None:
        """Register the trigger that writes the history of ``event_model``'s table."""
        trigger = UnskippableTrigger(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=self.level,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


def _changes() -> list[Change]:
    sorts = (
        ("insert", pgtrigger.Insert, "NEW"),
        ("update", pgtrigger.Update, "NEW"),
        ("delete", pgtrigger.Delete, "OLD"),
    )
    return [
        Change(label, operation=operation, row=row, trigger_name=f"{label}_leaves_history")
        for label, operation, row in sorts
    ]


def _is_never_altered() -> Rule:
    return Rule(
        name="history_is_never_altered",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=refuse(
            "history_is_never_altered",
            "What the history tells has happened and cannot be altered.",
            hint="Change the row itself; the history follows.",
        ),
    )


def _is_written_by_triggers() -> Rule:
    return Rule(
        name="history_is_written_by_its_triggers",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="IF pg_trigger_depth() < 2 THEN "
        + refuse(
            "history_is_written_by_its_triggers",
            "Nothing is added to the history by hand.",
            hint="Change the row itself; the history follows.",
        )
        + " END IF; RETURN NULL;",
    )


def _history_of(model: type[models.Model]) -> type[models.Model]:
    is_link, owner = model._meta.proxy, OWNERS.get(model)
    name = f"{model.__name__}History"
    indexes = [models.Index(fields=[owner])] if owner else []
    return pghistory.create_event_model(
        model,
        *_changes(),
        exclude=LEFT_OUT.get(model),
        obj_field=None if is_link else pghistory.ObjForeignKey(related_name="+", db_index=True),
        model_name=name,
        level=pgtrigger.Statement,
        meta={"triggers": [_is_never_altered(), _is_written_by_triggers()], "indexes": indexes},
        abstract=False,
    )


HISTORIES: dict[type[models.Model], type[models.Model]] = {
    model: _history_of(model) for model in TRACKED
}


class HistoryContext(Context):
    """Who changed something, why and by which way; who it was never changes."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            Rule(
                name="author_in_the_history_is_never_altered",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="IF TG_OP = 'DELETE' OR (OLD.metadata -> 'user', OLD.metadata -> 'by') "
                "IS DISTINCT FROM (NEW.metadata -> 'user', NEW.metadata -> 'by') THEN "
                + refuse(
                    "author_in_the_history_is_never_altered",
                    "Who made a change stays as it was recorded.",
                )
                + " END IF; RETURN NEW;",
            )
        ]
