"""Tell what each line of a file would create, change or leave; nothing is written.

Lines are read in chunks, with a constant number of queries for each.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from ...models import Citation, Fact
from ...vocabulary import RowOutcome, State
from ..seeding.reading import stable_id
from .collecting import collector_at_rest
from .columns import Sheet
from .files import Line, Table
from .layout import layout_of
from .lookup import is_uuid
from .permission import may_write
from .plan import PlannedRow
from .rows import RowReader

__all__ = ["CHUNK", "Planning", "cells_after"]

CHUNK = 1000


class Planning:
    """Plans a table for whoever imports it; iterate over `chunks`."""

    def __init__(self, sheet: Sheet, table: Table, *, by: AbstractBaseUser) -> None:
        """Check the headings.

        Raises:
            ImportRefused: a heading is unknown, a group has a gap, or a column is missing.
        """
        self.sheet, self.table = sheet, table
        self.layout = layout_of(sheet, table.headings)
        self._reader = RowReader(self.layout, table)
        self._lines_of: dict[uuid.UUID, int] = {}
        self._may = may_write(by, sheet.model._meta.model_name)

    def chunks(self) -> Iterator[list[PlannedRow]]:
        """Yield the planned rows, a chunk at a time."""
        lines = self.table.lines
        for start in range(0, len(lines), CHUNK):
            with collector_at_rest():
                rows = self._chunk(lines[start : start + CHUNK])
            yield rows

    def _chunk(self, lines: list[Line]) -> list[PlannedRow]:
        self._reader.look_up(lines)
        keys = [self._key(line) for line in lines]
        existing = self._existing({key for key in keys if key})
        rows = [
            self._reader.read(line, existing.get(key))
            for line, key in zip(lines, keys, strict=True)
        ]
        if self.sheet.is_of_facts:
            self._find_what_came_before(rows)
        for row, line in zip(rows, lines, strict=True):
            if not row.errors:
                self._decide(row, line)
        self._refuse_ids_of_others([row for row in rows if row.is_writing])
        for row in rows:
            _attach_parts(self.sheet, row)
        return rows

    def _key(self, line: Line) -> Any:
        """Return the id or slug that the line gives, if it is one."""
        text = line.cells.get(self.sheet.key, "").strip()
        if self.sheet.key == "slug":
            return text
        return uuid.UUID(text) if is_uuid(text) else None

    def _existing(self, keys: set) -> dict[Any, Model]:
        """Return the records with these ids or slugs, with all that their cells need."""
        if not keys:
            return {}
        rows = self.sheet.model.objects.filter(**{f"{self.sheet.key}__in": keys})
        return {getattr(row, self.sheet.key): row for row in self.sheet.fetched(rows)}

    def _find_what_came_before(self, rows: list[PlannedRow]) -> None:
        """Name facts without an id after what they say; they may have been imported before."""
        nameless = [row for row in rows if not row.errors and not row.named]
        for row in nameless:
            said = json.dumps(_content(self.sheet, row))
            row.record.id = row.record.pk = stable_id("import", self.sheet.kind, said)
        found = self._existing({row.record.pk for row in nameless})
        for row in nameless:
            before = found.get(row.record.pk)
            if before is None:
                continue
            row.existing, row.outcome = before, RowOutcome.UNCHANGED
            if self.sheet.content(before) != _content(self.sheet, row):
                row.refuse(
                    "id",
                    f"the fact was imported before, and edited since; to change it give its id, "
                    f"{before.pk}",
                )

    def _decide(self, row: PlannedRow, line: Line) -> None:
        """Tell what becomes of a row that can be understood."""
        former = self._lines_of.setdefault(row.record.pk, row.number)
        if former != row.number:
            row.refuse(self.sheet.key, f"the same record as line {former}")
            return
        if row.existing is None:
            row.outcome = RowOutcome.CREATED
        elif row.outcome != RowOutcome.UNCHANGED:
            row.before, row.after = self.sheet.cells(row.existing), cells_after(self.sheet, row)
            is_same = row.before == row.after
            row.outcome = RowOutcome.UNCHANGED if is_same else RowOutcome.CHANGED
        if row.outcome == RowOutcome.CHANGED:
            self._refuse_what_is_kept(row, line)
        if not self._may.get(row.outcome, True):
            deed = "add" if row.is_new else "change"
            what = self.sheet.model._meta.verbose_name_plural
            row.refuse("", f"your account may not {deed} {what}")

    def _refuse_what_is_kept(self, row: PlannedRow, line: Line) -> None:
        """Refuse to change what is under review, newer than the file, or never altered."""
        record = row.existing
        if self.sheet.is_of_facts and record.state == State.SUBMITTED:
            row.refuse("", "the fact is under review; withdraw it, or have it returned, first")
        exported = line.cells.get("version", "").strip()
        if exported and exported != str(record.version):
            row.refuse(
                "version",
                f"edited since the file was exported (version {exported}, now "
                f"{record.version}); export it anew, or clear this cell to change it all the same",
            )
        given = line.cells.get("id", "").strip()
        if given and str(record.pk) != given.lower():
            row.refuse("id", f"“{record}” has the id {record.pk}")
        held = getattr(record, "held_text", "")
        if held and row.record.held_text != held:
            row.refuse("held_text", "the text held of a source is never altered")

    def _refuse_ids_of_others(self, rows: list[PlannedRow]) -> None:
        """Refuse ids that belong to records of another kind, slug or fact."""
        new = [row for row in rows if row.is_new and (row.named or not self.sheet.is_of_facts)]
        base = Fact if self.sheet.is_of_facts else self.sheet.model
        if new:
            taken = base.objects.in_bulk([row.record.pk for row in new])
            for row in new:
                if other := taken.get(row.record.pk):
                    what = other.kind if self.sheet.is_of_facts else other.slug
                    row.refuse("id", f"{other.pk} is the id of another record ({what}: {other})")
        cited = {
            part.wanted.pk: row
            for row in rows
            for part in row.parts.get("citation", ())
            if part.existing is None and part.wanted.pk is not None
        }
        if cited:
            for pk in Citation.objects.filter(pk__in=cited).values_list("pk", flat=True):
                cited[pk].refuse("citation_1_id", f"{pk} is the id of a citation of another fact")


def cells_after(sheet: Sheet, row: PlannedRow) -> dict[str, str]:
    """Return the cells of a record as the row would leave it."""
    return sheet.cells(row.record, *_links_and_parts(sheet, row))


def _content(sheet: Sheet, row: PlannedRow) -> list[Any]:
    return sheet.content(row.record, *_links_and_parts(sheet, row))


def _links_and_parts(sheet: Sheet, row: PlannedRow) -> tuple[dict, dict]:
    """Return the links and parts that the row leaves; of a new record, all there are."""
    parts = {name: [part.wanted for part in parts] for name, parts in row.parts.items()}
    if row.existing is not None:
        return row.links, parts
    return (
        {column.field_name: () for column in sheet.links} | row.links,
        {group.name: [] for group in sheet.groups} | parts,
    )


def _attach_parts(sheet: Sheet, row: PlannedRow) -> None:
    """Give new parts their whole; new citations of a new fact have ids that follow from its own."""
    for group in sheet.groups:
        for number, part in enumerate(row.parts.get(group.name, ()), start=1):
            if part.existing is not None:
                continue
            setattr(part.wanted, f"{group.owner}_id", row.record.pk)
            if group.model is Citation and part.wanted.pk is None:
                part.wanted.pk = (
                    uuid.uuid5(row.record.pk, f"citation {number}") if row.is_new else uuid.uuid4()
                )
