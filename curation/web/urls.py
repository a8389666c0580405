"""Addresses outside the API and the admin."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from .actor import ActorsView, ActorView
from .compare import CompareView
from .health import healthz
from .home import HomeView
from .issue import IssuesView, IssueView
from .record import RecordView
from .report import ReportView, ThanksView
from .robots import favicon, robots
from .sitemaps import SITEMAPS
from .sources import SourcesView, SourceView, TextView
from .terms import IndicatorView, StatusTypeView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("actors/", ActorsView.as_view(), name="actors"),
    path("actors/<slug:slug>/", ActorView.as_view(), name="actor"),
    path("issues/", IssuesView.as_view(), name="issues"),
    path("issues/<slug:slug>/", IssueView.as_view(), name="issue"),
    path("compare/", CompareView.as_view(), name="compare"),
    path("records/<uuid:uuid>/", RecordView.as_view(), name="record"),
    path("records/<uuid:uuid>/report/", ReportView.as_view(), name="report"),
    path(
        "records/<uuid:uuid>/report/<uuid:suggestion>/",
        ThanksView.as_view(),
        name="report-thanks",
    ),
    path("sources/", SourcesView.as_view(), name="sources"),
    path("sources/<slug:slug>/", SourceView.as_view(), name="source"),
    path("sources/<slug:slug>/text/", TextView.as_view(), name="source-text"),
    path("status-types/<slug:slug>/", StatusTypeView.as_view(), name="status-type"),
    path("indicators/<slug:slug>/", IndicatorView.as_view(), name="indicator"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
