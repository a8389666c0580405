"""Three versions of a form side by side: as it was opened, as it is saved now, as it was typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict

from ..models import Snapshot

__all__ = ["CHOICE", "UNKNOWN", "Cell", "Row", "Table", "pick", "row_values", "sent"]

# What the history does not know: whatever differs then counts as changed by both.
UNKNOWN = object()
CHOICE = "choose-"


@dataclass(frozen=True)
class Cell:
    """One field in its three versions; ``verdict`` is same, mine, theirs, agreed or conflict."""

    name: str
    field: forms.Field
    base: Any
    theirs: Any
    mine: Any

    @property
    def verdict(self) -> str:
        """Tell who changed the field since it was opened."""
        if not self.field.has_changed(self.theirs, self.mine):
            unchanged = self.base is UNKNOWN or not self.field.has_changed(self.base, self.mine)
            return "same" if unchanged else "agreed"
        if self.base is UNKNOWN:
            return "conflict"
        theirs = self.field.has_changed(self.base, self.theirs)
        mine = self.field.has_changed(self.base, self.mine)
        return "conflict" if theirs and mine else "mine" if mine else "theirs"


@dataclass
class Row:
    """A part in its three versions, as a whole; ``number`` is its place in what was typed.

    ``verdict`` is kept (its cells say more), added or removed by me or them, or a conflict:
    one side removed what the other changed.
    """

    key: str
    number: int | None
    verdict: str
    cells: list[Cell] = field(default_factory=list)

    def typed(self) -> dict[str, Any]:
        """Return what was typed, by the names of the fields."""
        return {cell.name: cell.mine for cell in self.cells}


@dataclass
class Table:
    """All rows of one inline."""

    prefix: str
    title: str
    key_name: str
    rows: list[Row]


def row_values(instance: Model | None, columns: dict[str, Any] | None, names: Any) -> dict:
    """Return the values of a form's fields: those of a row, or those in a snapshot's columns."""
    values = {}
    for name in names:
        model_field = _model_field(instance, name)
        if model_field is None:
            continue
        if columns is None:
            value = model_field.value_from_object(instance)
            is_many = model_field.many_to_many
            values[name] = [each.pk for each in value] if is_many else value
        elif not model_field.many_to_many:
            values[name] = columns.get(model_field.attname, UNKNOWN)
    return values


def links_in(snapshot: Snapshot, instance: Model, name: str) -> list[Any]:
    """Return the keys that a many-to-many field leads to in ``snapshot``."""
    model_field = instance._meta.get_field(name)
    through, target = model_field.remote_field.through, model_field.m2m_reverse_field_name()
    column = through._meta.get_field(target).attname
    return [
        row[column] for (model, _), row in snapshot.items() if model._meta.concrete_model is through
    ]


def _model_field(instance: Model, name: str) -> Any:
    known = {each.name: each for each in instance._meta.get_fields() if not each.auto_created}
    return known.get(name)


def sent(form_field: forms.Field, data: QueryDict, name: str) -> Any:
    """Return what a browser sent for a field."""
    return form_field.widget.value_from_datadict(data, {}, name)


def put(data: QueryDict, name: str, value: Any) -> None:
    """Put a value into ``data`` as a browser would send it."""
    if isinstance(value, list | tuple):
        data.setlist(name, [str(each) for each in value])
    elif value is None or value is UNKNOWN:
        data[name] = ""
    else:
        data[name] = str(value)


def pick(verdict: str, choice: str) -> str:
    """Return whose version goes into the merged form; for a conflict, the editor's choice."""
    if verdict == "conflict":
        return "theirs" if choice == "theirs" else "mine"
    return "mine" if verdict == "mine" else "theirs"


def merged_rows(table: Table, choices: QueryDict) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Yield the key (blank: a new row), the values and whether it is to be removed, of each row."""
    for row in sorted(table.rows, key=lambda row: not row.key):
        choice = choices.get(f"{CHOICE}{table.prefix}-{row.key or row.number}", "mine")
        match row.verdict:
            case "kept" | "added-by-them":
                values = {
                    cell.name: cell.mine
                    if pick(cell.verdict, choices.get(CHOICE + cell_name(table, row, cell), ""))
                    == "mine"
                    else cell.theirs
                    for cell in row.cells
                }
                yield row.key, values, False
            case "added-by-me":
                yield "", row.typed(), False
            case "removed-by-me" | "removed-though-changed":
                theirs = {cell.name: cell.theirs for cell in row.cells}
                mine = row.verdict == "removed-by-me" or choice == "mine"
                yield row.key, theirs, mine
            case "changed-though-removed" if choice == "mine":
                yield "", row.typed(), False


def cell_name(table: Table, row: Row, cell: Cell) -> str:
    """Return what a cell of a part is called on the page."""
    return f"{table.prefix}-{row.key}-{cell.name}"
