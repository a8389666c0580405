"""Statuses at the desk."""

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from ..models import Status
from .fact_resources import StatusResource
from .facts_base import FactAdmin

__all__ = ["StatusAdmin"]


@admin.register(Status)
class StatusAdmin(FactAdmin):
    """Who holds which status in which organization, over which period."""

    resource_classes = (StatusResource,)
    claim = (
        ("actor", "status", "organization"),
        ("start_basis", "end_basis"),
        "actor_as_written",
    )
    lead = "actor"
    columns = ("status", "organization")
    filters = (
        ("actor", AutocompleteSelectFilter),
        ("organization", AutocompleteSelectFilter),
        ("status", AutocompleteSelectFilter),
        ("status__dimension", ChoicesDropdownFilter),
    )
    autocomplete_fields = ("actor", "status", "organization")
    list_select_related = ("actor", "status", "organization")
