"""Parameters of the collections of reference data."""

import datetime as dt
from typing import Any

from ...asking.actors import Actors
from ...asking.where import Stored
from ...exports import ACTORS, INDICATORS, ISSUES, SOURCES, STATUS_TYPES
from ...vocabulary import RecordKind
from ..answers import ENTRIES
from .collections import Collection

__all__ = [
    "ActorFilters",
    "IndicatorFilters",
    "IssueFilters",
    "SourceFilters",
    "StatusTypeFilters",
]


class ReferenceFilters(Collection):
    """Reference data has no extent in valid time of its own: it stands on every day."""

    def on_day(self, rows: Any, day: dt.date, extent: str) -> Any:
        """Return all; the day is echoed."""
        return rows

    def last_day(self) -> None:
        """Return none: it makes no difference which days have come."""


class ActorFilters(ReferenceFilters, table=ACTORS, entries=[ENTRIES[RecordKind.ACTOR]]):
    """Parameters of actors."""

    slug = Actors("Which actor.", Stored("slug"))


class SourceFilters(ReferenceFilters, table=SOURCES, entries=[ENTRIES[RecordKind.SOURCE]]):
    """Parameters of sources."""


class StatusTypeFilters(
    ReferenceFilters, table=STATUS_TYPES, entries=[ENTRIES[RecordKind.STATUS_TYPE]]
):
    """Parameters of status types, which are in use for a time."""

    def on_day(self, rows: Any, day: dt.date, extent: str) -> Any:
        """Return the status types in use on ``day``."""
        return rows.in_use_on(day)


class IssueFilters(ReferenceFilters, table=ISSUES, entries=[ENTRIES[RecordKind.ISSUE]]):
    """Parameters of issues."""


class IndicatorFilters(ReferenceFilters, table=INDICATORS, entries=[ENTRIES[RecordKind.INDICATOR]]):
    """Parameters of indicators."""
