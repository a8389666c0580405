"""A reading of the ledger: rows as of one place, and the forms in which they leave the registry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from ..models import AsOf, Revision
from .cells import table_sql
from .column import Table
from .json_text import Beside, DocumentText, EntryText
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

    def page(
        self, rows: QuerySet, size: int, keys: Mapping[str, Combinable]
    ) -> list[tuple[Any, ...]]:
        """Return the JSON text and the ``keys`` of the first rows, in an order that they have.

        Revisions are picked by their own keys first: what an entry costs is no argument then for
        or against an index. Documents are joined with what stands beside them here, where a text
        is cheaper to cut than in the database.
        """
        picked = rows[:size]
        if rows.model is Revision:
            picked = Revision.objects.filter(pk__in=rows.values("pk")[:size])
            picked = picked.order_by(*rows.query.order_by)
        entry = self.entry(self.place, self.fields, self.question)
        if self.fields:
            return list(picked.annotate(entry=entry, **keys).values_list("entry", *keys))
        parts = {"text": DocumentText(entry), "beside": Beside(entry)}
        found = picked.annotate(**parts, **keys).values_list(*parts, *keys)
        return [(document[:-1] + beside, *others) for document, beside, *others in found]

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
