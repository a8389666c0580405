"""Which parameters each collection takes, and what they ask the ledger."""

from .base import FormatOnly, KnownAt
from .changes import ChangeFilters, RevisionParameters
from .citations import CitationFilters
from .collections import HistoryPages
from .facts import (
    EventFilters,
    FactFilters,
    FigureFilters,
    PositionFilters,
    RecordFilters,
    StatementFilters,
    StatusFilters,
)
from .membership import ComparisonFilters, PanelFilters, RosterFilters
from .references import (
    ActorFilters,
    IndicatorFilters,
    IssueFilters,
    SourceFilters,
    StatusTypeFilters,
)
from .releases import ReleaseDifferenceFilters

__all__ = [
    "ActorFilters",
    "ChangeFilters",
    "CitationFilters",
    "ComparisonFilters",
    "EventFilters",
    "FactFilters",
    "FigureFilters",
    "FormatOnly",
    "HistoryPages",
    "IndicatorFilters",
    "IssueFilters",
    "KnownAt",
    "PanelFilters",
    "PositionFilters",
    "RecordFilters",
    "ReleaseDifferenceFilters",
    "RevisionParameters",
    "RosterFilters",
    "SourceFilters",
    "StatementFilters",
    "StatusFilters",
    "StatusTypeFilters",
]
