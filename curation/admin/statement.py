"""Statements at the desk."""

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from ..models import Statement
from .fact_resources import StatementResource
from .facts_base import FactAdmin

__all__ = ["StatementAdmin"]


@admin.register(Statement)
class StatementAdmin(FactAdmin):
    """What was said, by whom, as the source renders it."""

    resource_classes = (StatementResource,)
    search_fields = (*FactAdmin.search_fields, "text", "speaker_as_described")
    claim = (
        ("speaker", "speaker_as_described"),
        "speaker_role",
        "form",
        "text",
        ("about", "issue"),
        ("outlet", "event"),
    )
    columns = ("form", "issue")
    filters = (
        ("speaker", AutocompleteSelectFilter),
        ("about", AutocompleteSelectFilter),
        ("issue", AutocompleteSelectFilter),
        ("form", ChoicesDropdownFilter),
    )
    autocomplete_fields = ("speaker", "outlet", "event", "about", "issue")
    list_select_related = ("speaker", "issue")
