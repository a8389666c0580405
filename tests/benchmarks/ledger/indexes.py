"""Take the indexes off a table while it is filled, and build them anew afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

__all__ = ["without_indexes"]

# Constraints with an index of their own, but for the primary key: others refer to it.
CONSTRAINTS = """
    SELECT conname, format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', %s::text, conname,
        pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('u', 'x') ORDER BY conname
"""
INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename = %s AND indexname NOT IN
        (SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass)
    ORDER BY indexname
"""
MEMORY = "1GB"


@contextmanager
def without_indexes(table: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Drop every secondary index of ``table``; build them by their own definitions at the end."""
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [table, table])
        constraints = cursor.fetchall()
        cursor.execute(INDEXES, [table, table])
        indexes = cursor.fetchall()
        for name, _ in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"SET maintenance_work_mem = '{MEMORY}'")
        for name, definition in (*indexes, *constraints):
            tell(f"index {name}")
            _run(cursor, definition)
        cursor.execute("RESET maintenance_work_mem")


def _run(cursor: Any, definition: str) -> None:
    """Run SQL that is complete; a percent sign in it is no placeholder."""
    cursor.execute(definition, None)
