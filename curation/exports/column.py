"""Columns of public tables, each declared once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices

__all__ = ["Column", "ColumnType", "Entry", "Table"]

Vocabulary = type[TextChoices]
Entry = dict[str, Any]


class ColumnType(StrEnum):
    """What the text of a cell is: free text, or a token that is compared as it stands, or …"""

    TEXT = "text"
    TOKEN = "token"  # noqa: S105 - no secret
    CODE = "code"
    SLUG = "slug"
    SLUGS = "slugs"
    UUID = "uuid"
    UUIDS = "uuids"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    EDTF = "edtf"
    MOMENT = "moment"
    URL = "url"


@dataclass(frozen=True)
class Column:
    """One column: its name, its meaning, and where in an entry its value stands.

    ``path`` leads through the entry's keys, ``actor.slug``; ``[]`` fans out over a list,
    ``subjects[].slug``, whose values are joined by ``separator``. A missing or null value is an
    empty cell; in a list it keeps its place, so that parallel columns stay parallel.
    ``references`` names the table whose key the cell has. ``missing`` are codes that stand for a
    missing value. With ``spelled``, the cell has the text that this gives for the value, and is
    empty where it gives none.
    """

    name: str
    meaning: str
    path: str = ""
    type: ColumnType = ColumnType.TEXT
    codes: Vocabulary | None = None
    separator: str = ";"
    references: str = ""
    missing: tuple[str, ...] = ()
    spelled: Mapping[str, str] | None = field(default=None, hash=False)

    def cell(self, entry: dict[str, Any]) -> str:
        """Return the text of the entry's cell in this column."""
        texts = (_text(value) for value in _values(entry, self._steps()))
        if self.spelled is not None:
            texts = (self.spelled.get(text, "") for text in texts)
        return self.separator.join(texts)

    def _steps(self) -> list[str]:
        return (self.path or self.name).split(".")


def _values(node: Any, steps: Sequence[str]) -> Iterator[Any]:
    if not steps or node is None:
        yield node
        return
    step, *rest = steps
    value = node.get(step.removesuffix("[]"))
    if step.endswith("[]"):
        for item in value or ():
            yield from _values(item, rest)
    else:
        yield from _values(value, rest)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Table:
    """A public table: the columns in which a collection's entries are written out.

    ``key`` names the columns by which a row is told from all others; the first of them alone if
    other tables refer to it. With ``part``, each item of that list in a document is a row; the
    document itself is `of` in the item's entry.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    part: str = ""

    def header(self) -> list[str]:
        """Return the names of the columns."""
        return [column.name for column in self.columns]

    def row(self, entry: dict[str, Any]) -> list[str]:
        """Return the cells of an entry."""
        return [column.cell(entry) for column in self.columns]
