"""Write entries out as rows of text or as JSON, quickly where they share parts.

Derived entries are made of parts that many of them share: a state stands in every row about it.
A part is written once and remembered, as long as few enough are.
"""

import json
from collections.abc import Callable
from itertools import groupby
from typing import Any

from .column import Column, Entry, Table

__all__ = ["json_writer", "row_writer"]

MOST_REMEMBERED = 500
# And as long as they are short enough: what a cell rests on can be thousands of records.
MOST_LETTERS = 1 << 18


class _Remembered:
    """What ``write`` made of each object; the object is kept, so that no other takes its id."""

    def __init__(self, write: Callable[[Any], str | list[str]]) -> None:
        self.write, self.known, self.letters = write, {}, 0

    def __call__(self, part: Any) -> Any:
        known = self.known.get(id(part))
        if known is None:
            known = part, self.write(part)
            self._remember(known)
        return known[1]

    def _remember(self, known: tuple[Any, str | list[str]]) -> None:
        part, written = known
        letters = len(written) if isinstance(written, str) else sum(map(len, written))
        if len(self.known) >= MOST_REMEMBERED or self.letters + letters > MOST_LETTERS:
            self.known.clear()
            self.letters = 0
        self.known[id(part)] = known
        self.letters += letters


def row_writer(table: Table) -> Callable[[Entry], list[str]]:
    """Return a function that gives the cells of an entry, equal to those of `Table.row`.

    Neighbouring columns of one part of the entry are written together. The parts of an entry must
    not be changed between two calls.
    """
    groups = [
        (root, _group(root, list(columns))) for root, columns in groupby(table.columns, _root)
    ]

    def cells(entry: Entry) -> list[str]:
        row: list[str] = []
        for root, write in groups:
            row += write(entry.get(root) if root else entry)
        return row

    return cells


def _root(column: Column) -> str:
    """Return the part in which a column's value stands; blank for one of the entry's own."""
    first, *rest = (column.path or column.name).split(".")
    return first if rest and not first.endswith("[]") else ""


def _group(root: str, columns: list[Column]) -> Callable[[Any], list[str]]:
    if not root:
        readers = [_reader(column) for column in columns]
        return lambda entry: [read(entry) for read in readers]
    return _Remembered(lambda part: [column.cell({root: part}) for column in columns])


def _reader(column: Column) -> Callable[[Entry], str]:
    path = column.path or column.name
    if path.isidentifier() and column.spelled is None:
        return lambda entry: "" if (value := entry.get(path)) is None else str(value)
    root = path.split(".")[0].removesuffix("[]")
    of_part = _Remembered(lambda part: column.cell({root: part}))
    return lambda entry: of_part(entry.get(root))


def json_writer() -> Callable[[Entry], str]:
    """Return a function that gives an entry as compact JSON, under the same condition."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    remembered = _Remembered(encode)
    names = _Names()

    def text(entry: Entry) -> str:
        members = (
            names[name] + (remembered(value) if isinstance(value, dict | list) else encode(value))
            for name, value in entry.items()
        )
        return "{" + ",".join(members) + "}"

    return text


class _Names(dict[str, str]):
    """The names of members, each as JSON with its colon."""

    def __missing__(self, name: str) -> str:
        self[name] = json.dumps(name, ensure_ascii=False) + ":"
        return self[name]
