"""A reading of the ledger: rows as of one place, and the forms in which they leave the registry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable

from ..models import AsOf, Revision
from .cells import table_sql
from .column import Table
from .json_text import Beside, DocumentText, EntryText
from .streaming import csv_blocks, json_lines

__all__ = ["Reading"]

# The columns of a revision of which its entry is written.
WRITTEN = (
    "id", "record", "kind", "slug", "number", "action", "basis", "recorded", "submitted_by",
    "submitted_at", "approved_by", "summary", "fact_version", "schema_version", "digest",
    "previous_digest", "document", "written",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """Rows of the ledger in their order, as of ``place``; what an entry of theirs is.

    ``fields`` are the keys of entries or the columns of the table that are wanted, none meaning
    all; ``question`` the words that were looked for; ``site`` the root of the pages, for `links`.
    """

    rows: QuerySet
    place: AsOf
    table: Table
    entry: type[EntryText]
    fields: tuple[str, ...] = ()
    question: str | None = None
    site: str = ""

    def count(self) -> int:
        """Return how many rows there are."""
        return self.rows.order_by().count()

    def entries(self) -> QuerySet:
        """Return the rows with their JSON text as ``entry``."""
        return self.rows.annotate(entry=self._entry())

    def _entry(self) -> EntryText:
        return self.entry(self.place, self.fields, self.question, self.site)

    def page_sql(
        self, rows: QuerySet, size: int, keys: Mapping[str, Combinable]
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the query of the first rows: an entry's text in two parts, and the ``keys``.

        The first part is the document, whose last letter, a brace, the second takes the place of:
        here a text is cheaper to cut than in the database.
        """
        entry = self._entry()
        parts = {"text": DocumentText(entry), "beside": Beside(entry)}
        if self.fields:
            parts = {"text": entry, "beside": Value("}")}
        found = rows.annotate(**keys)
        if rows.model is Revision and not self.fields:
            return _of_picked(found, size, tuple(parts.values()), tuple(keys))
        written = found.annotate(**parts).values_list(*parts, *keys)[:size]
        sql, params = written.query.sql_with_params()
        return sql, tuple(params)

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


def _of_picked(
    rows: QuerySet, size: int, parts: tuple[EntryText, ...], keys: tuple[str, ...]
) -> tuple[str, tuple[Any, ...]]:
    """Return the query of ``parts`` of the first rows, which are picked before they are written.

    What an entry costs is no argument then for or against an index.
    """
    columns = (*WRITTEN, *keys)
    picked, params = rows.values_list(*columns)[:size].query.sql_with_params()
    written = [part.rendered("picked", "picked") for part in parts]
    order = ", ".join(
        f"{key} {'DESC' if by.descending else 'ASC'}"
        for key, by in zip(keys, rows.query.order_by, strict=True)
    )
    sql = (
        f"SELECT {', '.join([*(sql for sql, _ in written), *keys])} "
        f"FROM ({picked}) AS picked({', '.join(columns)}) ORDER BY {order}"
    )
    return sql, (*(each for _, given in written for each in given), *params)
