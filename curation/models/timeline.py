"""The history of a whole: the rows that its table's triggers left, and its parts', as changes.

What an editor thinks of as one change touches several tables. The version of the whole ties them
together: every statement that changes the whole or a part leaves exactly one row in the history
of the whole, after those of added and removed parts and before those of changed ones. What was
written in one context is one change, but for the steps of review, each of which is one by itself;
what was written past the registry's programs has no context, and each statement is a change.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from ..vocabulary import Origin
from .fact import Fact
from .history import HISTORIES, OWNERS

__all__ = ["Change", "Snapshot", "parts_of", "timeline_of"]

Snapshot = dict[tuple[type[Model], Any], dict[str, Any]]
"""Rows by model and key, each as its columns."""

# A session at the shell lasts as long as a person pleases; a pause ends what was one change.
PAUSE = dt.timedelta(seconds=2)


@dataclass(frozen=True)
class Trace:
    """A row of a history table."""

    model: type[Model]
    key: Any
    sort: str
    at: dt.datetime
    number: int
    context: Any
    told: dict[str, Any]
    columns: dict[str, Any]


@dataclass
class Change:
    """What was changed at once; ``number`` identifies it, ``told`` is what its context says.

    ``is_complete`` tells whether the history goes back to when the whole was entered, so that
    the snapshots leave nothing out.
    """

    root: type[Model]
    traces: list[Trace]
    is_step: bool = False
    is_complete: bool = False
    before: Snapshot = field(default_factory=dict)
    after: Snapshot = field(default_factory=dict)

    @property
    def whole(self) -> Trace:
        """Return the last trace of the whole itself."""
        return next(trace for trace in reversed(self.traces) if trace.model is self.root)

    @property
    def number(self) -> int:
        """Return what identifies the change in the history of its whole."""
        return self.whole.number

    @property
    def at(self) -> dt.datetime:
        """Return when it was made."""
        return self.whole.at

    @property
    def told(self) -> dict[str, Any]:
        """Return what the programs told of it; nothing if it was made past them."""
        return self.whole.told

    @property
    def version(self) -> int:
        """Return the version that it led to."""
        return self.whole.columns["version"]

    def row(self, snapshot: Snapshot) -> dict[str, Any]:
        """Return the whole's own row as it is in ``snapshot``; empty if it is not there."""
        return snapshot.get((self.root, self.whole.key), {})


def parts_of(model: type[Model]) -> dict[type[Model], str]:
    """Return the tables whose rows belong to rows of ``model``, with the column that says so."""
    wholes = {model._meta.concrete_model, *model._meta.concrete_model._meta.parents}
    return {
        part: owner
        for part, owner in OWNERS.items()
        if part._meta.get_field(owner).related_model in wholes
    }


def timeline_of(model: type[Model], pk: Any) -> list[Change]:
    """Return the changes of a row and its parts, the earliest first.

    One query for each table, however long the history is.
    """
    concrete = model._meta.concrete_model
    root = Fact if issubclass(concrete, Fact) else concrete
    traces = _traces(root, "id", pk)
    if concrete is not root:
        traces += _traces(concrete, "fact", pk)
    for part, owner in parts_of(concrete).items():
        traces += _traces(part, owner, pk)
    changes = _grouped(root, sorted(traces, key=lambda trace: (trace.at, trace.number)))
    _replay(changes)
    return [change for change in changes if _says_something(change)]


def _traces(model: type[Model], owner: str, pk: Any) -> list[Trace]:
    history, key = HISTORIES[model], model._meta.pk.attname
    columns = [each.attname for each in model._meta.concrete_model._meta.local_concrete_fields]
    kept = {each.attname for each in history._meta.concrete_fields}
    columns = [column for column in columns if column in kept]
    rows = history.objects.filter(**{owner: pk}).order_by("pgh_id")
    frame = ("pgh_id", "pgh_label", "pgh_created_at", "pgh_context_id", "pgh_context__metadata")
    return [
        Trace(
            model=model,
            key=row[key],
            sort=row["pgh_label"],
            at=row["pgh_created_at"],
            number=row["pgh_id"],
            context=row["pgh_context_id"],
            told=row["pgh_context__metadata"] or {},
            columns={column: row[column] for column in columns},
        )
        for row in rows.values(*frame, *columns)
    ]


def _grouped(root: type[Model], traces: list[Trace]) -> list[Change]:
    wholes = [trace for trace in traces if trace.model is root]
    changes, home, latest, former = [], {}, {}, None
    for trace in wholes:
        change = latest.get(trace.context) if trace.context else None
        step = _is_step(former, trace)
        if change is None or step or change.is_step or _is_after_a_pause(change, trace):
            change = Change(root, [], is_step=step)
            latest[trace.context] = change
            changes.append(change)
        change.traces.append(trace)
        home[trace.number] = change
        former = trace
    for trace in traces:
        anchor = _anchor(trace, wholes) if trace.model is not root else None
        if anchor:
            home[anchor.number].traces.append(trace)
    for change in changes:
        change.traces.sort(key=lambda trace: (trace.at, trace.number))
        change.is_complete = wholes[0].sort == "insert"
    return sorted(changes, key=lambda change: change.at)


def _is_step(former: Trace | None, trace: Trace) -> bool:
    """Tell whether an action moved the fact in review, as opposed to an edit."""
    if former is None or trace.sort != "update" or "state" not in trace.columns:
        return False
    now, then = trace.columns, former.columns
    moved = (now["state"], now["submitted_at"]) != (then["state"], then["submitted_at"])
    return moved and now["version"] == then["version"]


def _is_after_a_pause(change: Change, trace: Trace) -> bool:
    return trace.told.get("origin") == Origin.SHELL and trace.at - change.at > PAUSE


def _anchor(trace: Trace, wholes: list[Trace]) -> Trace | None:
    """Return the trace of the whole that the same statement left."""
    same = [whole for whole in wholes if whole.context == trace.context]
    before = [whole for whole in same if whole.at <= trace.at][-1:]
    after = [whole for whole in same if whole.at >= trace.at][:1]
    is_own_table = issubclass(trace.model, Fact)
    comes_after = trace.sort == "update" or (is_own_table and trace.sort == "insert")
    return next(iter(before + after if comes_after else after + before), None)


def _replay(changes: Iterable[Change]) -> None:
    """Put before and after every change what all rows said."""
    rows: Snapshot = {}
    for change in changes:
        change.before = dict(rows)
        for trace in change.traces:
            if trace.sort == "delete":
                rows.pop((trace.model, trace.key), None)
            else:
                rows[trace.model, trace.key] = trace.columns
        change.after = dict(rows)


def _says_something(change: Change) -> bool:
    """Tell whether a row said something else afterwards, its moment of saving apart."""
    return _without_moment(change.before) != _without_moment(change.after)


def _without_moment(rows: Snapshot) -> Snapshot:
    return {
        key: {name: value for name, value in row.items() if name != "updated_at"}
        for key, row in rows.items()
    }
