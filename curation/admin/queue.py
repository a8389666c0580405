"""The queue: what waits for a reviewer, the longest waiting first."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
    DropdownFilter,
)
from unfold.decorators import display

from ..actions import authorship_of, fingerprint_of
from ..audit import findings_about
from ..comparison import differences_of
from ..models import Fact, WaitingFact
from .bulk_approval import MOST, Chosen, approved_in_bulk, candidates, chosen
from .called_rows import FindsByReference
from .desk import ReadOnlyAdmin, ShowsRank
from .fact_resources import FactResource
from .review_context import review_address

__all__ = ["QueueAdmin"]


class SubmitterFilter(DropdownFilter):
    """Whoever has something in the queue."""

    title = "submitter"
    parameter_name = "submitted_by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the submitters by name."""
        waiting = Fact.objects.awaiting_review().order_by().values("submitted_by")
        users = get_user_model().objects.filter(pk__in=waiting).order_by("username")
        return [(str(user.pk), str(user)) for user in users]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return what the chosen one submitted; all of it, if the choice is no account."""
        value = self.value() or ""
        return queryset.filter(submitted_by=value) if value.isdecimal() else queryset


class Queue(ChangeList):
    """A page of the queue, with the size of every change on it."""

    def get_results(self, request: HttpRequest) -> None:
        """Compare the page's facts with what is public of them, all at once."""
        super().get_results(request)
        rows = list(self.result_list)
        differences, authorship = differences_of(rows), authorship_of(rows, request.user)
        for row in rows:
            row.difference = differences[row.pk]
            row.authorship = authorship[row.pk]
        self.result_list = rows


@admin.register(WaitingFact)
class QueueAdmin(FindsByReference, ShowsRank, ReadOnlyAdmin):
    """Facts of all kinds that wait for review; each leads to its review page."""

    resource_classes = (FactResource,)
    change_list_template = "admin/curation/queue.html"
    search_fields = ("label", "citations__quote")
    search_help_text = "Label and quotations"
    list_display = ("label_short", "kind", "rank_label", "age", "submitter", "size", "decision")
    list_filter = (
        ("kind", ChoicesDropdownFilter),
        SubmitterFilter,
        ("citations__source", AutocompleteSelectFilter),
    )
    list_select_related = ("submitted_by",)
    ordering = ("submitted_at", "pk")
    actions = ("approve_selected",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever may see facts sees which of them wait."""
        return request.user.has_perm("curation.view_fact")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The queue is part of the desk for the same people."""
        return self.has_view_permission(request)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Tell whether the user reviews."""
        return request.user.has_perm("curation.review_fact")

    def get_queryset(self, request: HttpRequest) -> QuerySet[WaitingFact]:
        """Return what waits."""
        waiting = Fact.objects.awaiting_review().values("pk")
        return super().get_queryset(request).filter(pk__in=waiting)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that measures its changes."""
        return Queue

    @display(description="Fact", ordering="label")
    def label_short(self, fact: WaitingFact) -> str:
        """Return the label, cut to a column's width."""
        return fact.label if len(fact.label) <= 90 else f"{fact.label[:88].rstrip()} …"

    @display(description="Waiting", ordering="submitted_at")
    def age(self, fact: WaitingFact) -> SafeString:
        """Return in words how long the fact has been waiting."""
        return format_html(
            '<time datetime="{}" title="{} UTC">{}</time>',
            fact.submitted_at.isoformat(),
            f"{fact.submitted_at:%Y-%m-%d %H:%M}",
            _age(fact.submitted_at),
        )

    @display(description="Submitted by", ordering="submitted_by__username")
    def submitter(self, fact: WaitingFact) -> str:
        """Return who submitted it."""
        return str(fact.submitted_by)

    @display(description="Change")
    def size(self, fact: WaitingFact) -> str:
        """Return how much there is to review."""
        return fact.difference.size

    @display(
        description="Decision",
        label={"yours": "info", "written": "info", "confirm": "warning", "open": "success"},
    )
    def decision(self, fact: WaitingFact) -> tuple[str, str]:
        """Tell whether the user may approve it, or has a correction to confirm."""
        if fact.authorship.can_confirm:
            return "confirm", "corrected: confirm it"
        if fact.authorship.is_submitted_by_me:
            return "yours", "yours"
        return ("written", "you wrote in it") if fact.authorship.refusal else ("open", "open")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Lead to the review page in the admin of the fact's own kind."""
        try:
            fact = Fact.objects.filter(pk=unquote(object_id or "")).first()
        except ValidationError:
            fact = None
        if fact is None or request.method != "GET":
            return super().changeform_view(request, object_id, *args, **kwargs)
        return redirect(review_address(fact))

    # --- approval in bulk ---------------------------------------------------------------

    def get_urls(self) -> list:
        """Add the address to which the confirmation is sent."""
        approval = path(
            "approve/",
            self.admin_site.admin_view(self.approve_view),
            name="curation_waitingfact_approve",
        )
        return [approval, *super().get_urls()]

    @admin.action(description="Approve and publish…", permissions=["review"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        """Show what would be published of the selection, and what would not and why."""
        facts = list(queryset.select_related("submitted_by")[: MOST + 1])
        if len(facts) > MOST:
            messages.info(
                request, f"These are the {MOST} that have waited longest; approve the rest after."
            )
        return self._confirmation(request, facts[:MOST])

    def _confirmation(
        self,
        request: HttpRequest,
        facts: Iterable[Fact],
        was_shown: Mapping[uuid.UUID, Chosen] | None = None,
        status: int = 200,
    ) -> TemplateResponse:
        found = candidates(facts, request.user, was_shown or {})
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": "Approve and publish",
            "opts": self.opts,
            "ready": [each for each in found if not each.prospect.reasons],
            "refused": [each for each in found if each.prospect.reasons],
            "is_again": was_shown is not None,
            "words": request.POST.get("words", ""),
            "address": reverse("admin:curation_waitingfact_approve"),
            "queue": reverse("admin:curation_waitingfact_changelist"),
        }
        name = "admin/curation/bulk_approval.html"
        return TemplateResponse(request, name, context, status=status)

    def approve_view(self, request: HttpRequest) -> HttpResponseBase:
        """Approve what was confirmed, if it still is what the page showed."""
        was_shown = chosen(request) if request.method == "POST" else {}
        rows = Fact.objects.select_related("submitted_by").in_bulk(list(was_shown))
        facts = [rows[key] for key in was_shown if key in rows]
        if not self.has_review_permission(request) or not facts:
            messages.warning(request, "Nothing was approved: select what you have reviewed.")
            return redirect(reverse("admin:curation_waitingfact_changelist"))
        findings = findings_about(facts)
        if any(
            fact.version != was_shown[fact.pk].version
            or fingerprint_of(findings[fact.pk]) != was_shown[fact.pk].read
            for fact in facts
        ):
            messages.error(
                request,
                "Nothing was approved: some of these are not what your page showed, or have "
                "findings that you have not read. They are shown as they are now.",
            )
            return self._confirmation(request, facts, was_shown, status=409)
        return approved_in_bulk(self, request, facts, was_shown)


def _age(moment: dt.datetime) -> str:
    waiting = timezone.now() - moment
    return "less than a minute" if waiting < dt.timedelta(minutes=1) else timesince(moment, depth=1)
