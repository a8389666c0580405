"""What of the record readers can take with them: entries, and the columns of public tables.

An entry is a published document with its revision beside it. A table declares each of its
columns once (name, meaning, type, codes, path into the entry); CSV, codebooks and data packages
are all made from that declaration. Read-only.
"""

from .column import Column, ColumnType, Table
from .csv_text import csv_lines
from .json_text import CitationEntry, EntryText, FactEntry, RecordEntry
from .reading import Reading
from .tables import (
    ACTORS,
    CITATIONS,
    EVENTS,
    FIGURES,
    INDICATORS,
    ISSUES,
    POSITIONS,
    RECORDS,
    SOURCES,
    STATEMENTS,
    STATUS_TYPES,
    STATUSES,
    TABLE_OF_KIND,
    TABLES,
)

__all__ = [
    "ACTORS",
    "CITATIONS",
    "EVENTS",
    "FIGURES",
    "INDICATORS",
    "ISSUES",
    "POSITIONS",
    "RECORDS",
    "SOURCES",
    "STATEMENTS",
    "STATUSES",
    "STATUS_TYPES",
    "TABLES",
    "TABLE_OF_KIND",
    "CitationEntry",
    "Column",
    "ColumnType",
    "EntryText",
    "FactEntry",
    "Reading",
    "RecordEntry",
    "Table",
    "csv_lines",
]
