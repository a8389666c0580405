"""The tables of a release: public tables, whose every row names the release and a revision."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import QuerySet

from ..exports import (
    ACTOR_NAMES,
    ACTORS,
    CITATIONS,
    DISPUTES,
    EVENTS,
    FIGURES,
    INDICATORS,
    ISSUES,
    PANEL_DYAD_YEAR,
    PANEL_STATE_YEAR,
    POSITIONS,
    SOURCES,
    STATEMENTS,
    STATUS_TYPES,
    STATUSES,
    TABLE_OF_KIND,
    Column,
    ColumnType,
    Table,
)
from ..exports.cells import table_sql
from ..exports.layouts import PRESENT, former_tables
from ..models import AsOf, PublishedCitation, Revision
from ..vocabulary import FACT_KINDS, RecordKind
from .frozen import Frozen

__all__ = ["RELEASED", "ReleasedTable", "released_tables", "standing"]

RELEASE = Column("release", "The release that this row is of.", type=ColumnType.TOKEN)
DERIVED_AT = Column(
    "as_of_revision",
    "The last revision of the ledger that the release counts; this row is derived from all up to "
    "it. The revisions that it rests on are in `revisions`.",
    "revision_id",
    ColumnType.INTEGER,
)
# A panel by years has the year once.
SAID_BY_YEAR = {"period"}

# A cell of a dyad rests on what the two cells of the panel of states rest on, where it stands.
TOLD_OF_STATES = {"records_1", "revisions_1", "records_2", "revisions_2"}


@dataclass(frozen=True)
class ReleasedTable:
    """A table of a release; ``rows`` asks the ledger for what it is made of, if it is no panel."""

    table: Table
    rows: Callable[[AsOf], QuerySet] | None = None

    @property
    def name(self) -> str:
        """The name of the table and of its files."""
        return file_name(self.table)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns; the release stands in the last."""
        return self.table.columns

    def sql(self, frozen: Frozen) -> tuple[str, list[Any]]:
        """Return the query of the cells, in the order of the ledger."""
        own = replace(self.table, columns=self.columns[:-1])
        sql, params = table_sql(own, self.rows(frozen.place), frozen.place, raw=True)
        released = f"SELECT told.*, %s::text AS release FROM ({sql}) AS told"
        return released, [frozen.identifier, *params]


def file_name(table: Table | str) -> str:
    """Return the name of a table in a release, which any program takes as an identifier."""
    return (table if isinstance(table, str) else table.name).replace("-", "_")


def standing(place: AsOf, *kinds: RecordKind) -> QuerySet:
    """Return the revisions of records of these kinds that stood at ``place``, in their order."""
    return Revision.objects.of_kind(*kinds).as_of(place).standing().order_by("id")


def _of(table: Table) -> ReleasedTable:
    (kind,) = (kind for kind, each in TABLE_OF_KIND.items() if each is table)
    return _made_of(table, lambda place: standing(place, kind))


def _made_of(table: Table, rows: Callable[[AsOf], QuerySet]) -> ReleasedTable:
    return ReleasedTable(_with(table, RELEASE), rows)


def _panel(table: Table, without: Iterable[str] = ()) -> ReleasedTable:
    kept = tuple(column for column in table.columns if column.name not in set(without))
    return ReleasedTable(_with(replace(table, columns=kept), DERIVED_AT, RELEASE))


def _with(table: Table, *columns: Column) -> Table:
    key = tuple("year" if name == "period" else name for name in table.key)
    return replace(table, columns=(*table.columns, *columns), key=key)


def _citations(place: AsOf) -> QuerySet:
    found = PublishedCitation.objects.as_of(place).standing()
    return found.order_by("revision_id", "ordinal")


def _disputing(place: AsOf) -> QuerySet:
    return standing(place, *FACT_KINDS).filter(disputes__0__isnull=False)


RELEASED: dict[str, ReleasedTable] = {
    each.name: each
    for each in (
        _of(ACTORS),
        _made_of(ACTOR_NAMES, lambda place: standing(place, RecordKind.ACTOR)),
        _of(STATUSES),
        _of(STATEMENTS),
        _of(POSITIONS),
        _of(EVENTS),
        _of(FIGURES),
        _made_of(CITATIONS, _citations),
        _of(SOURCES),
        _of(STATUS_TYPES),
        _of(ISSUES),
        _of(INDICATORS),
        _made_of(DISPUTES, _disputing),
        _panel(PANEL_STATE_YEAR, without=SAID_BY_YEAR),
        _panel(PANEL_DYAD_YEAR, without=SAID_BY_YEAR | TOLD_OF_STATES),
    )
}
"""By name, in the order in which they stand in a bundle."""


@cache
def released_tables(layout: int = PRESENT) -> dict[str, ReleasedTable]:
    """Return the tables of a layout, by name, in the order in which they stand in a bundle."""
    if layout == PRESENT:
        return RELEASED
    return {
        name: replace(RELEASED[name], table=table) for name, table in former_tables(layout).items()
    }
