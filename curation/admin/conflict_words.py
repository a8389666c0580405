"""The three versions of a form in words, as the page about a conflict shows them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model

from .conflict_merge import Sides
from .conflict_sides import CHOICE, UNKNOWN, Cell, Row, Table, cell_name
from .labels import NOTHING, Labels

__all__ = ["Line", "keys_in", "lines_of"]

SAID = {
    "mine": "Only you changed it",
    "theirs": "Changed meanwhile",
    "agreed": "Both changed it alike",
    "conflict": "Both changed it",
    "added-by-me": "You added it",
    "added-by-them": "Added meanwhile",
    "removed-by-me": "You removed it",
    "removed-by-them": "Removed meanwhile",
    "removed-though-changed": "You removed it; it was changed meanwhile",
    "changed-though-removed": "You changed it; it was removed meanwhile",
}
IN_CONFLICT = ("conflict", "removed-though-changed", "changed-though-removed")


@dataclass(frozen=True)
class Line:
    """What differs somewhere: as opened, as saved meanwhile, as typed; a choice if it conflicts."""

    subject: str
    base: str
    theirs: str
    mine: str
    verdict: str
    choice: str = ""

    @property
    def said(self) -> str:
        """Return who changed what."""
        return SAID[self.verdict]

    @property
    def is_conflict(self) -> bool:
        """Tell whether the editor has to choose."""
        return self.verdict in IN_CONFLICT


def keys_in(sides: Sides) -> set[tuple[type[Model], Any]]:
    """Return what the versions refer to, as pairs of a model and a key."""
    cells = [*sides.cells, *(c for t in sides.tables for row in t.rows for c in row.cells)]
    return {
        (cell.field.queryset.model, key)
        for cell in cells
        if isinstance(cell.field, forms.ModelChoiceField)
        for value in (cell.base, cell.theirs, cell.mine)
        for key in (value if isinstance(value, list | tuple) else [value])
        if key is not UNKNOWN
    }


def lines_of(sides: Sides, labels: Labels) -> list[Line]:
    """Return what the three versions say differently, conflicts marked."""
    if sides.instance is None:
        return _typed_lines(sides, labels)
    lines = [
        _line(_name_of(cell), cell, labels, CHOICE + cell.name)
        for cell in sides.cells
        if cell.verdict != "same"
    ]
    for table in sides.tables:
        for row in table.rows:
            lines += _row_lines(table, row, labels)
    return lines


def _typed_lines(sides: Sides, labels: Labels) -> list[Line]:
    """Return all that was typed into the form of a row that is gone."""
    cells = [cell for cell in sides.cells if cell.mine not in (None, "", [])]
    lines = [
        Line(_name_of(c), _words(c, c.base, labels), NOTHING, _words(c, c.mine, labels), "mine")
        for c in cells
    ]
    for table in sides.tables:
        for row in table.rows:
            lines += _row_lines(table, row, labels)
    return lines


def _row_lines(table: Table, row: Row, labels: Labels) -> list[Line]:
    title = table.title[:1].upper() + table.title[1:]
    if row.verdict == "kept":
        return [
            _line(
                f"{title} “{_summary(row, 'base', labels, short=True)}”: {_name_of(cell).lower()}",
                cell,
                labels,
                CHOICE + cell_name(table, row, cell),
            )
            for cell in row.cells
            if cell.verdict != "same"
        ]
    shown = {
        "added-by-me": (False, False, True),
        "added-by-them": (False, True, False),
        "removed-by-me": (True, True, False),
        "removed-by-them": (True, False, False),
        "removed-though-changed": (True, True, False),
        "changed-though-removed": (True, False, True),
    }[row.verdict]
    base, theirs, mine = (
        _summary(row, side, labels) if is_there else NOTHING
        for side, is_there in zip(("base", "theirs", "mine"), shown, strict=True)
    )
    choice = f"{CHOICE}{table.prefix}-{row.key or row.number}"
    return [Line(title, base, theirs, mine, row.verdict, choice)]


def _line(subject: str, cell: Cell, labels: Labels, choice: str) -> Line:
    base, theirs, mine = (_words(cell, v, labels) for v in (cell.base, cell.theirs, cell.mine))
    return Line(subject, base, theirs, mine, cell.verdict, choice)


def _summary(row: Row, side: str, labels: Labels, *, short: bool = False) -> str:
    said = [_words(cell, getattr(cell, side), labels) for cell in row.cells]
    said = [words for words in said if words not in (NOTHING, "?")]
    return (said[0][:60] if said else NOTHING) if short else " · ".join(said) or NOTHING


def _name_of(cell: Cell) -> str:
    name = cell.field.label or cell.name.replace("_", " ")
    return str(name)[:1].upper() + str(name)[1:]


def _words(cell: Cell, value: Any, labels: Labels) -> str:
    """Return a value of a form's field as an editor reads it."""
    if value is UNKNOWN:
        return "?"
    if value in (None, "", []):
        return NOTHING
    if isinstance(cell.field, forms.ModelChoiceField):
        keys = value if isinstance(value, list | tuple) else [value]
        return "; ".join(labels.of(cell.field.queryset.model, key) for key in keys)
    choices = {str(key): words for key, words in getattr(cell.field, "choices", ())}
    if str(value) in choices:
        return str(choices[str(value)])
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
