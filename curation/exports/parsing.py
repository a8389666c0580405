"""Entries and rows out of the text in which a database hands them over."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

__all__ = ["entries_of", "lines_of"]


def entries_of(blocks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the entries of newline-delimited JSON, whose blocks end anywhere, even in a letter."""
    rest = b""
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        yield from map(json.loads, filter(None, lines))
    if rest:
        yield json.loads(rest)


def lines_of(blocks: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a text in UTF-8, ends included, whose blocks end anywhere."""
    rest = b""
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        yield from (f"{line.decode()}\n" for line in lines)
    if rest:
        yield rest.decode()
