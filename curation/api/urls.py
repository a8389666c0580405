"""Addresses of the API."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from . import views
from .views.documentation import RedocView, SwaggerView
from .views.problems import ProblemsView, ProblemView
from .views.root import SchemaView

router = SimpleRouter()
router.register("actors", views.ActorViewSet, basename="actor")
router.register("statuses", views.StatusViewSet, basename="status")
router.register("statements", views.StatementViewSet, basename="statement")
router.register("positions", views.PositionViewSet, basename="position")
router.register("events", views.EventViewSet, basename="event")
router.register("figures", views.FigureViewSet, basename="figure")
router.register("records", views.RecordViewSet, basename="record")
router.register("citations", views.CitationViewSet, basename="citation")
router.register("sources", views.SourceViewSet, basename="source")
router.register("status-types", views.StatusTypeViewSet, basename="status-type")
router.register("issues", views.IssueViewSet, basename="issue")
router.register("indicators", views.IndicatorViewSet, basename="indicator")

urlpatterns = [
    path("", views.RootView.as_view(), name="api-root"),
    *router.urls,
    path("problems/", ProblemsView.as_view(), name="problems"),
    path("problems/<slug:name>/", ProblemView.as_view(), name="problem"),
    path("membership/", views.RosterView.as_view(), name="membership"),
    path(
        "membership/comparison/",
        views.ComparisonView.as_view(),
        name="membership-comparison",
    ),
    path("membership/panel/", views.PanelView.as_view(), name="membership-panel"),
    path("membership/dyads/", views.DyadsView.as_view(), name="membership-dyads"),
    path("releases/", views.ReleasesView.as_view(), name="releases"),
    path("releases/latest/", views.LatestReleaseView.as_view(), name="release-latest"),
    path("releases/latest/<path:tail>", views.LatestReleaseView.as_view()),
    path("releases/<str:identifier>/", views.ReleaseView.as_view(), name="release"),
    path(
        "releases/<str:identifier>/archive/",
        views.ReleaseArchiveView.as_view(),
        name="release-archive",
    ),
    path(
        "releases/<str:identifier>/files/<path:path>",
        views.ReleasedFileView.as_view(),
        name="released-file",
    ),
    path("releases/<str:earlier>/diff/latest/", views.LatestReleaseView.as_view()),
    path(
        "releases/<str:earlier>/diff/<str:later>/",
        views.ReleaseDifferenceView.as_view(),
        name="release-difference",
    ),
    path("changes/", views.ChangesView.as_view(), name="changes"),
    path(
        "records/<str:uuid>/revisions/<str:number>/",
        views.RevisionView.as_view(),
        name="revision",
    ),
    path("linked-data/shapes/", views.ShapesView.as_view(), name="shapes"),
    path("linked-data/context/", views.ContextView.as_view(), name="context"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", SwaggerView.as_view(url_name="schema"), name="docs"),
    path("docs/redoc/", RedocView.as_view(url_name="schema"), name="redoc"),
    re_path(r"^[\s\S]*/$", views.NowhereView.as_view()),
]
