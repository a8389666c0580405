"""Addresses of the stock peer."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .views import StatusViewSet, statuses_csv

router = SimpleRouter()
router.register("statuses", StatusViewSet)

urlpatterns = [path("statuses.csv", statuses_csv), *router.urls]
