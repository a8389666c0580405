"""A reading of the ledger: rows as of one place, and the forms in which they leave the registry."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from ..models import AsOf, Revision
from .cells import table_sql
from .column import Table
from .json_text import EntryText
from .streaming import csv_blocks, json_lines

__all__ = ["Reading"]


@dataclass(frozen=True)
class Reading:
    """Rows of the ledger in their order, as of ``place``; what an entry of theirs is.

    ``fields`` are the keys of entries or the columns of the table that are wanted, none meaning
    all; ``question`` the words that were looked for.
    """

    rows: QuerySet
    place: AsOf
    table: Table
    entry: type[EntryText]
    fields: tuple[str, ...] = ()
    question: str | None = None

    def count(self) -> int:
        """Return how many rows there are."""
        return self.rows.order_by().count()

    def entries(self) -> QuerySet:
        """Return the rows with their JSON text as ``entry``."""
        return self.rows.annotate(entry=self.entry(self.place, self.fields, self.question))

    def page(self, rows: QuerySet, size: int) -> QuerySet:
        """Return the first rows, in an order that they have, with their JSON text as ``entry``.

        Revisions are picked by their keys first: what an entry costs is no argument then for or
        against an index.
        """
        if rows.model is Revision:
            picked = Revision.objects.filter(pk__in=rows.values("pk")[:size])
            return replace(self, rows=picked.order_by(*rows.query.order_by)).entries()
        return replace(self, rows=rows[:size]).entries()

    def json_lines(self) -> Iterator[bytes]:
        """Yield an entry a line, in blocks."""
        return json_lines(*self.entries().values_list("entry").query.sql_with_params())

    def header(self) -> list[str]:
        """Return the names of the columns wanted."""
        return [name for name in self.table.header() if not self.fields or name in self.fields]

    def csv_blocks(self, *, raw: bool = False) -> Iterator[bytes]:
        """Yield the table as CSV, in blocks; ``raw`` leaves what looks like a formula as it is."""
        sql, params = table_sql(self.table, self.rows, self.place, columns=self.fields, raw=raw)
        return csv_blocks(self.header(), sql, params)
