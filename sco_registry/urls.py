"""The three surfaces of the registry: public pages, API and admin."""

from django.contrib import admin
from django.urls import include, path

from .metrics import metrics

urlpatterns = [
    path("", include("curation.web.urls")),
    path("metrics", metrics, name="metrics"),
    path("api/v1/", include("curation.api.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "curation.api.handlers.bad_request"
handler403 = "curation.api.handlers.permission_denied"
handler404 = "curation.api.handlers.page_not_found"
handler500 = "sco_registry.failures.server_error"
