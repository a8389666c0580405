"""What of the record readers can take with them: entries, and the columns of public tables.

An entry is a published document with its revision beside it. A table declares each of its
columns once (name, meaning, type, codes, path into the entry); CSV, codebooks and data packages
are all made from that declaration. Read-only.
"""

from .changes import change_texts, following_change_texts, moment_text
from .column import Column, ColumnType, Entry, Table
from .csv_text import csv_lines
from .json_text import CitationEntry, EntryText, FactEntry, RecordEntry
from .reading import Reading
from .tables import (
    ACTOR_NAMES,
    ACTORS,
    CITATIONS,
    COMPARISON,
    DERIVED_TABLES,
    DISPUTES,
    EVENTS,
    FIGURES,
    INDICATORS,
    ISSUES,
    PANEL_DYAD_YEAR,
    PANEL_STATE_YEAR,
    POSITIONS,
    RECORDS,
    ROSTER,
    SOURCES,
    STATEMENTS,
    STATUS_TYPES,
    STATUSES,
    TABLE_OF_KIND,
    TABLES,
)
from .writing import json_writer, row_writer

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
    "CitationEntry",
    "Column",
    "ColumnType",
    "Entry",
    "EntryText",
    "FactEntry",
    "Reading",
    "RecordEntry",
    "Table",
    "change_texts",
    "csv_lines",
    "following_change_texts",
    "json_writer",
    "moment_text",
    "row_writer",
]
