"""Rows that PostgreSQL copies out, in blocks of bytes and in flat memory."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..servers import current_connection

__all__ = ["copied", "csv_blocks", "json_lines"]

BLOCK = 1 << 16


def copied(sql: str, params: Sequence[Any], options: str) -> Iterator[bytes]:
    """Yield the rows of a query, each as COPY writes it, its line end included.

    Whoever stops early cancels the query; whatever ends it otherwise is raised, so that a
    transfer breaks off rather than looking complete.
    """
    with (
        current_connection().cursor() as cursor,
        cursor.copy(f"COPY ({sql}) TO STDOUT ({options})", params) as rows,
    ):
        for row in rows:
            yield bytes(row)


def csv_blocks(header: Sequence[str], sql: str, params: Sequence[Any]) -> Iterator[bytes]:
    """Yield CSV as RFC 4180 has it: header, CRLF, quotation marks where they are needed."""
    block = bytearray(",".join(header).encode() + b"\r\n")
    for row in copied(sql, params, "FORMAT csv"):
        block += row[:-1]
        block += b"\r\n"
        if len(block) >= BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def json_lines(sql: str, params: Sequence[Any]) -> Iterator[bytes]:
    """Yield newline-delimited JSON from a query with one column of JSON text."""
    block = bytearray()
    for row in copied(sql, params, "FORMAT text"):
        block += row
        if len(block) >= BLOCK:
            yield bytes(block.replace(b"\\\\", b"\\"))
            block = bytearray()
    if block:
        yield bytes(block.replace(b"\\\\", b"\\"))
