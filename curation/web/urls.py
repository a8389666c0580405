"""Addresses outside the API and the admin."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from .health import healthz
from .home import HomeView
from .record import RecordView
from .report import ReportView, ThanksView
from .robots import favicon, robots
from .sitemaps import SITEMAPS

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("records/<uuid:uuid>/", RecordView.as_view(), name="record"),
    path("records/<uuid:uuid>/report/", ReportView.as_view(), name="report"),
    path(
        "records/<uuid:uuid>/report/<uuid:suggestion>/",
        ThanksView.as_view(),
        name="report-thanks",
    ),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
