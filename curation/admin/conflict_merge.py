"""Compare what an editor typed with what was saved meanwhile, and put both together."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, QueryDict

from ..models import Change, timeline_of
from .conflict_sides import (
    CHOICE,
    UNKNOWN,
    Cell,
    Row,
    Table,
    links_in,
    merged_rows,
    pick,
    put,
    row_values,
    sent,
)

__all__ = ["Sides"]

# Of the form, not of the row.
BESIDE = ("reason_for_change",)


class Sides:
    """A form as it was opened, as it is saved now and as it was typed.

    ``instance`` is the row as it is saved now, ``None`` if it was deleted; ``since`` are the
    changes made after the form was opened.
    """

    def __init__(self, admin: ModelAdmin, request: HttpRequest, pk: Any, instance: Any) -> None:
        """Read the three versions of the request's form."""
        self.data = request.POST
        self.instance = instance
        changes = timeline_of(admin.model, pk) if pk else []
        opened = self._opened(changes)
        self.base = opened.after if opened and opened.is_complete else None
        self.since = [each for each in changes if opened is None or each.at > opened.at]
        self.cells = self._cells(admin, request, pk)
        self.tables = [
            self._table(admin, formset, inline)
            for formset, inline in admin.get_formsets_with_inlines(request, instance)
        ]

    def _opened(self, changes: list[Change]) -> Change | None:
        loaded = self.data.get("loaded_version", "")
        return next((each for each in reversed(changes) if str(each.version) == loaded), None)

    def _cells(self, admin: ModelAdmin, request: HttpRequest, pk: Any) -> list[Cell]:
        shown = flatten_fieldsets(admin.get_fieldsets(request, self.instance))
        form = admin.get_form(request, self.instance, change=bool(self.instance), fields=shown)()
        names = [name for name in form.fields if name not in BESIDE]
        columns = None
        if self.base is not None:
            columns = {
                name: value
                for (_, key), row in self.base.items()
                if str(key) == str(pk)
                for name, value in row.items()
            }
        blank = admin.model(pk=pk)
        base = row_values(blank, columns or {}, names)
        for name in names:
            if admin.model._meta.get_field(name).many_to_many:
                base[name] = UNKNOWN if columns is None else links_in(self.base, blank, name)
        theirs = row_values(self.instance, None, names) if self.instance else {}
        cells = []
        for name in names:
            form_field = form.fields[name]
            now = theirs.get(name, form_field.initial if not self.instance else None)
            # What the history leaves out, a text held, nobody else can have altered.
            known = base.get(name, UNKNOWN)
            known = now if known is UNKNOWN and columns is not None else known
            cells.append(Cell(name, form_field, known, now, sent(form_field, self.data, name)))
        return cells

    def _table(self, admin: ModelAdmin, formset: type[BaseInlineFormSet], inline: Any) -> Table:
        prefix, key_name = formset.get_default_prefix(), inline.model._meta.pk.name
        blank = formset(prefix=prefix).empty_form
        left_out = {key_name, formset.fk.name, "DELETE"}
        fields = {name: each for name, each in blank.fields.items() if name not in left_out}
        present = {}
        if self.instance is not None:
            rows = inline.model._default_manager.filter(**{formset.fk.name: self.instance.pk})
            present = {str(row.pk): row_values(row, None, fields) for row in rows}
        former = {
            str(key): row_values(inline.model(), row, fields)
            for (model, key), row in (self.base or {}).items()
            if model is inline.model
        }
        reader = _TypedRows(self.data, prefix, key_name, fields, self.instance is None)
        rows = [
            reader.row(number, present, former, known=self.base is not None)
            for number in range(reader.total)
        ]
        rows = [row for row in rows if row is not None]
        seen = {row.key for row in rows}
        for key in present.keys() - seen:
            cells = [Cell(name, fields[name], v, v, v) for name, v in present[key].items()]
            rows.append(Row(key, None, "added-by-them", cells))
        return Table(prefix, str(inline.opts.verbose_name), key_name, rows)

    def merged(self) -> QueryDict:
        """Return what a browser would send for the form with both sides' changes in it.

        Where both changed the same, the data's own choice counts, and what was typed without one.
        """
        data = self.data.copy()
        for cell in self.cells:
            if pick(cell.verdict, data.get(CHOICE + cell.name, "")) == "theirs" and self.instance:
                put(data, cell.name, cell.theirs)
        for table in self.tables:
            self._merge_table(table, data)
        for name in [name for name in data if name.startswith(CHOICE)]:
            del data[name]
        if self.instance is None:
            data.pop("loaded_version", None)
        else:
            data["loaded_version"] = str(self.instance.version)
        return data

    def _merge_table(self, table: Table, data: QueryDict) -> None:
        rows = list(merged_rows(table, self.data))
        for name in [name for name in data if name.startswith(f"{table.prefix}-")]:
            del data[name]
        for number, (key, values, removed) in enumerate(rows):
            prefix = f"{table.prefix}-{number}"
            data[f"{prefix}-{table.key_name}"] = key
            for name, value in values.items():
                put(data, f"{prefix}-{name}", value)
            if removed:
                data[f"{prefix}-DELETE"] = "on"
        known = sum(1 for key, _, _ in rows if key)
        counts = {"TOTAL": len(rows), "INITIAL": known, "MIN_NUM": 0, "MAX_NUM": 1000}
        for name, count in counts.items():
            data[f"{table.prefix}-{name}_FORMS"] = str(count)


class _TypedRows:
    """The rows of an inline as a browser sent them."""

    def __init__(
        self, data: QueryDict, prefix: str, key_name: str, fields: dict, is_gone: bool
    ) -> None:
        self.data, self.prefix, self.key_name, self.fields = data, prefix, key_name, fields
        self.is_gone = is_gone
        total = data.get(f"{prefix}-TOTAL_FORMS", "")
        self.total = min(int(total), 1000) if total.isdecimal() else 0

    def row(self, number: int, present: dict, former: dict, *, known: bool) -> Row | None:
        """Return the row at a place of what was typed; None where nothing is to be said of it."""
        place = f"{self.prefix}-{number}"
        key = self.data.get(f"{place}-{self.key_name}", "")
        removed = bool(self.data.get(f"{place}-DELETE"))
        typed = {
            name: sent(each, self.data, f"{place}-{name}") for name, each in self.fields.items()
        }
        now = present.get(key)
        then = former.get(key) or (dict.fromkeys(self.fields, UNKNOWN) if key else {})
        cells = [
            Cell(
                name,
                each,
                then.get(name, each.initial),
                (now or {}).get(name, each.initial if not key else then.get(name)),
                typed[name],
            )
            for name, each in self.fields.items()
        ]
        if not key:
            is_filled = any(cell.field.has_changed(cell.base, cell.mine) for cell in cells)
            return Row("", number, "added-by-me", cells) if is_filled and not removed else None
        if self.is_gone:
            return None if removed else Row("", number, "added-by-me", cells)
        return Row(key, number, self._verdict(cells, now, then, removed, known), cells)

    @staticmethod
    def _verdict(cells: list[Cell], now: Any, then: dict, removed: bool, known: bool) -> str:
        def differs(side: str) -> bool:
            return any(
                not known
                or each.base is UNKNOWN
                or each.field.has_changed(each.base, getattr(each, side))
                for each in cells
            )

        if now is None:
            return "removed-by-them" if removed or not differs("mine") else "changed-though-removed"
        if removed:
            return "removed-though-changed" if differs("theirs") else "removed-by-me"
        return "kept"
