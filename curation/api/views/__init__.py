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
from .linked_data import ContextView, ShapesView
from .membership import ComparisonView, DyadsView, PanelView, RosterView
from .records import RecordViewSet
from .references import (
    ActorViewSet,
    IndicatorViewSet,
    IssueViewSet,
    SourceViewSet,
    StatusTypeViewSet,
)
from .released_files import ReleaseArchiveView, ReleasedFileView
from .releases import LatestReleaseView, ReleaseDifferenceView, ReleasesView, ReleaseView
from .root import NowhereView, RootView

__all__ = [
    "ActorViewSet",
    "ChangesView",
    "CitationViewSet",
    "ComparisonView",
    "ContextView",
    "DyadsView",
    "EventViewSet",
    "FigureViewSet",
    "IndicatorViewSet",
    "IssueViewSet",
    "LatestReleaseView",
    "NowhereView",
    "PanelView",
    "PositionViewSet",
    "RecordViewSet",
    "ReleaseArchiveView",
    "ReleaseDifferenceView",
    "ReleaseView",
    "ReleasedFileView",
    "ReleasesView",
    "RevisionView",
    "RootView",
    "RosterView",
    "ShapesView",
    "SourceViewSet",
    "StatementViewSet",
    "StatusTypeViewSet",
    "StatusViewSet",
]
