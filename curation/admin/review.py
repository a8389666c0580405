"""Review at the desk: all facts of whatever kind, what waits, and what was decided."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
    RangeDateTimeFilter,
)
from unfold.decorators import display

from ..models import Fact, ReviewDecision
from ..vocabulary import Rank, Verdict
from .called_rows import FindsByReference
from .desk import STATE_COLOURS, ReadOnlyAdmin, ShowsRank
from .fact_resources import FactResource
from .findings import FindingsPage
from .resources import DecisionResource
from .whose import WhoseFilter

__all__ = ["FactOverviewAdmin", "ReviewDecisionAdmin"]

VERDICT_COLOURS = {
    Verdict.APPROVED: "success",
    Verdict.RETURNED: "warning",
    Verdict.RETRACTED: "danger",
}


def address_of(fact: Fact) -> str:
    """Return the address of the form of the fact's own kind."""
    return reverse(f"admin:curation_{fact.kind}_change", args=[fact.pk])


@admin.register(Fact)
class FactOverviewAdmin(FindsByReference, FindingsPage, ShowsRank, ReadOnlyAdmin):
    """Facts of all kinds; each leads to the form of its own kind."""

    resource_classes = (FactResource,)
    search_fields = ("label", "citations__quote")
    search_help_text = "Label and quotations"
    list_display = (
        "label_short",
        "kind",
        "when",
        "rank_label",
        "state_label",
        "submitted_by",
        "submitted_at",
    )
    list_filter = (
        ("kind", ChoicesDropdownFilter),
        ("state", ChoicesDropdownFilter),
        WhoseFilter,
        ("certainty", ChoicesDropdownFilter),
        ("rank", ChoicesDropdownFilter),
        ("citations__source", AutocompleteSelectFilter),
        ("submitted_at", RangeDateTimeFilter),
    )
    list_select_related = ("submitted_by",)
    ordering = ("submitted_at", "label", "pk")

    @display(description="Fact", ordering="label")
    def label_short(self, fact: Fact) -> str:
        """Return the label, cut to a column's width."""
        return fact.label if len(fact.label) <= 110 else f"{fact.label[:108].rstrip()} …"

    @display(description="State", ordering="state", label=STATE_COLOURS)
    def state_label(self, fact: Fact) -> tuple[str, str]:
        """Return where the working copy stands."""
        return fact.state, fact.get_state_display()

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Lead to the form of the fact's own kind."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            fact = Fact.objects.filter(pk=unquote(object_id or "")).first()
        except ValidationError:
            fact = None
        if fact is None or request.method != "GET":
            return super().changeform_view(request, object_id, *args, **kwargs)
        return redirect(address_of(fact))


@admin.register(ReviewDecision)
class ReviewDecisionAdmin(ReadOnlyAdmin):
    """Who decided what about which version of a fact, and when."""

    resource_classes = (DecisionResource,)
    search_fields = ("fact__label", "by_name", "comment")
    list_display = ("at", "verdict_label", "by_name", "fact_label", "fact_version", "comment")
    list_filter = (
        ("verdict", ChoicesDropdownFilter),
        ("fact__kind", ChoicesDropdownFilter),
        ("at", RangeDateTimeFilter),
    )
    list_select_related = ("fact", "revision")
    ordering = ("-at", "-id")
    fields = ("fact_link", "fact_version", "verdict", "by_name", "at", "comment", "revision_link")
    readonly_fields = ("fact_link", "revision_link")

    @display(description="Verdict", ordering="verdict", label=VERDICT_COLOURS)
    def verdict_label(self, decision: ReviewDecision) -> tuple[str, str]:
        """Return the verdict."""
        return decision.verdict, decision.get_verdict_display()

    @display(description="Fact", ordering="fact__label")
    def fact_label(self, decision: ReviewDecision) -> str:
        """Return the fact's label, marked if the registry does not accept the claim."""
        return Rank(decision.fact.rank).marked(decision.fact.label[:110])

    @display(description="Fact")
    def fact_link(self, decision: ReviewDecision) -> SafeString:
        """Lead to the fact."""
        return _link(address_of(decision.fact), decision.fact)

    @display(description="Revision")
    def revision_link(self, decision: ReviewDecision) -> SafeString | str:
        """Lead to the revision that the decision made."""
        if decision.revision_id is None:
            return "none: a return does not enter the ledger"
        address = reverse("admin:curation_revision_change", args=[decision.revision_id])
        return _link(address, decision.revision)


def _link(address: str, target: Model) -> SafeString:
    return format_html('<a class="text-primary-600 underline" href="{}">{}</a>', address, target)
