"""The public tables."""

from ..vocabulary import RecordKind
from .citation_columns import CITATION_COLUMNS
from .column import Table
from .fact_columns import (
    DISPUTE_COLUMNS,
    EVENT_COLUMNS,
    FIGURE_COLUMNS,
    POSITION_COLUMNS,
    RECORD_COLUMNS,
    STATEMENT_COLUMNS,
    STATUS_COLUMNS,
)
from .membership_columns import COMPARISON_COLUMNS, DYAD_COLUMNS, PANEL_COLUMNS, ROSTER_COLUMNS
from .reference_columns import (
    ACTOR_COLUMNS,
    ACTOR_NAME_COLUMNS,
    INDICATOR_COLUMNS,
    ISSUE_COLUMNS,
    SOURCE_COLUMNS,
    STATUS_TYPE_COLUMNS,
)

STATUSES = Table("statuses", "Who holds which status in which organization.", STATUS_COLUMNS)
STATEMENTS = Table("statements", "Who said what.", STATEMENT_COLUMNS)
POSITIONS = Table("positions", "Who stands where on an issue.", POSITION_COLUMNS)
EVENTS = Table("events", "What happened.", EVENT_COLUMNS)
FIGURES = Table("figures", "Numbers for indicators.", FIGURE_COLUMNS)
RECORDS = Table("records", "All facts, in the columns that they share.", RECORD_COLUMNS)
ACTORS = Table(
    "actors", "States, organizations, bodies, authorities, persons.", ACTOR_COLUMNS, ("slug",)
)
SOURCES = Table("sources", "Documents that the facts rest on.", SOURCE_COLUMNS, ("slug",))
STATUS_TYPES = Table(
    "status-types", "The statuses that can be held.", STATUS_TYPE_COLUMNS, ("slug",)
)
ISSUES = Table("issues", "Questions on which actors take positions.", ISSUE_COLUMNS, ("slug",))
INDICATORS = Table("indicators", "What figures measure.", INDICATOR_COLUMNS, ("slug",))
CITATIONS = Table("citations", "Passages that facts rest on.", CITATION_COLUMNS)

# Lists within documents, an item a row.
ACTOR_NAMES = Table(
    "actor-names",
    "Names that actors bear besides their English one.",
    ACTOR_NAME_COLUMNS,
    ("actor", "language", "name"),
    part="names",
)
DISPUTES = Table(
    "disputes",
    "Which facts contradict which.",
    DISPUTE_COLUMNS,
    ("fact", "disputed"),
    part="disputes",
)

TABLE_OF_KIND: dict[RecordKind, Table] = {
    RecordKind.STATUS: STATUSES,
    RecordKind.STATEMENT: STATEMENTS,
    RecordKind.POSITION: POSITIONS,
    RecordKind.EVENT: EVENTS,
    RecordKind.FIGURE: FIGURES,
    RecordKind.ACTOR: ACTORS,
    RecordKind.SOURCE: SOURCES,
    RecordKind.STATUS_TYPE: STATUS_TYPES,
    RecordKind.ISSUE: ISSUES,
    RecordKind.INDICATOR: INDICATORS,
}

TABLES: dict[str, Table] = {
    table.name: table for table in (*TABLE_OF_KIND.values(), RECORDS, CITATIONS)
}

# Derived from the record, not collections of it.
ROSTER = Table(
    "roster",
    "Who holds which status on a day.",
    ROSTER_COLUMNS,
    ("organization", "actor", "period"),
)
PANEL_STATE_YEAR = Table(
    "panel-state-year",
    "What each state held over each unit of time.",
    PANEL_COLUMNS,
    ("organization", "actor", "period"),
)
PANEL_DYAD_YEAR = Table(
    "panel-dyad-year",
    "What two states held and shared over each unit of time.",
    DYAD_COLUMNS,
    ("organization", "state_1", "state_2", "period"),
)
COMPARISON = Table("comparison", "Who moved from what to what.", COMPARISON_COLUMNS)
DERIVED_TABLES: dict[str, Table] = {
    table.name: table for table in (ROSTER, PANEL_STATE_YEAR, PANEL_DYAD_YEAR, COMPARISON)
}

__all__ = [
    "ACTORS",
    "ACTOR_NAMES",
    "CITATIONS",
    "COMPARISON",
    "DERIVED_TABLES",
    "DISPUTES",
    "EVENTS",
    "FIGURES",
    "INDICATORS",
    "ISSUES",
    "PANEL_DYAD_YEAR",
    "PANEL_STATE_YEAR",
    "POSITIONS",
    "RECORDS",
    "ROSTER",
    "SOURCES",
    "STATEMENTS",
    "STATUSES",
    "STATUS_TYPES",
    "TABLES",
    "TABLE_OF_KIND",
]
