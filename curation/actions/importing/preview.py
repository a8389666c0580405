"""Preview: read a file, and say what an import of it would do. Nothing but the batch is written."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ...errors import ImportRefused
from ...models import ImportBatch, ImportedRow
from ...vocabulary import BatchState, RowOutcome
from ..people import identity, require
from ..workflow import moment
from .checking import Checking
from .columns import Sheet
from .copying import insert
from .files import Table, read_table
from .layout import is_heading
from .permission import IMPORTING
from .plan import PlannedRow
from .planning import Planning, cells_after
from .progress import Progress, Steps
from .sheets import SHEETS

__all__ = ["discard", "preview", "sheet_of", "table_of"]


def sheet_of(kind: str) -> Sheet:
    """Return the sheet of a kind of record.

    Raises:
        ImportRefused: there is none.
    """
    if kind not in SHEETS:
        raise ImportRefused(f"There is no import of “{kind}”; there is one of {', '.join(SHEETS)}.")
    return SHEETS[kind]


def table_of(batch: ImportBatch) -> Table:
    """Return the table in the file of a batch."""
    return read_table(bytes(batch.content), partial(is_heading, sheet_of(batch.kind)))


def preview(
    kind: str,
    content: bytes,
    file_name: str,
    *,
    by: AbstractBaseUser,
    now: dt.datetime | None = None,
) -> Steps[ImportBatch]:
    """Preview a file of records of ``kind``, and return the batch that holds it with its rows.

    Raises:
        NotAllowed: ``by`` may not import.
        ImportRefused: the file cannot be read, or its headings not be understood.
    """
    require(by, IMPORTING, "import files")
    sheet = sheet_of(kind)
    yield Progress("Reading the file", 0, 1)
    table = read_table(content, partial(is_heading, sheet))
    with transaction.atomic():
        rows: dict[int, ImportedRow] = {}
        planning, checking = Planning(sheet, table, by=by), Checking(sheet)
        for chunk in planning.chunks():
            checking.stage(chunk)
            rows.update((row.number, _kept(sheet, row)) for row in chunk)
            yield Progress("Checking rows", len(rows), len(table.lines))
        for finding in checking.findings():
            _refuse(rows[finding.line], finding.column, finding.reason)
        batch = ImportBatch(
            kind=kind,
            file_name=file_name[-200:],
            content=content,
            previewed_by=by,
            previewed_by_name=identity(by),
            previewed_at=moment(now),
        )
        _keep(batch, rows.values())
    return batch


def _keep(batch: ImportBatch, rows: Collection[ImportedRow]) -> None:
    """Save the batch with its rows, counted."""
    batch.sha256 = hashlib.sha256(batch.content).hexdigest()
    counts = Counter(row.outcome for row in rows)
    for outcome in RowOutcome.values:
        setattr(batch, outcome, counts[outcome])
    batch.save(force_insert=True)
    for row in rows:
        row.batch_id = batch.pk
    insert(ImportedRow, rows)


def _kept(sheet: Sheet, row: PlannedRow) -> ImportedRow:
    """Return what the batch keeps of a planned row."""
    if row.outcome == RowOutcome.CREATED and not row.after:
        row.after = cells_after(sheet, row)
    label = str(row.record or "") if not row.errors else ""
    shows = row.is_writing
    return ImportedRow(
        number=row.number,
        record=row.record.pk if row.record is not None else None,
        outcome=row.outcome,
        label=label[:400],
        seen_version=row.existing.version if row.existing is not None else None,
        before=row.before if shows else {},
        after=row.after if shows else {},
        errors=[list(error) for error in row.errors],
    )


def _refuse(row: ImportedRow, column: str, reason: str) -> None:
    row.outcome, row.before, row.after = RowOutcome.REFUSED, {}, {}
    row.errors.append([column, reason])


@transaction.atomic
def discard(batch: ImportBatch, *, by: AbstractBaseUser) -> None:
    """Discard a preview.

    Raises:
        NotAllowed: ``by`` may not import.
        ImportRefused: it is imported, or discarded already.
    """
    require(by, IMPORTING, "discard previews of imports")
    moved = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED).update(
        state=BatchState.DISCARDED
    )
    if not moved:
        raise ImportRefused("Only a preview that is not imported yet can be discarded.")
    batch.refresh_from_db()
