"""Addresses outside the API and the admin."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from .actor import ActorsView, ActorView
from .compare import CompareView
from .health import healthz
from .home import HomeView
from .issue import IssuesView, IssueView
from .robots import favicon, robots
from .sitemaps import SITEMAPS

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("actors/", ActorsView.as_view(), name="actors"),
    path("actors/<slug:slug>/", ActorView.as_view(), name="actor"),
    path("issues/", IssuesView.as_view(), name="issues"),
    path("issues/<slug:slug>/", IssueView.as_view(), name="issue"),
    path("compare/", CompareView.as_view(), name="compare"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
