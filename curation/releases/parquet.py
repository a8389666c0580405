"""Parquet, made of the very CSV that a release holds, while that is being written.

The writer's settings are fixed, and the version of pyarrow is pinned exactly: the bytes of a file
follow from the rows alone. Blocks of the CSV are of one size, and row groups are made of whole
blocks, so that it does not matter in which portions the CSV arrives.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

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

BLOCK = 2 << 20
"""Bytes of CSV that are read at once; no row may be longer."""
ROW_GROUP = 8 << 20
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
            metadata={"description": column.meaning},
        )
        for column in columns
    )


class ParquetFile:
    """A Parquet file in the making, which a thread of its own writes."""

    def __init__(self, pipe: int, written: Future[None]) -> None:
        """Take the end of a pipe into which CSV is to be written, and the work at its other end."""
        self._pipe, self._written = pipe, written

    def feed(self, chunk: bytes) -> None:
        """Hand on the next portion of the CSV.

        Raises:
            pyarrow.ArrowException: something before it is no CSV of the columns.
        """
        rest = memoryview(chunk)
        try:
            while rest:
                rest = rest[os.write(self._pipe, rest) :]
        except BrokenPipeError:
            self._written.result()
            raise

    @classmethod
    @contextmanager
    def of(cls, path: Path, columns: Sequence[Column]) -> Iterator["ParquetFile"]:
        """Write a file to ``path`` of the CSV that it is fed; it is complete afterwards."""
        source, target = os.pipe()
        with ThreadPoolExecutor(1, thread_name_prefix="parquet") as pool:
            written = pool.submit(_write, source, path, schema_of(columns))
            try:
                yield cls(target, written)
            finally:
                os.close(target)
            written.result()


def _write(pipe: int, path: Path, schema: pa.Schema) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Buffered, a read of a block returns all of it, whatever the portions were.
    with (
        os.fdopen(pipe, "rb", buffering=1 << 16) as source,
        arrow_csv.open_csv(
            source,
            arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK),
            arrow_csv.ParseOptions(newlines_in_values=True),
            arrow_csv.ConvertOptions(
                column_types=schema,
                null_values=[""],
                strings_can_be_null=True,
                timestamp_parsers=[arrow_csv.ISO8601],
            ),
        ) as blocks,
        parquet.ParquetWriter(path, schema, **SETTINGS) as writer,
    ):
        for group in _row_groups(blocks, schema):
            writer.write_table(group, row_group_size=group.num_rows or 1)


def _row_groups(blocks: arrow_csv.CSVStreamingReader, schema: pa.Schema) -> Iterator[pa.Table]:
    gathered, size = [], 0
    for block in blocks:
        gathered.append(block.cast(schema))
        size += block.nbytes
        if size >= ROW_GROUP:
            yield pa.Table.from_batches(gathered, schema)
            gathered, size = [], 0
    if gathered:
        yield pa.Table.from_batches(gathered, schema)
