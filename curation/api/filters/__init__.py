"""Which parameters each collection takes, and what they ask the ledger."""

from .base import FormatOnly, KnownAt
from .changes import ChangeFilters, RevisionParameters
from .citations import CitationFilters
from .facts import (
    EventFilters,
    FactFilters,
    FigureFilters,
    PositionFilters,
    RecordFilters,
    StatementFilters,
    StatusFilters,
)
from .references import (
    ActorFilters,
    IndicatorFilters,
    IssueFilters,
    SourceFilters,
    StatusTypeFilters,
)

__all__ = [
    "ActorFilters",
    "ChangeFilters",
    "CitationFilters",
    "EventFilters",
    "FactFilters",
    "FigureFilters",
    "FormatOnly",
    "IndicatorFilters",
    "IssueFilters",
    "KnownAt",
    "PositionFilters",
    "RecordFilters",
    "RevisionParameters",
    "SourceFilters",
    "StatementFilters",
    "StatusFilters",
    "StatusTypeFilters",
]
