"""The registry's own addresses, and the stock peer's under ``peer/``."""

from django.urls import include, path

urlpatterns = [
    path("peer/", include("tests.benchmarks.peer.urls")),
    path("", include("sco_registry.urls")),
]
