"""Write workbooks (XLSX, ISO/IEC 29500) in which every text stays the text that it is.

``openpyxl`` makes the book: its parts, styles, frozen headings. The rows are written past it,
straight into the archive, because its cells are objects: that takes a seventh of its time and
memory that does not grow with the rows (docs/formats.md has the figures). XlsxWriter was weighed
too and is unfit: in its flat-memory mode a text ``<r>…</r>`` is written as markup, and breaks the
file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

__all__ = [
    "LONGEST_CELL",
    "MOST_ROWS",
    "DoesNotFit",
    "escaped",
    "unescaped",
    "workbook",
    "workbook_chunks",
]

Rows = Iterable[Sequence[Any]]

# Excel's limits: characters of a cell, rows of a sheet with the headings.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576

COLUMN_WIDTH = 18
IN_MEMORY = 8 * 2**20
CHUNK = 2**16

# What XML cannot hold or would not keep, and what would read as an escape (ISO/IEC 29500, 22.4.2).
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_DIMENSION = re.compile(b"<dimension [^>]*/>")
_NO_ROWS = re.compile(b"<sheetData ?/>|<sheetData></sheetData>")


class DoesNotFit(ValueError):
    """A workbook cannot hold it; the message says what can."""


def escaped(text: str) -> str:
    """Return ``text`` as a workbook writes it: control characters as ``_x000D_``."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return the text that a workbook writes so."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook with these sheets by title, whose first rows are headings.

    A number becomes a number, a truth value a truth value, None an empty cell; everything else
    is text as ``str`` has it, and never a formula, whatever it begins with.

    Raises:
        DoesNotFit: a text is longer than a cell can hold, or the rows are more than a sheet can.
    """
    stream = BytesIO()
    _write(sheets, stream)
    return stream.getvalue()


def workbook_chunks(sheets: Mapping[str, Rows]) -> Iterator[bytes]:
    """Return the bytes of a workbook in pieces of 64 KiB, its rows never all in memory.

    The workbook is complete, on disk if it is large, before the first piece is handed out: what
    does not fit is refused before an answer has begun.

    Raises:
        DoesNotFit: as `workbook` does, at the call.
    """
    stream = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by _handed_out)
    try:
        _write(sheets, stream)
    except BaseException:
        stream.close()
        raise
    return _handed_out(stream)


def _handed_out(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        stream.seek(0)
        while chunk := stream.read(CHUNK):
            yield chunk


def _write(sheets: Mapping[str, Rows], stream: IO[bytes]) -> None:
    sources = {title: iter(rows) for title, rows in sheets.items()}
    headings = {title: next(rows, ()) for title, rows in sources.items()}
    with (
        ZipFile(BytesIO(_book(headings))) as book,
        ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as target,
    ):
        parts = {f"xl/worksheets/sheet{place}.xml": title for place, title in enumerate(sheets, 1)}
        for name in book.namelist():
            if name not in parts:
                target.writestr(name, book.read(name))
                continue
            before, after = _NO_ROWS.split(_DIMENSION.sub(b"", book.read(name)))
            title = parts[name]
            with target.open(name, "w", force_zip64=True) as part:
                part.write(before + b"<sheetData>")
                for row in _rows(headings[title], sources[title]):
                    part.write(row.encode())
                part.write(b"</sheetData>" + after)


def _book(headings: Mapping[str, Sequence[Any]]) -> bytes:
    """Return the book without its rows."""
    book = Workbook()
    book.remove(book.active)
    for title, heading in headings.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for column in range(1, len(heading) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(heading: Sequence[Any], rows: Rows) -> Iterator[str]:
    yield _row(1, heading)
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise DoesNotFit(
                f"These are more rows than the sheet of a workbook can hold ({MOST_ROWS:,} with "
                "the headings). Choose CSV, which holds any number of rows."
            )
        yield _row(number, row)


def _row(number: int, values: Sequence[Any]) -> str:
    return f'<row r="{number}">{"".join(map(_cell, values))}</row>'


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float | Decimal):
        return f"<c><v>{value}</v></c>"
    return _text_cell(escaped(str(value)))


def _text_cell(text: str) -> str:
    if len(text) > LONGEST_CELL:
        raise DoesNotFit(
            f"A text of {len(text):,} characters (“{text[:40]}…”) is longer than the cell of a "
            f"workbook can hold ({LONGEST_CELL:,}). Choose CSV, which holds any text."
        )
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
