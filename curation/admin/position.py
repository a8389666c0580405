"""Positions at the desk."""

from django.contrib import admin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from ..models import Position
from .fact_resources import PositionResource
from .facts_base import FactAdmin

__all__ = ["PositionAdmin"]


@admin.register(Position)
class PositionAdmin(FactAdmin):
    """Where an actor stands on an issue, and who says so."""

    resource_classes = (PositionResource,)
    claim = (
        ("holder", "holder_as_described", "holder_group"),
        ("issue", "stance"),
        "teller",
        "statement",
        "event",
    )
    lead = "holder_named"
    columns = ("stance", "issue", "teller")
    filters = (
        ("holder", AutocompleteSelectFilter),
        ("teller", AutocompleteSelectFilter),
        ("issue", AutocompleteSelectFilter),
        ("stance", ChoicesDropdownFilter),
    )
    autocomplete_fields = ("holder", "holder_group", "issue", "teller", "event", "statement")
    list_select_related = ("holder", "issue", "teller")

    @display(description="Holder", ordering="holder__name")
    def holder_named(self, position: Position) -> str:
        """Return the holder, or the words that describe one."""
        return str(position.holder or f"“{position.holder_as_described}”")
