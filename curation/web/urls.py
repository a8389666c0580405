"""Addresses outside the API and the admin."""

from django.urls import path

from .health import healthz
from .home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
]
