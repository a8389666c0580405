"""Actors at the desk, as three lists: states, organizations and bodies, people and authorities."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
)
from unfold.decorators import display

from ..countries import UnknownCountry, country
from ..models import (
    Actor,
    ActorName,
    OrganizationOrBody,
    PersonOrAuthority,
    StateActor,
    Status,
)
from ..vocabulary import ActorKind, NameKind, RecordKind
from .desk import number_of
from .import_entries import ImportButton
from .references import ReferenceAdmin
from .resources import ActorResource

__all__ = ["ActorAdmin", "OrganizationOrBodyAdmin", "PersonOrAuthorityAdmin", "StateActorAdmin"]

ISO_FIELDS = {"iso_alpha2": "alpha_2", "iso_alpha3": "alpha_3", "iso_numeric": "numeric"}
NUMBER_FIELDS = {"cow_number": "cow", "gw_number": "gw"}


class NameInline(TabularInline):
    """Names in other languages, and names of other times."""

    model = ActorName
    fields = ("name", "language", "kind", "when", "basis", "note")
    extra = 0
    verbose_name_plural = "names in other languages and times"


class ActorForm(forms.ModelForm):
    """An actor; the codes of a state follow from its alpha-2 code."""

    def clean(self) -> dict[str, Any]:
        """Fill codes left blank, and only those: what an editor wrote stays."""
        cleaned = super().clean()
        code = (cleaned.get("iso_alpha2") or "").upper()
        if not code:
            return cleaned
        try:
            known = country(code)
        except UnknownCountry as error:
            self.add_error("iso_alpha2", str(error))
            return cleaned
        for names in (ISO_FIELDS, NUMBER_FIELDS):
            for name, attribute in names.items():
                if cleaned.get(name) in (None, ""):
                    cleaned[name] = getattr(known, attribute)
        cleaned["iso_alpha2"] = code
        return cleaned


@admin.register(Actor)
class ActorAdmin(ImportButton, ReferenceAdmin):
    """Actors of every kind; forms elsewhere search here."""

    kind_of_record = RecordKind.ACTOR
    kinds: ClassVar[tuple[ActorKind, ...]] = tuple(ActorKind)
    form = ActorForm
    resource_classes = (ActorResource,)
    inlines = (NameInline,)
    search_fields = ("name", "slug", "iso_alpha2", "iso_alpha3", "names__name")
    search_help_text = "Names in any language, slug, ISO code"
    autocomplete_fields = ("parent",)
    list_select_related = ("parent",)
    list_display = ("name", "kind", "parent", "iso_alpha3", "statuses_held", "slug")
    list_filter = (("kind", ChoicesDropdownFilter), ("parent", AutocompleteSelectFilter))
    fieldsets = (
        ("Identity", {"fields": (("name", "slug"), "article", "kind", "parent", "note")}),
        (
            "Codes",
            {
                "fields": (
                    ("iso_alpha2", "iso_alpha3", "iso_numeric"),
                    ("cow_number", "gw_number", "wikidata"),
                ),
                "description": "For a state, enter the alpha-2 code and leave the others blank: "
                "they are filled in, and so are the Russian and Chinese names.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        """Return actors of this list's kinds with the number of their statuses."""
        rows = super().get_queryset(request).filter(kind__in=self.kinds)
        return rows.annotate(statuses_number=number_of(Status.objects.all(), "actor"))

    def formfield_for_choice_field(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        """Offer the kinds of this list only."""
        if db_field.name == "kind":
            kwargs["choices"] = [("", "Select value")] if len(self.kinds) > 1 else []
            kwargs["choices"] += [(kind.value, kind.label) for kind in self.kinds]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @display(description="Statuses", ordering="statuses_number")
    def statuses_held(self, actor: Actor) -> int:
        """Return the number of statuses it holds or held."""
        return actor.statuses_number

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool
    ) -> None:
        """Add the Russian and Chinese names of a state whose code is new, then publish."""
        if "iso_alpha2" in form.changed_data and form.instance.iso_alpha2:
            self._add_names(request, form, formsets)
        super().save_related(request, form, formsets, change)

    @staticmethod
    def _add_names(request: HttpRequest, form: forms.ModelForm, formsets: list) -> None:
        """Add a name in each language in which neither the actor nor the form has one."""
        actor = form.instance
        has = set(actor.names.values_list("language", flat=True))
        has |= {row.get("language") for formset in formsets for row in formset.cleaned_data}
        added = [
            ActorName(actor_id=actor.pk, name=name, language=language, kind=NameKind.SHORT)
            for language, name in country(actor.iso_alpha2).names.items()
            if language != "en" and language not in has
        ]
        ActorName.objects.bulk_create(added)
        if added:
            names = ", ".join(str(name) for name in added)
            messages.info(request, f"Names added from ISO 3166: {names}. Correct them if need be.")


@admin.register(StateActor)
class StateActorAdmin(ActorAdmin):
    """States."""

    kinds = (ActorKind.STATE,)
    list_display = ("name", "iso_alpha3", "cow_number", "gw_number", "statuses_held", "slug")
    list_filter = (("statuses__organization", AutocompleteSelectFilter),)


@admin.register(OrganizationOrBody)
class OrganizationOrBodyAdmin(ActorAdmin):
    """Organizations and their organs."""

    kinds = (ActorKind.ORGANIZATION, ActorKind.BODY)
    list_display = ("name", "kind", "parent", "statuses_held", "slug")
    fieldsets = (
        (
            "Identity",
            {"fields": (("name", "slug"), "article", ("kind", "parent"), "wikidata", "note")},
        ),
    )


@admin.register(PersonOrAuthority)
class PersonOrAuthorityAdmin(OrganizationOrBodyAdmin):
    """People and de facto authorities."""

    kinds = (ActorKind.PERSON, ActorKind.AUTHORITY)
