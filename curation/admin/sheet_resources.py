"""Exports that an import reads again: the columns of the sheets, and what readers want beside.

A fact has as many groups of citation columns as the one with the most citations in the file.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from import_export import fields, resources
from tablib import Dataset

from ..actions.importing import SHEETS, Sheet
from ..vocabulary import RecordKind

__all__ = ["SheetResource", "sheet_resource"]

CHUNK = 500


def _day(bound: str, extent: str) -> Callable[[Model], str]:
    def day(fact: Model) -> str:
        value = getattr(getattr(fact, extent), bound)
        return value.isoformat() if value else ""

    return day


COMPUTED: dict[str, Callable[[Model], Any]] = {
    "definite_from": _day("lower", "definite"),
    "definite_before": _day("upper", "definite"),
    "possible_from": _day("lower", "possible"),
    "possible_before": _day("upper", "possible"),
    "updated_at": lambda fact: fact.updated_at.isoformat(timespec="seconds"),
    "unit": lambda figure: figure.indicator.unit,
    "length": lambda source: len(source.held_text),
}


class SheetResource(resources.Resource):
    """Rows of a sheet: one record with its parts. Its fields stand for groups as a whole."""

    sheet: Sheet

    @classmethod
    def get_display_name(cls) -> str:
        """Return what the page of exports calls it."""
        return cls.sheet.model._meta.verbose_name_plural

    def get_export_order(self) -> tuple[str, ...]:
        """Return the fields in the order of the sheet."""
        return tuple(self.fields)

    def get_user_visible_fields(self) -> list[fields.Field]:
        """Return the fields that an editor chooses from."""
        return list(self.fields.values())

    def export(self, queryset: QuerySet | None = None, **kwargs: Any) -> Dataset:
        """Return the rows of ``queryset`` with the chosen fields."""
        rows = self.sheet.model.objects.all() if queryset is None else queryset
        chosen = set(kwargs.get("export_fields") or self.fields)
        records = [
            (self.sheet.cells(record), record_beside(self.sheet, record))
            for record in self._records(rows)
        ]
        parts = {
            group.attribute: max((_number(group.name, cells) for cells, _ in records), default=0)
            for group in self.sheet.groups
        }
        headings = list(self._headings(chosen, parts))
        dataset = Dataset(headers=headings)
        for cells, beside in records:
            values = beside | cells
            dataset.append([values.get(heading, "") for heading in headings])
        return dataset

    def _records(self, rows: QuerySet) -> Iterator[Model]:
        rows = self.sheet.fetched(rows.select_related(None).defer(None))
        return rows.iterator(chunk_size=CHUNK)

    def _headings(self, chosen: set[str], parts: dict[str, int]) -> Iterator[str]:
        yield from (column.name for column in self.sheet.columns if column.name in chosen)
        for group in self.sheet.groups:
            if group.attribute in chosen:
                for number in range(1, max(parts[group.attribute], 1) + 1):
                    yield from (group.heading(number, column) for column in group.columns)
        yield from (name for name, _ in self.sheet.beside if name in chosen)


def _number(group: str, cells: Iterable[str]) -> int:
    """Return the number of the last part of ``group`` in a row."""
    prefix = f"{group}_"
    numbers = (name[len(prefix) :].split("_")[0] for name in cells if name.startswith(prefix))
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def record_beside(sheet: Sheet, record: Model) -> dict[str, Any]:
    """Return what an export says of a record and an import does not read."""
    return {
        name: COMPUTED[name](record) if name in COMPUTED else getattr(record, name)
        for name, _ in sheet.beside
    }


def sheet_resource(name: str, kind: RecordKind) -> type[SheetResource]:
    """Return the resource of a kind of record."""
    sheet = SHEETS[kind]
    names = [column.name for column in sheet.columns]
    names += [group.attribute for group in sheet.groups]
    names += [column for column, _ in sheet.beside]
    body = {each: fields.Field(column_name=each, readonly=True) for each in names}
    doc = f"{sheet.model._meta.verbose_name_plural}, as an import reads them."
    return type(name, (SheetResource,), {**body, "sheet": sheet, "__doc__": doc.capitalize()})
