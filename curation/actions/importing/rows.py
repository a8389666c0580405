"""Read a line of a file into the record that it describes, checked by the models' own rules."""

import copy
import uuid
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from ...models import Actor, Citation, Fact, Source, Statement
from ..evidence import misquotation
from ..seeding.reading import stable_id
from .blank import blank
from .columns import Column, Sheet
from .files import Line, Table
from .layout import Layout
from .lookup import Lookup, is_uuid
from .parts import Anchors, PartReader
from .plan import PlannedRow
from .values import CellError

__all__ = ["RowReader"]

EXTENTS = ("when", "attested", "possible", "definite", "precision", "kind")
SHORT = 100


class RowReader:
    """Reads lines; what they refer to is looked up for many at a time (`look_up`)."""

    def __init__(self, layout: Layout, table: Table) -> None:
        """Keep the layout, and what the file brings that its own rows may refer to."""
        self.layout, self.sheet = layout, layout.sheet
        self._lookup = Lookup(_brought(self.sheet, table))
        self._anchors = Anchors()
        self._parts = PartReader(self._value, self._anchors)
        self._cache: dict[tuple[int, str], Any] = {}
        self._times: dict[tuple, tuple] = {}
        headings = [(column.name, column) for column in layout.columns]
        for _, parts in layout.groups:
            for part in parts:
                headings += part
        self._referring = [(name, column) for name, column in headings if column.field.is_relation]

    def look_up(self, lines: list[Line]) -> None:
        """Fetch everything that these lines refer to, and the texts that they quote."""
        self._cache.clear()
        wanted: dict[type[Model], set[str]] = defaultdict(set)
        cited: set[str] = set()
        for line in lines:
            for name, column in self._referring:
                if text := line.cells.get(name):
                    keys = column.value.wanted(text)
                    wanted[column.value.to].update(keys)
                    if column.model is Citation and column.name == "source":
                        cited.update(keys)
        self._lookup.load(wanted)
        texts = Source.objects.filter(slug__in=cited).exclude(held_text="")
        self._anchors.texts = dict(texts.values_list("pk", "held_text"))

    def read(self, line: Line, existing: Model | None) -> PlannedRow:
        """Return the row of a line that names the record ``existing``, or a new one."""
        row = PlannedRow(line.number, existing=existing)
        for column, reason in line.problems:
            row.refuse(column, reason)
        values = self._values(row, line)
        row.named = values.get("id") is not None
        row.record = self._record(row, values)
        for group, headings in self.layout.groups:
            row.parts[group.name] = self._parts.parts(row, group, headings, line.cells)
        self._check_quotation(row)
        self._derive(row, {name for name, _ in row.errors})
        return row

    def _values(self, row: PlannedRow, line: Line) -> dict[str, Any]:
        values = {}
        for column in self.layout.columns:
            try:
                values[column.name] = self._value(column, line.cells.get(column.name, ""))
            except CellError as error:
                row.refuse(column.name, str(error))
        return values

    def _value(self, column: Column, text: str) -> Any:
        """Return the value of a cell; short ones are read once for many rows."""
        if len(text) > SHORT:
            return column.read(text, self._lookup)
        key = (id(column), text)
        if key not in self._cache:
            try:
                self._cache[key] = column.read(text, self._lookup)
            except CellError as error:
                self._cache[key] = error
        value = self._cache[key]
        if isinstance(value, CellError):
            raise CellError(str(value))
        return value

    def _record(self, row: PlannedRow, values: dict[str, Any]) -> Model:
        record = blank(self.sheet.model) if row.existing is None else copy.copy(row.existing)
        for column in self.layout.columns:
            if column.name not in values or column.name == "id":
                continue
            if column.is_link:
                row.links[column.field_name] = values[column.name]
            else:
                column.put(record, values[column.name])
        if row.existing is None:
            self._name(record, values)
        failed = {name for name, _ in row.errors}
        for column in self.sheet.columns:
            if column.required and column.name not in failed:
                silent = "" if row.existing is None else "as it was"
                if values.get(column.name, silent) in ("", None):
                    row.refuse(column.name, "blank, though every record needs it")
        return record

    def _name(self, record: Model, values: dict[str, Any]) -> None:
        """Give a new record its id: that of the file, or for an actor or source of its slug."""
        if values.get("id"):
            record.id = record.pk = values["id"]
        elif not self.sheet.is_of_facts and values.get("slug"):
            record.id = record.pk = stable_id(record._meta.model_name, values["slug"])

    def _check_quotation(self, row: PlannedRow) -> None:
        """Refuse a quotation whose words are in none of its citations, if it has any."""
        if row.errors or not isinstance(row.record, Statement):
            return
        if "citation" in row.parts:
            citations = [part.wanted for part in row.parts["citation"]]
        else:
            citations = list(row.existing.citations.all()) if row.existing else []
        reason = citations and misquotation(row.record, [each.quote for each in citations])
        if reason:
            row.refuse("text", reason)

    def _derive(self, row: PlannedRow, failed: set[str]) -> None:
        """Set what follows from the other columns, as far as they could be read."""
        try:
            if self.sheet.is_of_facts:
                if not failed & {"when", "attested"}:
                    self._set_time(row)
                if not row.errors:
                    row.record.label = row.record.describe()[:400]
            elif not failed:
                row.record.clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                row.refuse(name, " ".join(messages))

    def _set_time(self, row: PlannedRow) -> None:
        """Normalise the dates and compute the extents, once for all facts with the same dates."""
        fact, citations = row.record, _citations(row)
        meaning = tuple(fact.meaning_of_dates().items())
        reports = tuple(each.report() for each in citations)
        key = (fact.when, fact.attested, meaning, reports)
        if key not in self._times:
            fact.check_dates(citations)
            self._times[key] = tuple(getattr(fact, name) for name in EXTENTS)
        for name, value in zip(EXTENTS, self._times[key], strict=True):
            setattr(fact, name, value)


def _citations(row: PlannedRow) -> list[Citation]:
    """Return the evidence that the row leaves its fact with."""
    parts = row.parts.get(Citation._meta.model_name)
    if parts is None:
        return list(row.existing.citations.all()) if row.existing else []
    return [part.wanted for part in parts]


def _brought(sheet: Sheet, table: Table) -> dict[tuple[type[Model], str], Model]:
    """Return stand-ins for what rows of the file may refer to although only the file brings it."""
    brought: dict[tuple[type[Model], str], Model] = {}
    for line in table.lines:
        given = line.cells.get("id", "").strip()
        pk = uuid.UUID(given) if is_uuid(given) else None
        slug = line.cells.get("slug", "").strip()
        if sheet.is_of_facts and pk:
            brought[Fact, str(pk)] = Fact(pk=pk, label=f"line {line.number}")
        elif sheet.model is Actor and slug:
            pk = pk or stable_id("actor", slug)
            brought[Actor, slug] = Actor(pk=pk, slug=slug, name=line.cells.get("name", slug))
    return brought
