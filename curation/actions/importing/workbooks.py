"""Write workbooks in which every text stays the text that it is."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

__all__ = ["LONGEST_CELL", "escaped", "unescaped", "workbook"]

LONGEST_CELL = 32_767

# What XML cannot hold or would not keep, and what would read as an escape (ISO/IEC 29500, 22.4.2).
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """Return ``text`` as a workbook writes it: control characters as ``_x000D_``."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return the text that a workbook writes so."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def workbook(sheets: dict[str, Iterable[Sequence[Any]]]) -> bytes:
    """Return a workbook with these sheets, whose first rows are headings.

    Text is never made a formula, whatever it begins with.

    Raises:
        ValueError: a text is longer than a cell can hold.
    """
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows):
            if number == 0:
                for column in range(1, len(row) + 1):
                    sheet.column_dimensions[get_column_letter(column)].width = 18
            try:
                sheet.append([_cell(sheet, value) for value in row])
            except ValueError:
                # An abandoned sheet would complain whenever it is collected.
                sheet.close()
                raise
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Any) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = escaped(value)
    if len(text) > LONGEST_CELL:
        raise ValueError(
            f"A text of {len(text):,} characters (“{text[:40]}…”) is longer than the cell of a "
            f"workbook can hold ({LONGEST_CELL:,}). Choose CSV, which holds any text."
        )
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
