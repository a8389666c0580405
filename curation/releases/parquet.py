"""Parquet, made of the very CSV that a release holds, while that is being written.

The writer's settings are fixed, and the version of pyarrow is pinned exactly: the bytes of a file
follow from the rows alone. They are read in blocks of whole rows, of which row groups are made.
The reader of pyarrow that takes a stream is not used: it reads up to 32 blocks ahead.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from ..exports import Column, ColumnType

__all__ = ["ARROW_TYPES", "ParquetFile", "schema_of"]

ARROW_TYPES = {
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.DATE: pa.date32(),
    ColumnType.MOMENT: pa.timestamp("us", tz="UTC"),
}

BLOCK = 1 << 20
"""Bytes of CSV that are read at once, and the rest of the rows in which they end."""
ROW_GROUP = 16 << 20
"""Bytes of rows in memory that make a row group."""
SETTINGS = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
}


def schema_of(columns: Sequence[Column]) -> pa.Schema:
    """Return the types of the columns, with what they mean; whatever is no number is text."""
    return pa.schema(
        pa.field(
            column.name,
            ARROW_TYPES.get(column.type, pa.string()),
            metadata=_metadata(column),
        )
        for column in columns
    )


def _metadata(column: Column) -> dict[str, str]:
    missing = {"missing": ",".join(column.missing)} if column.missing else {}
    return {"description": column.meaning, **missing}


class ParquetFile:
    """A Parquet file in the making, which a thread of its own writes, a block behind."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        """Take where it is to be, and the columns of the CSV of which it is made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._schema = schema_of(columns)
        self._writer = parquet.ParquetWriter(path, self._schema, **SETTINGS)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="parquet")
        self._work: Future[None] | None = None
        self._has_header = True
        self._block = bytearray()
        self._rows: list[pa.Table] = []

    def feed(self, rows: bytes) -> None:
        """Hand on the next rows of the CSV, the header before the first of them.

        Raises:
            pyarrow.ArrowException: what came before is no CSV of the columns.
        """
        if self._has_header:
            _, _, rows = rows.partition(b"\r\n")
            self._has_header = False
        self._block += rows
        if len(self._block) >= BLOCK:
            self._hand_over()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Complete the file, unless something was raised."""
        with self._writer, self._thread:
            if raised[0] is None:
                self._hand_over()
                self._finished()
                self._write_group()
        pa.default_memory_pool().release_unused()

    def _hand_over(self) -> None:
        self._finished()
        self._work = self._thread.submit(self._add, self._block)
        self._block = bytearray()

    def _finished(self) -> None:
        if self._work:
            self._work.result()

    def _add(self, block: bytes) -> None:
        if not block:
            return
        rows = arrow_csv.read_csv(
            pa.BufferReader(block),
            arrow_csv.ReadOptions(
                use_threads=False, column_names=self._schema.names, block_size=len(block) + 1
            ),
            arrow_csv.ParseOptions(newlines_in_values=True),
            arrow_csv.ConvertOptions(
                column_types=self._schema,
                null_values=[""],
                strings_can_be_null=True,
                timestamp_parsers=[arrow_csv.ISO8601],
            ),
        )
        self._rows.append(rows.cast(self._schema))
        if sum(each.nbytes for each in self._rows) >= ROW_GROUP:
            self._write_group()

    def _write_group(self) -> None:
        if self._rows:
            group = pa.concat_tables(self._rows)
            self._writer.write_table(group, row_group_size=group.num_rows)
            self._rows.clear()
