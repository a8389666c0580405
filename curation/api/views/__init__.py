"""Views: a question to the ledger, filters, and the table and serializer of the answer."""

from .changes import ChangesView, RevisionView
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
    "ChangesView",
    "CitationViewSet",
    "EventViewSet",
    "FigureViewSet",
    "IndicatorViewSet",
    "IssueViewSet",
    "NowhereView",
    "PositionViewSet",
    "RecordViewSet",
    "RevisionView",
    "RootView",
    "SourceViewSet",
    "StatementViewSet",
    "StatusTypeViewSet",
    "StatusViewSet",
]
