"""Events at the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from ..models import Event, EventParticipant
from .citations import CitationInline, PartOfAFact
from .desk import number_of
from .fact_resources import EventResource
from .facts_base import FactAdmin
from .pickers import PicksReferences

__all__ = ["EventAdmin"]


class ParticipantInline(PartOfAFact, PicksReferences, TabularInline):
    """Who took part, and as what."""

    model = EventParticipant
    fields = ("actor", "role")
    autocomplete_fields = ("actor",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[EventParticipant]:
        """Return participants with their actors."""
        return super().get_queryset(request).select_related("actor")


@admin.register(Event)
class EventAdmin(FactAdmin):
    """What happened, with which actors in which roles."""

    resource_classes = (EventResource,)
    search_fields = (*FactAdmin.search_fields, "name", "place", "participants__actor__name")
    claim = (("type", "name"), ("place", "place_actor"))
    columns = ("type", "place", "taking_part")
    filters = (
        ("type", ChoicesDropdownFilter),
        ("participants__actor", AutocompleteSelectFilter),
        ("place_actor", AutocompleteSelectFilter),
    )
    inlines = (ParticipantInline, CitationInline)
    autocomplete_fields = ("place_actor",)
    list_select_related = ("place_actor",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        """Return events with the number of their participants."""
        number = number_of(EventParticipant.objects.all(), "event")
        return super().get_queryset(request).annotate(participants_number=number)

    @display(description="Participants", ordering="participants_number")
    def taking_part(self, event: Event) -> int:
        """Return the number of participants."""
        return event.participants_number
