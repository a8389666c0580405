"""The five kinds of fact."""

from ...vocabulary import RecordKind
from ..filters import (
    EventFilters,
    FigureFilters,
    PositionFilters,
    StatementFilters,
    StatusFilters,
)
from .base import LedgerViewSet

__all__ = [
    "EventViewSet",
    "FactViewSet",
    "FigureViewSet",
    "PositionViewSet",
    "StatementViewSet",
    "StatusViewSet",
]


class FactViewSet(LedgerViewSet):
    """Facts, each with those that dispute it."""

    lookup_url_kwarg = "uuid"


class StatusViewSet(FactViewSet):
    """Who holds which status in which organization, and since when."""

    kind = RecordKind.STATUS
    filterset_class = StatusFilters


class StatementViewSet(FactViewSet):
    """Who said what, when, via whom, about whom."""

    kind = RecordKind.STATEMENT
    filterset_class = StatementFilters


class PositionViewSet(FactViewSet):
    """Who stands where on an issue, and who tells so."""

    kind = RecordKind.POSITION
    filterset_class = PositionFilters


class EventViewSet(FactViewSet):
    """What happened, with actors in their roles."""

    kind = RecordKind.EVENT
    filterset_class = EventFilters


class FigureViewSet(FactViewSet):
    """Numbers for indicators."""

    kind = RecordKind.FIGURE
    filterset_class = FigureFilters
