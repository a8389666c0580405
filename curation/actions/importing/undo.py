"""Undo an import: delete what it created, and restore what it changed; all of it or nothing."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection
from django.db.models import ForeignObjectRel, Model

from ...errors import ImportRefused
from ...models import HISTORIES, Fact, ImportBatch, ImportedRow, Revision
from ...vocabulary import BatchState, RowOutcome, State
from ..people import identity, require
from ..refusals import refusals_explained
from ..workflow import moment
from .columns import Sheet
from .confirm import lock_records, locked_batch, named, publish_changed
from .copying import delete
from .files import Line, Table
from .origin import changes_of
from .permission import IMPORTING
from .planning import CHUNK, Planning
from .preview import sheet_of
from .progress import Progress, Steps
from .writing import write

__all__ = ["undo"]


def undo(
    batch: ImportBatch, *, by: AbstractBaseUser, now: dt.datetime | None = None
) -> Steps[ImportBatch]:
    """Undo an import.

    Raises:
        NotAllowed: ``by`` may not import.
        ImportRefused: records were edited, submitted or published since, or others rest on them;
            the message names them, and nothing is undone.
    """
    require(by, IMPORTING, "undo imports")
    reason = f"Undoing the import of {batch.file_name}"
    with refusals_explained(), changes_of(batch, by=by, reason=reason):
        batch = locked_batch(batch, BatchState.IMPORTED, deed="undone")
        sheet = sheet_of(batch.kind)
        lock_records(sheet, batch)
        created = list(batch.rows.filter(outcome=RowOutcome.CREATED))
        changed = list(batch.rows.filter(outcome=RowOutcome.CHANGED))
        _refuse_touched(sheet, created, changed)
        _refuse_used(sheet, [row.record for row in created])
        total, done = len(created) + len(changed), 0
        yield Progress("Undoing", done, total)
        done += _restore(sheet, changed, by=by, now=moment(now))
        yield Progress("Undoing", done, total)
        for start in range(0, len(created), CHUNK):
            keys = [row.record for row in created[start : start + CHUNK]]
            _delete(sheet, keys)
            done += len(keys)
            yield Progress("Undoing", done, total)
        _let_earlier_imports_be_undone(sheet, batch)
        publish_changed(sheet, batch, by=by, now=now)
        batch.state = BatchState.UNDONE
        batch.undone_by, batch.undone_by_name, batch.undone_at = by, identity(by), moment(now)
        batch.save()
    return batch


def _refuse_touched(sheet: Sheet, created: list[ImportedRow], changed: list[ImportedRow]) -> None:
    """Refuse to undo what others have built on."""
    keys = [row.record for row in created + changed]
    if sheet.is_of_facts:
        rows = Fact.objects.filter(pk__in=keys).values_list("pk", "version", "state")
        standing = {pk: (version, state) for pk, version, state in rows}
    else:
        rows = sheet.model.objects.filter(pk__in=keys).values_list("pk", "version")
        standing = {pk: (version, State.DRAFT) for pk, version in rows}
    public = set()
    if not sheet.is_of_facts:
        new = [row.record for row in created]
        public = set(Revision.objects.filter(record__in=new).values_list("record", flat=True))
    touched = []
    for row in created + changed:
        version, state = standing.get(row.record, (None, None))
        if version is None:
            touched.append(f"{row} was deleted")
        elif state != State.DRAFT:
            touched.append(f"{row} is {State(state).label.lower()}")
        elif row.record in public:
            touched.append(f"{row} is published")
        elif version != row.version:
            touched.append(f"{row} was edited")
    if touched:
        raise ImportRefused(
            f"The import cannot be undone, for since then {named(touched)}. Nothing was undone."
        )


# --- what rests on what was created -----------------------------------------------------


def _refuse_used(sheet: Sheet, keys: list[Any]) -> None:
    """Refuse to delete what other records refer to."""
    users = [
        f"“{user}”" for relation in _relations(sheet) for user in _users(sheet, relation, keys)
    ]
    if users:
        raise ImportRefused(
            "The import cannot be undone, for other records refer to what it created: "
            f"{named(dict.fromkeys(users))}. Nothing was undone."
        )


def _relations(sheet: Sheet) -> Iterator[ForeignObjectRel]:
    """Yield by which others may refer to the sheet's records; their own parts are not others."""
    own = {group.model for group in sheet.groups} | set(HISTORIES.values())
    near = {(link.field.remote_field.through, link.field.m2m_field_name()) for link in sheet.links}
    for model in {sheet.model, Fact} if sheet.is_of_facts else {sheet.model}:
        for relation in model._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
                continue
            if relation.model is not model or relation.parent_link:
                continue
            is_near = (relation.related_model, relation.field.name) in near
            if relation.related_model not in own and not is_near:
                yield relation


def _users(sheet: Sheet, relation: ForeignObjectRel, keys: list[Any]) -> Iterator[Model]:
    """Yield the records that refer by ``relation`` to any of ``keys``, and are not of them."""
    field, model = relation.field, relation.related_model
    referring = model._base_manager.filter(**{f"{field.name}__in": keys})
    if not model._meta.auto_created:
        yield from referring.exclude(pk__in=keys)[:6]
        return
    other = next(
        each for each in model._meta.get_fields() if each.many_to_one and each.name != field.name
    )
    for link in referring.exclude(**{f"{other.name}__in": keys}).select_related(other.name)[:6]:
        yield getattr(link, other.name)


# --- undoing ----------------------------------------------------------------------------


def _restore(
    sheet: Sheet, rows: list[ImportedRow], *, by: AbstractBaseUser, now: dt.datetime
) -> int:
    """Give changed records back what they said before, through the same door."""
    if not rows:
        return 0
    parts = max(
        (found[1] for row in rows for name in row.before if (found := sheet.group_column(name))),
        default=1,
    )
    lines = [Line(row.number, row.before) for row in rows]
    for chunk in Planning(sheet, Table(sheet.headings(parts), lines), by=by).chunks():
        if refused := [row for row in chunk if row.errors]:
            raise ImportRefused(
                "The import cannot be undone, for what was there before cannot be restored: "
                + named(f"line {row.number}, {': '.join(row.errors[0])}" for row in refused)
                + ". Nothing was undone."
            )
        write(sheet, chunk, by=by, now=now)
    return len(rows)


def _let_earlier_imports_be_undone(sheet: Sheet, batch: ImportBatch) -> None:
    """Let the rows of earlier imports know the version at which they find their records again."""
    table = (Fact if sheet.is_of_facts else sheet.model)._meta.db_table
    rows = ImportedRow._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {rows} AS earlier SET version = record.version "  # noqa: S608
            f"FROM {rows} AS undone JOIN {table} AS record ON record.id = undone.record "
            "WHERE undone.batch_id = %s AND undone.outcome = 'changed' "
            "AND earlier.batch_id <> undone.batch_id AND earlier.record = undone.record "
            "AND earlier.version = undone.seen_version",
            [batch.pk],
        )


def _delete(sheet: Sheet, keys: list[Any]) -> None:
    """Delete records and then their parts, whose loss would else count as edits of them."""
    if sheet.is_of_facts:
        delete(Fact, "id", keys)
        delete(sheet.model, "fact_id", keys)
    else:
        delete(sheet.model, "id", keys)
    for column in sheet.links:
        delete(column.field.remote_field.through, column.field.m2m_column_name(), keys)
    for group in sheet.groups:
        delete(group.model, f"{group.owner}_id", keys)
