"""Addresses outside the API and the admin."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from .health import healthz
from .home import HomeView
from .robots import favicon, robots
from .search import SearchView, SuggestionsView
from .sitemaps import SITEMAPS

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
