"""What the forms and lists of the five kinds of fact have in common."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
    RangeDateTimeFilter,
)
from unfold.decorators import display

from ..actions import confirm_evidence, submit
from ..audit import findings_for
from ..models import Citation, Fact, Revision
from ..vocabulary import State
from .called_rows import FindsByReference
from .citations import CitationInline
from .conflicts import ConflictPages
from .desk import STATE_COLOURS, DeskAdmin, ShowsRank, days, number_of
from .findings import grouped
from .history_pages import HistoryPages
from .import_entries import ImportButton
from .pointing import CitesPassages
from .review_pages import ReviewPages
from .standing import TAINT, Standing

__all__ = ["FactAdmin", "FactForm"]

SUBMIT = "_submit_for_review"
CONFIRM_AND_SUBMIT = "_confirm_and_submit"


class FactForm(forms.ModelForm):
    """A fact's form; which version it was opened with, `ConflictPages` knows."""


class FactAdmin(
    FindsByReference,
    CitesPassages,
    ReviewPages,
    HistoryPages,
    ConflictPages,
    ImportButton,
    ShowsRank,
    DeskAdmin,
):
    """A kind of fact: claim, time, judgement, notes and evidence, and its way through review.

    ``claim`` is the kind's own part of the form; ``lead`` names the list's first column, the one
    that leads to the form, and ``columns`` those that follow.
    """

    lead = "label_short"
    claim: tuple = ()
    columns: tuple[str, ...] = ()
    filters: tuple = ()

    form = FactForm
    inlines = (CitationInline,)
    search_fields = ("label", "public_note", "desk_note", "citations__quote")
    search_help_text = "Label, notes and quotations"
    ordering = ("label", "rank", "pk")
    readonly_fields = ("definitely", "possibly", "precision_found")
    change_form_outer_before_template = "admin/curation/standing.html"
    list_select_related = True

    # --- the list -----------------------------------------------------------------------

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Return the columns: the kind's own between what all facts have."""
        return (
            self.lead,
            *self.columns,
            "when",
            "how_certain",
            "rank_label",
            "state_label",
            "is_public",
            "evidence",
            "updated",
        )

    def get_list_filter(self, request: HttpRequest) -> tuple:
        """Return the filters: where the fact stands in review, the kind's own, the judgement."""
        return (
            ("state", ChoicesDropdownFilter),
            *self.filters,
            ("certainty", ChoicesDropdownFilter),
            ("rank", ChoicesDropdownFilter),
            ("citations__source", AutocompleteSelectFilter),
            ("updated_at", RangeDateTimeFilter),
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return facts with the number of their citations and whether they are public.

        The kind, which all of them have, leads to the index that has them in order. Whether they
        are public is no EXISTS, for which the planner would read the whole ledger beforehand.
        """
        public = Revision.objects.current().standing().filter(record=OuterRef("pk"))
        is_public = Subquery(public.order_by().values(known=Value(True))[:1])
        return (
            super()
            .get_queryset(request)
            .filter(kind=self.model.kind_of_record)
            .annotate(
                citations_number=number_of(Citation.objects.all(), "fact"),
                public=Coalesce(is_public, Value(False)),
            )
        )

    @display(description="Fact", ordering="label")
    def label_short(self, fact: Fact) -> str:
        """Return the label, cut to a column's width."""
        return fact.label if len(fact.label) <= 90 else f"{fact.label[:88].rstrip()} …"

    @display(description="Certainty", ordering="certainty")
    def how_certain(self, fact: Fact) -> str:
        """Return the certainty in one word."""
        return fact.certainty.capitalize()

    @display(description="State", ordering="state", label=STATE_COLOURS)
    def state_label(self, fact: Fact) -> tuple[str, str]:
        """Return where the working copy stands."""
        return fact.state, fact.get_state_display()

    @display(description="Public", ordering="public", boolean=True)
    def is_public(self, fact: Fact) -> bool:
        """Tell whether readers see some revision of the fact."""
        return fact.public

    @display(description="Citations", ordering="citations_number")
    def evidence(self, fact: Fact) -> int:
        """Return the number of citations."""
        return fact.citations_number

    @display(description="Updated", ordering="updated_at")
    def updated(self, fact: Fact) -> str:
        """Return the moment of the last change."""
        return f"{fact.updated_at:%Y-%m-%d %H:%M}"

    # --- the form -----------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list:
        """Return the form's sections."""
        return [
            ("Claim", {"fields": self.claim}),
            (
                "Time",
                {
                    "fields": (
                        "when",
                        "attested",
                        ("definitely", "possibly", "precision_found"),
                    ),
                    "description": "As the sources give it, never a fake day. The extents are "
                    "computed when you save.",
                },
            ),
            (
                "Judgement",
                {
                    "fields": (
                        ("certainty", "hedge"),
                        ("outcome", "settled_by"),
                        "rank",
                        "rationale",
                        "disputes",
                    )
                },
            ),
            ("Notes", {"fields": ("public_note", "desk_note")}),
        ]

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Every reference is searched for, not picked from an endless list."""
        return (*self.autocomplete_fields, "disputes", "settled_by")

    @display(description="Certainly held")
    def definitely(self, fact: Fact) -> str:
        """Return the definite extent in words."""
        return "computed on saving" if fact._state.adding else days(fact.definite)

    @display(description="Possibly held")
    def possibly(self, fact: Fact) -> str:
        """Return the possible extent in words."""
        return "computed on saving" if fact._state.adding else days(fact.possible)

    @display(description="Precision")
    def precision_found(self, fact: Fact) -> str:
        """Return how precise the period is."""
        return fact.precision or "–"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add where the fact stands, and the button that saves and submits."""
        fact = kwargs.get("obj")
        context["standing"] = Standing.of(fact, request.user) if fact else None
        context["finding_groups"] = grouped(findings_for(fact)) if fact else []
        if self.has_change_permission(request, fact) if fact else self.has_add_permission(request):
            context["actions_submit_line"] = [
                {"action_name": name, "description": description, "attrs": {}}
                for name, description in self._submissions(request, context["standing"])
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def _submissions(
        self, request: HttpRequest, standing: Standing | None
    ) -> list[tuple[str, str]]:
        """Return the buttons that submit; one of them vouches for the evidence where it must."""
        offered = [(SUBMIT, "Save and submit for review")]
        unread = getattr(request, "refused_by", "") == TAINT
        if unread or (standing and standing.is_tainted):
            offered.append((CONFIRM_AND_SUBMIT, "I have re-read the evidence: save and submit"))
        return offered

    # --- saving -------------------------------------------------------------------------

    def save_model(
        self, request: HttpRequest, obj: Fact, form: forms.ModelForm, change: bool
    ) -> None:
        """Save the fact; remember who began it."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool
    ) -> None:
        """Save what belongs to the fact; then submit it, in the same transaction, if asked to."""
        super().save_related(request, form, formsets, change)
        if CONFIRM_AND_SUBMIT in request.POST:
            # The version is what this very form has made of the fact and its citations.
            form.instance.refresh_from_db(fields=["version"])
            confirm_evidence(form.instance, by=request.user)
        if SUBMIT in request.POST or CONFIRM_AND_SUBMIT in request.POST:
            submit(form.instance, by=request.user)
            messages.info(request, "Submitted: someone else has to approve it now.")

    # --- permissions --------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A fact under review is not edited; the database would refuse it."""
        if isinstance(obj, Fact) and obj.state == State.SUBMITTED:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only a draft that never was public is deleted, by whoever began it or a reviewer."""
        if not super().has_delete_permission(request, obj):
            return False
        if not isinstance(obj, Fact):
            return True
        mine = obj.created_by_id == request.user.pk or request.user.has_perm("curation.review_fact")
        return (
            mine
            and obj.state in (State.DRAFT, State.RETURNED)
            and not Revision.objects.filter(record=obj.pk).exists()
        )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Let base row and citations go with a fact that may be deleted."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        parts = {Fact._meta.verbose_name, Citation._meta.verbose_name}
        return listed, counts, lacking - parts, protected
