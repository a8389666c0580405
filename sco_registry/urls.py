"""The three surfaces of the registry: public pages, API and admin."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("curation.web.urls")),
    path("api/v1/", include("curation.api.urls")),
    path("admin/", admin.site.urls),
]
