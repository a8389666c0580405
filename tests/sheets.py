"""Files to import, and short ways through an import."""

import csv
from io import StringIO
from typing import Any

from curation.actions.importing import SHEETS, confirm, finish, preview
from curation.exports.workbooks import workbook
from curation.models import ImportBatch

Row = dict[str, str]


def headings_of(rows: list[Row]) -> list[str]:
    """Return the headings of rows in the order in which they come."""
    return list(dict.fromkeys(name for row in rows for name in row))


def csv_of(rows: list[Row], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return rows as a CSV file."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, headings_of(rows), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(rows: list[Row]) -> bytes:
    """Return rows as a workbook."""
    headings = headings_of(rows)
    return workbook(
        {"Registry": [headings, *([row.get(name) for name in headings] for row in rows)]}
    )


def exported(kind: str, **which: Any) -> list[Row]:
    """Return the rows of an export of a kind of record."""
    sheet = SHEETS[kind]
    rows = sheet.fetched(sheet.model.objects.filter(**which).order_by("pk"))
    return [sheet.cells(record) for record in rows]


def previewed(
    kind: str, rows: list[Row] | bytes, *, by: Any, name: str = "file.csv"
) -> ImportBatch:
    """Preview rows, or a file."""
    content = rows if isinstance(rows, bytes) else csv_of(rows)
    return finish(preview(kind, content, "file.csv", by=by))


def imported(kind: str, rows: list[Row] | bytes, *, by: Any) -> ImportBatch:
    """Preview and import rows, or a file; nothing of it may be refused."""
    batch = previewed(kind, rows, by=by)
    assert errors_of(batch) == []
    return finish(confirm(batch, by=by))


def errors_of(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """Return line, column and reason of everything that a preview refuses."""
    return [
        (row.number, column, reason)
        for row in batch.rows.filter(outcome="refused").order_by("number")
        for column, reason in row.errors
    ]


def outcomes_of(batch: ImportBatch) -> list[str]:
    """Return what becomes of each row."""
    return list(batch.rows.order_by("number").values_list("outcome", flat=True))
