"""Figures at the desk."""

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from ..models import Figure
from .fact_resources import FigureResource
from .facts_base import FactAdmin

__all__ = ["FigureAdmin"]


@admin.register(Figure)
class FigureAdmin(FactAdmin):
    """Numbers for an indicator."""

    resource_classes = (FigureResource,)
    search_fields = (*FactAdmin.search_fields, "as_written", "subjects__name")
    claim = (
        ("indicator", "subjects"),
        "as_written",
        ("value", "exactness"),
        ("lower", "upper"),
    )
    columns = ("number", "exactness")
    filters = (
        ("indicator", AutocompleteSelectFilter),
        ("subjects", AutocompleteSelectFilter),
        ("exactness", ChoicesDropdownFilter),
    )
    autocomplete_fields = ("indicator", "subjects")
    list_select_related = ("indicator",)

    @display(description="Value", ordering="value")
    def number(self, figure: Figure) -> str:
        """Return the value with its unit, without meaningless zeros."""
        return f"{figure.value.normalize():,f} {figure.indicator.unit}"
