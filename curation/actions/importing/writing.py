"""Write planned rows to the working copy.

A new record arrives whole: its parts are written before it (foreign keys are checked at the
end of the transaction), so that they do not count as later edits of it. It is at version 1 then,
with one line of history.
"""

import datetime as dt
from itertools import chain
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Model

from ...models import Citation, Fact
from .collecting import collector_at_rest
from .columns import Column, Group, Sheet
from .copying import delete, insert, insert_links, own_fields, update
from .plan import PlannedPart, PlannedRow

__all__ = ["write"]

DERIVED = ("label", "possible", "definite", "precision", "updated_at", "sha256")


def write(
    sheet: Sheet, rows: list[PlannedRow], *, by: AbstractBaseUser | None, now: dt.datetime
) -> None:
    """Write what ``rows`` create and change, in a constant number of statements."""
    created = [row for row in rows if row.is_new]
    changed = [row for row in rows if row.is_writing and not row.is_new]
    with collector_at_rest():
        for row in chain(created, changed):
            row.record.updated_at = now
        if created:
            _create(sheet, created, by=by, now=now)
        if changed:
            _change(sheet, changed)


def _create(
    sheet: Sheet, rows: list[PlannedRow], *, by: AbstractBaseUser | None, now: dt.datetime
) -> None:
    for group in sheet.groups:
        parts = chain.from_iterable(row.parts.get(group.name, ()) for row in rows)
        insert(group.model, (part.wanted for part in parts))
    for column in sheet.links:
        _link(column, ((row, row.links.get(column.field_name, ())) for row in rows))
    records = [row.record for row in rows]
    if sheet.is_of_facts:
        for record in records:
            record.created_by = by
            record.created_at = now
        insert(sheet.model, records)
        insert(Fact, records)
    else:
        insert(sheet.model, records)


def _change(sheet: Sheet, rows: list[PlannedRow]) -> None:
    for model in (Fact, sheet.model) if sheet.is_of_facts else (sheet.model,):
        update(model, [row.record for row in rows], _written_fields(sheet, model))
    for column in sheet.links:
        _relink(column, rows)
    for group in sheet.groups:
        concerned = [row for row in rows if group.name in row.parts]
        if group.model is Citation:
            _change_citations(group, concerned)
        else:
            _replace_parts(group, concerned)


def _written_fields(sheet: Sheet, model: type[Model]) -> list[models.Field]:
    """Return the fields of a table that an import may change."""
    names = {column.field_name for column in sheet.own if column.name not in ("id", sheet.key)}
    names.update(DERIVED)
    return [field for field in own_fields(model) if field.name in names]


def _link(column: Column, linked: Any) -> None:
    field = column.field
    ends = [field.m2m_column_name(), field.m2m_reverse_name()]
    pairs = ((row.record.pk, other.pk) for row, others in linked for other in others)
    insert_links(field.remote_field.through, ends, pairs)


def _relink(column: Column, rows: list[PlannedRow]) -> None:
    """Add the links that are new, and take away those that are gone."""
    field, through = column.field, column.field.remote_field.through
    added, gone = [], []
    for row in rows:
        if column.field_name in row.links:
            wanted = {other.pk: other for other in row.links[column.field_name]}
            having = {other.pk for other in getattr(row.existing, column.field_name).all()}
            added.append((row, [each for pk, each in wanted.items() if pk not in having]))
            gone += [(row.record.pk, pk) for pk in having - set(wanted)]
    near, far = field.m2m_column_name(), field.m2m_reverse_name()
    for_row: dict[Any, set] = {}
    for pk, other in gone:
        for_row.setdefault(pk, set()).add(other)
    if for_row:
        links = through.objects.filter(**{f"{near}__in": for_row}).values_list("pk", near, far)
        delete(through, "id", [pk for pk, of, other in links if other in for_row.get(of, ())])
    _link(column, added)


def _change_citations(group: Group, rows: list[PlannedRow]) -> None:
    fields = [field for field in own_fields(Citation) if field.name not in ("id", "fact")]
    gone, changed, added = [], [], []
    for row in rows:
        parts = row.parts[group.name]
        kept = {part.existing.pk for part in parts if part.existing is not None}
        gone += [each.pk for each in row.existing.citations.all() if each.pk not in kept]
        changed += [part.wanted for part in parts if part.existing and not _is_same(part, fields)]
        added += [part.wanted for part in parts if part.existing is None]
    delete(Citation, "id", gone)
    update(Citation, changed, fields)
    insert(Citation, added)


def _replace_parts(group: Group, rows: list[PlannedRow]) -> None:
    """Replace parts from the first that differs on, so that they keep the order of the file."""
    fields = [column.field for column in group.columns]
    gone, added = [], []
    for row in rows:
        parts = row.parts[group.name]
        same = 0
        while same < len(parts) and _is_same(parts[same], fields):
            same += 1
        kept = {part.existing.pk for part in parts[:same]}
        having = getattr(row.existing, group.attribute).all()
        gone += [each.pk for each in having if each.pk not in kept]
        for part in parts[same:]:
            setattr(part.wanted, f"{group.owner}_id", row.record.pk)
            added.append(part.wanted)
    delete(group.model, "id", gone)
    insert(group.model, added)


def _is_same(part: PlannedPart, fields: list[models.Field]) -> bool:
    return part.existing is not None and all(
        getattr(part.wanted, field.attname) == getattr(part.existing, field.attname)
        for field in fields
    )
