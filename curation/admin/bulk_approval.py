"""Approval in bulk as a page that grows: each fact is told of as soon as it is decided."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from ..actions import BulkReport, approve_each
from ..models import FACT_MODELS, Fact

__all__ = ["MOST", "approved_in_bulk", "chosen"]

MOST = 500  # Facts that one confirmation can list and a person can have looked at.
OUTCOMES_GO_HERE = "<!-- outcomes -->"


def chosen(request: HttpRequest) -> list[Fact]:
    """Return the facts that the confirmation page listed, in its order; none for no keys at all."""
    keys = [key for key in request.POST.get("facts", "").split(",") if key][:MOST]
    try:
        facts = Fact.objects.in_bulk(keys)
    except ValidationError:
        return []
    by_key = {str(key): fact for key, fact in facts.items()}
    return [by_key[key] for key in keys if key in by_key]


def approved_in_bulk(
    desk: ModelAdmin, request: HttpRequest, facts: list[Fact]
) -> StreamingHttpResponse:
    """Return the page that approves ``facts`` while it is sent.

    No request is too long for it, since there always is something to send; whoever closes the
    page stops before the next fact, and what was published stays published.
    """
    request.current_app = desk.admin_site.name
    context = {
        **desk.admin_site.each_context(request),
        "title": "Approving",
        "opts": desk.opts,
        "total": len(facts),
        "queue": reverse("admin:curation_waitingfact_changelist"),
    }
    page = render_to_string("admin/curation/bulk_outcomes.html", context, request)
    return StreamingHttpResponse(
        _streamed(desk, request, facts, page, context), headers={"X-Accel-Buffering": "no"}
    )


def _streamed(
    desk: ModelAdmin, request: HttpRequest, facts: list[Fact], page: str, context: dict[str, Any]
) -> Iterator[str]:
    head, tail = page.split(OUTCOMES_GO_HERE)
    yield head
    report = BulkReport()
    comment = request.POST.get("words", "").replace("\r\n", "\n").strip()
    outcomes = approve_each(facts, by=request.user, comment=comment)
    for number, outcome in enumerate(outcomes, start=1):
        report.add(outcome)
        if outcome.revision:
            row = FACT_MODELS[outcome.fact.kind](pk=outcome.fact.pk, label=outcome.fact.label)
            desk.log_change(request, row, "Approved with others: it is public now.")
        yield render_to_string(
            "admin/curation/bulk_outcome.html",
            {"outcome": outcome, "number": number, "total": len(facts)},
        )
    yield render_to_string("admin/curation/bulk_summary.html", context | {"report": report})
    yield tail
