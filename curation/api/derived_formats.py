"""The forms of derived tables, whose rows are computed rather than read."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from ..asking import BadParameters, Flaw
from ..exports import Entry, Table, csv_lines, json_writer, row_writer
from ..exports.codebook import table_workbook
from ..exports.linked import LinkedPage, linked_rows
from ..exports.workbooks import DoesNotFit
from .entry_formats import LinkedDataFormat, WorkbookFormat
from .formats import CSVFormat, Delivery, JSONFormat, NDJSONFormat

__all__ = ["DERIVED_FORMATS", "batches", "derived_blocks"]

DERIVED_FORMATS = (JSONFormat, NDJSONFormat, CSVFormat, WorkbookFormat, LinkedDataFormat)
ROWS_AT_ONCE = 200

Blocks = Iterable[str | bytes]


def derived_blocks(
    form: str, table: Table, rows: Iterable[Entry], delivery: Delivery, page: LinkedPage
) -> Blocks:
    """Return the rows of a derived table in a form of all rows at once.

    Raises:
        BadParameters: a workbook cannot hold them; before anything is sent.
    """
    return WRITERS[form](table, rows, delivery, page)


def batches(rows: Iterable[str]) -> Iterator[list[str]]:
    """Return the rows some at a time: each time something is sent has its price."""
    rows = iter(rows)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield some


def _csv(table: Table, rows: Iterable[Entry], delivery: Delivery, page: LinkedPage) -> Blocks:
    return ("".join(some) for some in batches(csv_lines(table, rows)))


def _ndjson(table: Table, rows: Iterable[Entry], delivery: Delivery, page: LinkedPage) -> Blocks:
    return ("\n".join([*some, ""]) for some in batches(map(json_writer(), rows)))


def _workbook(table: Table, rows: Iterable[Entry], delivery: Delivery, page: LinkedPage) -> Blocks:
    try:
        return table_workbook(table, map(row_writer(table), rows))
    except DoesNotFit as error:
        detail = f"As a workbook it does not fit: {error} Ask for “format=csv”."
        raise BadParameters(Flaw("format", detail)) from None


def _linked(table: Table, rows: Iterable[Entry], delivery: Delivery, page: LinkedPage) -> Blocks:
    opening, nodes = linked_rows(rows, delivery.base, page)
    texts = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in nodes)
    lines = (f",\n{text}" for text in texts)
    return chain([opening], ("".join(some) for some in batches(lines)), ["]}\n"])


WRITERS: dict[str, Callable[..., Blocks]] = {
    CSVFormat.format: _csv,
    NDJSONFormat.format: _ndjson,
    WorkbookFormat.format: _workbook,
    LinkedDataFormat.format: _linked,
}
