"""Codebooks: what each column of a table means, and what its cells hold."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .column import Column, ColumnType, Table
from .workbooks import Rows, workbook_chunks

__all__ = ["CODEBOOK", "codebook_rows", "codes_in_lines", "meaning_of_type", "table_workbook"]

# The title of the sheet, in public workbooks and in the templates of imports.
CODEBOOK = "Codebook"
HEADINGS = ("Column", "What it means", "What it holds", "Codes")

MEANING_OF_TYPE = {
    ColumnType.CODE: "one of the codes",
    ColumnType.SLUG: "slug of a record",
    ColumnType.SLUGS: "slugs of records, joined by “;”",
    ColumnType.UUID: "UUID of a record",
    ColumnType.UUIDS: "UUIDs of records, joined by “;”",
    ColumnType.INTEGER: "whole number",
    ColumnType.NUMBER: "number",
    ColumnType.DATE: "day, ISO 8601",
    ColumnType.EDTF: "date or interval, EDTF (ISO 8601-2)",
    ColumnType.MOMENT: "moment in UTC, ISO 8601",
    ColumnType.URL: "address",
}

# Excel keeps fifteen digits of a number; a longer one stays the text that it is.
LONGEST_NUMBER = 15


def meaning_of_type(kind: ColumnType) -> str:
    """Return what the cells of a column of this type hold, in words."""
    return MEANING_OF_TYPE.get(kind, "text")


def codes_in_lines(codes: Iterable[tuple[str, str]]) -> str:
    """Return codes with their labels, one a line, as the cell of a codebook has them."""
    return "\n".join(f"{code}: {label}" for code, label in codes)


def codebook_rows(table: Table) -> Iterator[tuple[str, ...]]:
    """Yield the headings of a codebook, then name, meaning, type and codes of each column."""
    yield HEADINGS
    for column in table.columns:
        codes = codes_in_lines(column.codes.choices) if column.codes else ""
        yield (column.name, column.meaning, meaning_of_type(column.type), codes)


def table_workbook(table: Table, rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Return a workbook of a table's rows and its codebook, in pieces of bytes.

    ``rows`` are texts as CSV has them (`Table.row`). Whole numbers and numbers become numbers.
    Days and moments stay ISO 8601 text: Excel knows no day before 1900, no time zone and nothing
    uncertain, and shows a day as its reader's country does.

    Raises:
        DoesNotFit: the table is larger than a workbook can be; at the call, before any byte.
    """
    return workbook_chunks({table.name: _typed(table, rows), CODEBOOK: codebook_rows(table)})


def _typed(table: Table, rows: Iterable[Sequence[str]]) -> Rows:
    yield table.header()
    numeric = [place for place, column in enumerate(table.columns) if _is_numeric(column)]
    for row in rows:
        cells: list[Any] = list(row)
        for place in numeric:
            cells[place] = _number(cells[place])
        yield cells


def _is_numeric(column: Column) -> bool:
    return column.type in (ColumnType.INTEGER, ColumnType.NUMBER)


def _number(text: str) -> int | float | str:
    """Return the number that a cell is, or its text if it is blank or Excel would round it."""
    if not text or sum(map(str.isdigit, text)) > LONGEST_NUMBER:
        return text
    try:
        return int(text)
    except ValueError:
        return float(text)
