"""Addresses outside the API and the admin."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path

from .about import AboutView
from .actor import ActorsView, ActorView
from .compare import CompareView
from .data import CodebookData, CodebookView, DataView
from .health import healthz
from .home import HomeView
from .issue import IssuesView, IssueView
from .record import RecordView
from .releases import ReleaseIndexView, ReleasePageView
from .report import ReportView, ThanksView
from .robots import favicon, robots
from .search import SearchView, SuggestionsView
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
    path("releases/", ReleaseIndexView.as_view(), name="release-index"),
    path("releases/<str:identifier>/", ReleasePageView.as_view(), name="release-page"),
    path("data/", DataView.as_view(), name="data"),
    path("data/codebook/", CodebookView.as_view(), name="codebook"),
    path("data/codebook.json", CodebookData.as_view(), name="codebook-data"),
    path("about/", AboutView.as_view(), name="about"),
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-part"),
]
