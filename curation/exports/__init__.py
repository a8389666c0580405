"""What of the record readers can take with them: entries, and the columns of public tables.

An entry is a published document with its revision beside it. A table declares each of its
columns once (name, meaning, type, codes, path into the entry); CSV, codebooks and data packages
are all made from that declaration. Read-only.
"""

from .changes import change_texts, following_change_texts, moment_text
from .column import Column, ColumnType, Table
from .csv_text import csv_lines
from .entries import Entry, citation_entries, fact_entries, record_entries
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
    "Column",
    "ColumnType",
    "Entry",
    "Table",
    "change_texts",
    "citation_entries",
    "csv_lines",
    "fact_entries",
    "following_change_texts",
    "moment_text",
    "record_entries",
]
