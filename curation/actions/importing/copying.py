"""Write many rows at once: COPY for new ones, one UPDATE from a staged table for changed ones.

The rules of the database hold for each of them as for any other row, and each leaves history.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import RangeField
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import Range
from django.db.models import Model
from psycopg import sql

__all__ = [
    "copy_rows",
    "delete",
    "insert",
    "insert_links",
    "own_fields",
    "run",
    "update",
    "values_of",
]


def run(command: sql.Composed, params: Sequence[Any] = ()) -> None:
    """Execute a command through Django, so that the history learns in whose name."""
    with connection.cursor() as cursor:
        cursor.execute(command.as_string(), list(params))


def own_fields(model: type[Model]) -> list[models.Field]:
    """Return the fields of the model's own table, without what the database numbers itself."""
    return [field for field in model._meta.local_concrete_fields if not _is_numbered(field)]


def _is_numbered(field: models.Field) -> bool:
    return isinstance(field, models.AutoField) and field.primary_key


@lru_cache(maxsize=4096)
def _range_text(extent: Range | None) -> str | None:
    """Return a range as PostgreSQL writes it."""
    if extent is None:
        return None
    if extent.isempty:
        return "empty"
    lower, upper = ("" if bound is None else bound for bound in (extent.lower, extent.upper))
    return f"{extent.bounds[0]}{lower},{upper}{extent.bounds[1]}"


def values_of(fields: Sequence[models.Field]) -> Callable[[Model], list[Any]]:
    """Return the function that gives a row's values for ``fields``, ready for COPY."""
    writers = []
    for field in fields:
        if isinstance(field, RangeField):
            writers.append((field.attname, _range_text))
        elif isinstance(field, models.JSONField):
            writers.append((field.attname, _json))
        else:
            writers.append((field.attname, None))

    def values(row: Model) -> list[Any]:
        state = row.__dict__
        return [write(state[name]) if write else state[name] for name, write in writers]

    return values


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows into a table."""
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(command) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def insert(model: type[Model], rows: Iterable[Model]) -> None:
    """Insert rows into the model's own table (of a kind of fact: without the base)."""
    rows = list(rows)
    if rows:
        fields = own_fields(model)
        columns = [field.column for field in fields]
        copy_rows(model._meta.db_table, columns, map(values_of(fields), rows))


def insert_links(through: type[Model], columns: Sequence[str], pairs: Iterable[tuple]) -> None:
    """Insert links between records."""
    pairs = list(pairs)
    if pairs:
        copy_rows(through._meta.db_table, columns, pairs)


def update(model: type[Model], rows: Iterable[Model], fields: Sequence[models.Field]) -> None:
    """Set ``fields`` of the model's own table to what ``rows`` say, in one statement."""
    rows = list(rows)
    if not rows or not fields:
        return
    key = model._meta.pk
    columns = [key.column, *(field.column for field in fields)]
    table, staged = sql.Identifier(model._meta.db_table), sql.Identifier("staged_changes")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    settings = sql.SQL(", ").join(
        sql.SQL("{0} = staged_changes.{0}").format(sql.Identifier(column)) for column in columns[1:]
    )
    run(
        sql.SQL("CREATE TEMPORARY TABLE {} AS SELECT {} FROM {} WITH NO DATA").format(
            staged, names, table
        )
    )
    copy_rows("staged_changes", columns, map(values_of([key, *fields]), rows))
    run(
        sql.SQL("UPDATE {0} SET {1} FROM {2} WHERE {0}.{3} = {2}.{3}").format(
            table, settings, staged, sql.Identifier(key.column)
        )
    )
    run(sql.SQL("DROP TABLE {}").format(staged))


def delete(model: type[Model], column: str, keys: Iterable[Any]) -> None:
    """Delete the rows of the model's own table whose ``column`` holds one of ``keys``."""
    keys = list(keys)
    if keys:
        command = sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(
            sql.Identifier(model._meta.db_table), sql.Identifier(column)
        )
        run(command, [keys])
