"""Confirm: import what was previewed, as it was previewed, or not at all."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection

from ...errors import ImportRefused
from ...models import Fact, ImportBatch, ImportedRow, Revision
from ...vocabulary import BatchState, RowOutcome
from ..people import identity, require
from ..references import publish_changed_references
from ..refusals import refusals_explained
from ..workflow import moment
from .columns import Sheet
from .origin import changes_of
from .permission import IMPORTING
from .plan import PlannedRow
from .planning import Planning
from .preview import sheet_of, table_of
from .progress import Progress, Steps
from .writing import write

__all__ = ["confirm", "lock_records", "locked_batch", "named", "publish_changed"]

WRITTEN = (RowOutcome.CREATED, RowOutcome.CHANGED)


def confirm(
    batch: ImportBatch, *, by: AbstractBaseUser, now: dt.datetime | None = None
) -> Steps[ImportBatch]:
    """Import a previewed batch; facts land as drafts.

    All or nothing: one row that the database refuses, and none is written. What the rows would
    do must be what was previewed, against the very versions seen then.

    Raises:
        NotAllowed: ``by`` may not import.
        ImportRefused: it is no preview, has errors, or a record was changed in between.
        RuleBroken: a rule of the database refuses a row.
    """
    require(by, IMPORTING, "import files")
    at = moment(now)
    reason = f"Import of {batch.file_name}"
    with refusals_explained(), changes_of(batch, by=by, reason=reason):
        batch = locked_batch(batch, BatchState.PREVIEWED, deed="imported")
        if batch.refused:
            raise ImportRefused(
                f"{batch.refused} rows have errors. Correct the file and preview it again."
            )
        sheet, table = sheet_of(batch.kind), table_of(batch)
        lock_records(sheet, batch)
        seen = _seen(batch)
        done = 0
        for chunk in Planning(sheet, table, by=by).chunks():
            _refuse_what_changed(chunk, seen)
            write(sheet, chunk, by=by, now=at)
            done += len(chunk)
            yield Progress("Importing", done, len(table.lines))
        _remember_versions(sheet, batch)
        publish_changed(sheet, batch, by=by, now=now)
        batch.state = BatchState.IMPORTED
        batch.imported_by, batch.imported_by_name, batch.imported_at = by, identity(by), at
        batch.save()
    return batch


def locked_batch(batch: ImportBatch, state: BatchState, *, deed: str) -> ImportBatch:
    """Return the batch, fresh and locked until the end of the transaction.

    Raises:
        ImportRefused: it is not in the ``state`` in which it can be ``deed``.
    """
    fresh = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if fresh.state != state:
        raise ImportRefused(f"“{fresh.file_name}” is {fresh.state} and cannot be {deed}.")
    return fresh


def lock_records(sheet: Sheet, batch: ImportBatch) -> None:
    """Let nobody edit the records of a batch until the end of the transaction."""
    base = Fact if sheet.is_of_facts else sheet.model
    records = batch.rows.exclude(outcome=RowOutcome.REFUSED).values("record")
    locked = base.objects.select_for_update().filter(pk__in=records).order_by("pk")
    for _ in locked.values_list("pk").iterator():
        pass


def _seen(batch: ImportBatch) -> dict[int, tuple]:
    rows = batch.rows.values_list("number", "record", "outcome", "seen_version")
    return {number: tuple(rest) for number, *rest in rows.iterator()}


def _refuse_what_changed(rows: list[PlannedRow], seen: dict[int, tuple]) -> None:
    """Refuse the import if a row would not do what was previewed."""
    differing = [row for row in rows if _does(row) != seen.get(row.number)]
    if differing:
        raise ImportRefused(
            "Since the preview someone else changed, created or deleted what the file speaks of: "
            + named(f"line {row.number} ({_trouble(row)})" for row in differing)
            + ". Nothing was imported: preview the file again."
        )


def _does(row: PlannedRow) -> tuple[Any, ...]:
    version = row.existing.version if row.existing is not None else None
    return (row.record.pk if row.record is not None else None, str(row.outcome), version)


def _trouble(row: PlannedRow) -> str:
    if row.errors:
        column, reason = row.errors[0]
        return f"{column}: {reason}" if column else reason
    return str(row.record)


def named(names: Iterable[str], most: int = 5) -> str:
    """Return the first of ``names``, and how many there are besides."""
    known = list(names)
    shown = "; ".join(known[:most])
    return shown if len(known) <= most else f"{shown}; and {len(known) - most} more"


def _remember_versions(sheet: Sheet, batch: ImportBatch) -> None:
    """Write down at which version the import leaves each record."""
    table = (Fact if sheet.is_of_facts else sheet.model)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {ImportedRow._meta.db_table} AS line SET version = record.version "  # noqa: S608
            f"FROM {table} AS record WHERE line.batch_id = %s AND line.record = record.id "
            "AND line.outcome IN ('created', 'changed')",
            [batch.pk],
        )


def publish_changed(
    sheet: Sheet, batch: ImportBatch, *, by: AbstractBaseUser, now: dt.datetime | None
) -> None:
    """Let the public record follow changes of actors and sources, as it follows the forms."""
    if sheet.is_of_facts:
        return
    changed = batch.rows.filter(outcome=RowOutcome.CHANGED).values("record")
    public = Revision.objects.current().filter(record__in=changed).values("record")
    records = sheet.model.objects.filter(pk__in=public).order_by("slug")
    publish_changed_references([(sheet.kind, record) for record in records], by=by, now=now)
