"""Addresses outside the API and the admin."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from .about import AboutView
from .data import CodebookData, CodebookView, DataView
from .health import healthz
from .home import HomeView
from .robots import favicon, robots
from .search import SearchView, SuggestionsView
from .sitemaps import SITEMAPS

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("data/", DataView.as_view(), name="data"),
    path("data/codebook/", CodebookView.as_view(), name="codebook"),
    path("data/codebook.json", CodebookData.as_view(), name="codebook-data"),
    path("about/", AboutView.as_view(), name="about"),
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
