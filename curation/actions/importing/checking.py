"""Let the database's own CHECK and UNIQUE rules judge planned rows before any is written.

The rows are staged in temporary tables and the rules' expressions are taken from the catalogue,
so that a preview refuses exactly what the import would.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import CheckConstraint, Model, Q
from psycopg import sql

from ...models import Fact
from .columns import Column, Sheet
from .copying import copy_rows, own_fields, run, values_of
from .plan import PlannedRow

__all__ = ["Checking"]

# A row is known by the line of the file, and a part by its place in the row (0: the record).
PLACE = ("line_of_file", "place_in_row")

CHECKS = """
    SELECT conname, pg_get_expr(conbin, conrelid) FROM pg_constraint
    WHERE contype = 'c' AND conrelid = %s::regclass ORDER BY conname
"""
UNIQUES = """
    SELECT name.relname, pg_get_expr(index.indpred, index.indrelid),
        ARRAY(SELECT pg_get_indexdef(index.indexrelid, place, true)
              FROM generate_series(1, index.indnkeyatts) AS place)
    FROM pg_index AS index JOIN pg_class AS name ON name.oid = index.indexrelid
    WHERE index.indisunique AND NOT index.indisprimary AND index.indrelid = %s::regclass
"""


@dataclass(frozen=True)
class Finding:
    """A rule that a line of the file breaks."""

    line: int
    column: str
    reason: str


class Checking:
    """Stages planned rows (`stage`), and tells which of them break a rule (`findings`)."""

    def __init__(self, sheet: Sheet) -> None:
        """Make the temporary tables; they last until the end of the transaction."""
        self.sheet = sheet
        wholes = (Fact, sheet.model) if sheet.is_of_facts else (sheet.model,)
        self._staged = {model: _stage_of(model) for model in wholes}
        self._wholes = len(wholes)
        self._staged |= {group.model: _stage_of(group.model) for group in sheet.groups}

    def stage(self, rows: Iterable[PlannedRow]) -> None:
        """Stage the records and parts that ``rows`` would write."""
        rows = [row for row in rows if row.is_writing]
        for model in list(self._staged)[: self._wholes]:
            self._copy(model, ((row.number, 0, row.record) for row in rows))
        for group in self.sheet.groups:
            self._copy(
                group.model,
                (
                    (row.number, place, part.wanted)
                    for row in rows
                    for place, part in enumerate(row.parts.get(group.name, ()), start=1)
                ),
            )

    def _copy(self, model: type[Model], staged: Iterable[tuple[int, int, Model]]) -> None:
        fields = own_fields(model)
        values = values_of(fields)
        copy_rows(
            self._staged[model],
            [*PLACE, *(field.column for field in fields)],
            ([line, place, *values(row)] for line, place, row in staged),
        )

    def findings(self) -> Iterator[Finding]:
        """Yield what breaks a rule."""
        for number, (model, staged) in enumerate(self._staged.items()):
            for name, line, place in _broken(model, staged, is_whole=number < self._wholes):
                yield Finding(line, self._column(model, name, place), _reason(model, name))

    def _column(self, model: type[Model], rule: str, place: int) -> str:
        """Return the heading of a column that the rule speaks of."""
        constraint = _constraint(model, rule)
        names: list[str] = []
        if isinstance(constraint, CheckConstraint):
            names = list(_fields_of(constraint.condition))
        elif constraint is not None:
            names = list(constraint.fields)
        if place:
            group = next(group for group in self.sheet.groups if group.model is model)
            column = _first(group.columns, names)
            return group.heading(place, column) if column else f"{group.name}_{place}"
        column = _first(self.sheet.columns, names)
        return column.name if column else ""


def _fields_of(condition: Q) -> Iterator[str]:
    """Yield the fields that a condition speaks of, in its own order."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from _fields_of(child)
        else:
            yield child[0].split("__")[0]


def _first(columns: Iterable[Column], names: list[str]) -> Column | None:
    """Return the column of the first of ``names`` that has one."""
    by_field = {column.field_name: column for column in columns}
    return next((by_field[name] for name in names if name in by_field), None)


def _constraint(model: type[Model], name: str) -> Any:
    return next((each for each in model._meta.constraints if each.name == name), None)


def _reason(model: type[Model], name: str) -> str:
    constraint = _constraint(model, name)
    if constraint is None:
        return f"it breaks the rule “{name.replace('_', ' ')}”"
    return str(constraint.violation_error_message)


def _stage_of(model: type[Model]) -> str:
    table = model._meta.db_table
    staged = f"staged_{table}"
    run(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(staged)))
    run(
        sql.SQL(
            "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS "
            "SELECT NULL::integer AS {}, NULL::integer AS {}, * FROM {} WITH NO DATA"
        ).format(sql.Identifier(staged), *map(sql.Identifier, PLACE), sql.Identifier(table))
    )
    return staged


def _broken(model: type[Model], staged: str, *, is_whole: bool) -> Iterator[tuple[str, int, int]]:
    """Yield rule, line and place of every staged row that breaks a rule."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(CHECKS, [table])
        checks = cursor.fetchall()
        if checks:
            rules = ", ".join(f"('{name}', ({expression}))" for name, expression in checks)
            cursor.execute(
                f"SELECT rule.name_of_rule, {', '.join(PLACE)} FROM {staged}, "  # noqa: S608
                f"LATERAL (VALUES {rules}) AS rule (name_of_rule, holds) WHERE rule.holds IS FALSE"
            )
            yield from cursor.fetchall()
        cursor.execute(UNIQUES, [table])
        for name, predicate, columns in cursor.fetchall():
            names, where = ", ".join(columns), predicate or "true"
            cursor.execute(
                f"SELECT '{name}', {', '.join(PLACE)} FROM (SELECT *, "  # noqa: S608
                f"count(*) OVER (PARTITION BY {names}) AS alike FROM {staged} WHERE {where}"
                ") AS staged WHERE alike > 1"
            )
            yield from cursor.fetchall()
            if is_whole:
                key = model._meta.pk.column
                cursor.execute(
                    f"SELECT '{name}', {', '.join(PLACE)} FROM (SELECT * FROM {staged} "  # noqa: S608
                    f"WHERE {where}) AS staged WHERE EXISTS (SELECT 1 FROM (SELECT * FROM {table} "
                    f"WHERE {where}) AS other WHERE ({_of('other', columns)}) = "
                    f"({_of('staged', columns)}) AND other.{key} NOT IN "
                    f"(SELECT {key} FROM {staged}))"
                )
                yield from cursor.fetchall()


def _of(alias: str, columns: list[str]) -> str:
    return ", ".join(f"{alias}.{column}" for column in columns)
