"""What readers report as wrong: a list, and a form on which an editor closes a report."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RangeDateTimeFilter
from unfold.decorators import display

from ..actions import close_suggestion
from ..models import Suggestion
from ..vocabulary import SuggestionState
from .desk import DeskAdmin, block_of_text
from .resources import SuggestionResource

__all__ = ["SuggestionAdmin"]

STATE_COLOURS = {
    SuggestionState.OPEN: "warning",
    SuggestionState.ACCEPTED: "success",
    SuggestionState.DECLINED: "default",
}
CLOSING = [(state.value, state.label) for state in SuggestionState if state != SuggestionState.OPEN]


class ClosingForm(forms.ModelForm):
    """What was made of a report, and a note for the desk."""

    class Meta:
        model = Suggestion
        fields = ("state", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer only what closes a report; one that is closed is only read."""
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            self.fields["state"].choices = [("", "Choose what comes of it"), *CLOSING]
            self.initial["state"] = ""
            self.fields["note"].required = True

    def _post_clean(self) -> None:
        """Leave the checks to the action, which sets who and when together with the state."""


@admin.register(Suggestion)
class SuggestionAdmin(DeskAdmin):
    """Reports of readers: open ones first come first; a closed one stays as it was closed."""

    resource_classes = (SuggestionResource,)
    form = ClosingForm
    search_fields = ("id", "record", "wrong", "correction", "evidence", "note")
    search_help_text = "Number of the report, id of the record, words"
    list_display = ("reference", "state_label", "kind", "wrong_short", "received", "closed_by_name")
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("kind", ChoicesDropdownFilter),
        ("received_at", RangeDateTimeFilter),
    )
    ordering = ("-received_at", "pk")
    told = (
        "reference", "record_link", "revision", "received_at", "wrong_text", "correction_text",
        "evidence_text", "name", "email",
    )  # fmt: skip
    closed = ("state", "note", "closed_by_name", "closed_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only readers report."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing that was reported is deleted."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever closes reports, closes those that are open."""
        is_open = obj is None or obj.state == SuggestionState.OPEN
        return is_open and super().has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Suggestion | None = None) -> list[Any]:
        """Show what was reported, and what comes of it."""
        is_open = obj is not None and obj.state == SuggestionState.OPEN
        closing = ("state", "note") if is_open else self.closed
        return [("What was reported", {"fields": self.told}), ("Closing", {"fields": closing})]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Suggestion | None = None
    ) -> tuple[str, ...]:
        """Nothing that a reader wrote is edited."""
        return (*self.told, "closed_by_name", "closed_at")

    def save_model(self, request: HttpRequest, obj: Any, form: ClosingForm, change: bool) -> None:
        """Close the report."""
        given = form.cleaned_data
        close_suggestion(
            obj, by=request.user, state=SuggestionState(given["state"]), note=given["note"]
        )

    @display(description="Number")
    def reference(self, suggestion: Suggestion) -> str:
        """Return the number that the reader was given."""
        return suggestion.reference

    @display(description="State", ordering="state", label=STATE_COLOURS)
    def state_label(self, suggestion: Suggestion) -> tuple[str, str]:
        """Return what became of it."""
        return suggestion.state, suggestion.get_state_display().partition(":")[0]

    @display(description="What is wrong")
    def wrong_short(self, suggestion: Suggestion) -> str:
        """Return the beginning of what is wrong."""
        text = suggestion.wrong
        return text if len(text) <= 90 else f"{text[:88].rstrip()} …"

    @display(description="Received", ordering="received_at")
    def received(self, suggestion: Suggestion) -> str:
        """Return the moment of its arrival."""
        return f"{suggestion.received_at:%Y-%m-%d %H:%M}"

    @display(description="Record")
    def record_link(self, suggestion: Suggestion) -> SafeString:
        """Lead to what readers see."""
        address = reverse("record", kwargs={"uuid": suggestion.record})
        label = f"{suggestion.get_kind_display()} {suggestion.record}"
        return format_html('<a href="{}">{}</a>', address, label)

    @display(description="What is wrong")
    def wrong_text(self, suggestion: Suggestion) -> SafeString:
        """Return what is wrong, as it was written."""
        return block_of_text(suggestion.wrong)

    @display(description="Suggested correction")
    def correction_text(self, suggestion: Suggestion) -> SafeString | str:
        """Return what would be right, as it was written."""
        return suggestion.correction and block_of_text(suggestion.correction)

    @display(description="Evidence")
    def evidence_text(self, suggestion: Suggestion) -> SafeString | str:
        """Return how the reader knows, as it was written: no address in it is a link."""
        return suggestion.evidence and block_of_text(suggestion.evidence)
