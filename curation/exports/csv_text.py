"""CSV as RFC 4180 has it: a header, CRLF, quotation marks where they are needed."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from .column import Table
from .writing import row_writer

__all__ = ["csv_lines"]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(table: Table, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Write ``entries`` out in the table's columns, line by line, in flat memory."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    cells = row_writer(table)
    yield writer.writerow(table.header())
    for entry in entries:
        yield writer.writerow(cells(entry))
