"""Views: a question to the ledger, filters, and the table and serializer of the answer."""

from .citations import CitationViewSet
from .facts import (
    EventViewSet,
    FigureViewSet,
    PositionViewSet,
    StatementViewSet,
    StatusViewSet,
)
from .records import RecordViewSet
from .references import (
    ActorViewSet,
    IndicatorViewSet,
    IssueViewSet,
    SourceViewSet,
    StatusTypeViewSet,
)
from .root import NowhereView, RootView

__all__ = [
    "ActorViewSet",
    "CitationViewSet",
    "EventViewSet",
    "FigureViewSet",
    "IndicatorViewSet",
    "IssueViewSet",
    "NowhereView",
    "PositionViewSet",
    "RecordViewSet",
    "RootView",
    "SourceViewSet",
    "StatementViewSet",
    "StatusTypeViewSet",
    "StatusViewSet",
]
