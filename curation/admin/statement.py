"""Statements at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from ..models import Statement
from .fact_resources import StatementResource
from .facts_base import FactAdmin

__all__ = ["StatementAdmin"]

HOW_TO_QUOTE = (
    "What was said. A quotation has the very words that one of its citations quotes: mark what you "
    "leave out with […], and put what you add in [brackets]."
)


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

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        """Return the form; it says how a quotation is written."""
        help_texts = {"text": HOW_TO_QUOTE} | kwargs.pop("help_texts", {})
        return super().get_form(request, *args, help_texts=help_texts, **kwargs)
