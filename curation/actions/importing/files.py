"""Read an uploaded file: CSV or XLSX, whatever the spreadsheet program made of it.

A cell is a text here; numbers and days that a workbook keeps as such become the texts that an
editor saw (2005, not 2005.0).
"""

import csv
import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ...errors import ImportRefused
from ...exports.workbooks import unescaped

__all__ = ["LARGEST_FILE", "MOST_ROWS", "Line", "Table", "read_table"]

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_ROWS = 100_000
DELIMITERS = ",;\t"

# A source's text may well be longer than the library's default for one cell.
csv.field_size_limit(LARGEST_FILE)


@dataclass(frozen=True)
class Line:
    """A line of the file that is not blank: its number (the header is 1), and its cells."""

    number: int
    cells: dict[str, str]
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """What a file holds."""

    headings: list[str]
    lines: list[Line]


def read_table(content: bytes, is_known: Callable[[str], bool]) -> Table:
    """Return the table in a file; ``is_known`` tells headings from other words.

    Raises:
        ImportRefused: it is neither CSV in UTF-8 nor XLSX, or is too large or empty.
    """
    if len(content) > LARGEST_FILE:
        raise ImportRefused(
            f"The file is larger than {LARGEST_FILE // 1024**2} MB. Split it into several."
        )
    if content.startswith(b"PK\x03\x04"):
        rows = _rows_of_workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportRefused("This is a workbook of the old kind. Save it as .xlsx or as CSV.")
    else:
        rows = _rows_of_csv(content, is_known)
    return _table(rows)


def _table(rows: Iterator[list[Any]]) -> Table:
    header = [str(heading or "").strip() for heading in next(rows, [])]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise ImportRefused("The file is empty. Its first line must hold the headings.")
    twice = {heading for heading in header if heading and header.count(heading) > 1}
    if twice:
        raise ImportRefused(f"The heading “{min(twice)}” stands there more than once.")
    lines = []
    for number, row in enumerate(rows, start=2):
        if line := _line(number, header, row):
            lines.append(line)
        if len(lines) > MOST_ROWS:
            raise ImportRefused(f"The file has more than {MOST_ROWS:,} rows. Split it.")
    if not lines:
        raise ImportRefused("The file has headings but no rows.")
    return Table(header, lines)


def _line(number: int, header: list[str], row: list[Any]) -> Line | None:
    cells, problems = {}, []
    for at, value in enumerate(row):
        if value is None or value == "":
            continue
        heading = header[at] if at < len(header) else ""
        if not heading:
            problems.append(("", f"“{str(value)[:40]}” stands in a column without a heading"))
        elif isinstance(value, Unreadable):
            problems.append((heading, value.reason))
        else:
            cells[heading] = value
    return Line(number, cells, tuple(problems)) if cells or problems else None


# --- CSV --------------------------------------------------------------------------------


def _rows_of_csv(content: bytes, is_known: Callable[[str], bool]) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(
            "The file is not in UTF-8 (line "
            f"{content[: error.start].count(10) + 1} shows it). "
            "Save it as “CSV UTF-8”, or as .xlsx."
        ) from error
    if "\x00" in text:
        raise ImportRefused("The file is neither CSV nor .xlsx.")
    delimiter = _delimiter(text, is_known)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ImportRefused(
                f"The file is not CSV: line {reader.line_num}: {error}. A quotation mark within "
                "a quoted cell is written twice."
            ) from error


def _delimiter(text: str, is_known: Callable[[str], bool]) -> str:
    """Return the delimiter that makes the most headings of the first line."""
    first = text.split("\n", 1)[0].rstrip("\r")

    def headings(delimiter: str) -> int:
        return sum(is_known(word.strip(' "')) for word in first.split(delimiter))

    return max(DELIMITERS, key=headings)


# --- XLSX -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no value of its own."""

    reason: str


def _rows_of_workbook(content: bytes) -> Iterator[list[Any]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise ImportRefused("The workbook is too large. Save the sheet as CSV.")
        workbook = openpyxl.load_workbook(BytesIO(content), read_only=True)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            yield [_text(cell) for cell in row]
        workbook.close()
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        IndexError,
        SyntaxError,
        ValueError,
    ) as error:
        raise ImportRefused(f"The file is no workbook that can be read: {error}.") from error


def _text(cell: Any) -> str | Unreadable | None:
    """Return the text that the cell shows."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Unreadable(f"it holds a formula ({str(value)[:40]}); paste its value instead")
    if cell.data_type == "e":
        return Unreadable(f"it holds the error {value}")
    if isinstance(value, str):
        return unescaped(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
