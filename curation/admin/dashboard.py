"""The desk's front page: what waits for whom, what is amiss, and how much there is.

Every number leads to the list of exactly the rows that it counts.
"""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ..audit import RULES, Severity, rule_named
from ..models import Fact, ReviewDecision, Revision, Suggestion
from ..vocabulary import Action, RecordKind, State, SuggestionState
from .charts import facts_by_kind_and_state, publications_by_week
from .findings import SEVERITY_COLOURS, FindingCounts, address_of_findings

__all__ = ["overview"]

Tile = dict[str, Any]

LISTED = 8

# What an editor looks after beside consistency proper: heading → rules.
UPKEEP = {
    "Expectations past their date": "expected-and-past",
    "Disputes without adjudication": "dispute-without-adjudication",
    "Citations without a quotation": "citation-without-quote",
    "Orphaned quotations": "citation-orphaned",
    "Facts not rechecked for long": "fact-not-rechecked",
}


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add what an editor or reviewer looks for first, or what a reader may see."""
    user = request.user
    if user.has_perm("curation.view_fact"):
        context = context | _desk(request)
    if user.has_perm("curation.view_revision"):
        context = context | {
            "head": Revision.objects.order_by("-id").only("id", "digest", "recorded").first()
        }
        if not user.has_perm("curation.view_fact"):
            context = context | _record(request)
    return context


def _desk(request: HttpRequest) -> dict[str, Any]:
    counts = FindingCounts.recent(renew="renew" in request.GET)
    sees_decisions = request.user.has_perm("curation.view_reviewdecision")
    decisions = ReviewDecision.objects.select_related("fact")
    return {
        "work": _work(request),
        "upkeep": [
            _tile(title, counts.of(rule_named(rule)), address_of_findings(rule=rule))
            for title, rule in UPKEEP.items()
        ],
        "severities": [_severity(severity, counts) for severity in Severity],
        "rules_asked": len(RULES),
        "counted_at": counts.counted_at,
        "facts": facts_by_kind_and_state(),
        "publications": publications_by_week(timezone.now().date()) if sees_decisions else None,
        "waiting": Fact.objects.awaiting_review()[:LISTED],
        "returned": Fact.objects.returned_to(request.user).order_by("-updated_at")[:LISTED],
        "drafts": Fact.objects.filter(state=State.DRAFT, created_by=request.user).order_by(
            "-updated_at"
        )[:LISTED],
        "decisions": decisions[:LISTED] if sees_decisions else None,
    }


def _work(request: HttpRequest) -> list[Tile]:
    """Return what is mine to do, and what waits for others."""
    me = request.user.pk
    numbers = Fact.objects.filter(
        state__in=[State.DRAFT, State.RETURNED, State.SUBMITTED]
    ).aggregate(
        drafts=Count("pk", filter=Q(state=State.DRAFT, created_by=me)),
        returned=Count("pk", filter=Q(state=State.RETURNED, submitted_by=me)),
        others=Count("pk", filter=Q(state=State.SUBMITTED) & ~Q(submitted_by=me)),
        mine=Count("pk", filter=Q(state=State.SUBMITTED, submitted_by=me)),
    )
    return [
        _tile("Waiting for review, by others", numbers["others"], _facts("submitted", "others")),
        _tile("Returned to you", numbers["returned"], _facts("returned", "me")),
        _tile("Your drafts", numbers["drafts"], _facts("draft", "me")),
        _tile("Yours, waiting for a reviewer", numbers["mine"], _facts("submitted", "me")),
        *_reports(request),
    ]


def _reports(request: HttpRequest) -> list[Tile]:
    """Return how many reports of readers are open, for those who may read them."""
    if not request.user.has_perm("curation.view_suggestion"):
        return []
    address = reverse("admin:curation_suggestion_changelist")
    open_ones = f"{address}?state__exact={SuggestionState.OPEN}"
    return [_tile("Reports of readers, open", Suggestion.objects.open().count(), open_ones)]


def _facts(state: str, whom: str) -> str:
    whose = "begun-by-me" if state == State.DRAFT else f"submitted-by-{whom}"
    return f"{reverse('admin:curation_fact_changelist')}?state__exact={state}&whose={whose}"


def _tile(title: str, number: int, address: str) -> Tile:
    return {"title": title, "number": number, "address": address}


def _severity(severity: Severity, counts: FindingCounts) -> Tile:
    number = counts.of_severity(severity)
    title = f"{severity.label}{'' if number == 1 else 's'}"
    address = address_of_findings(severity=severity)
    return _tile(title, number, address) | {"colour": SEVERITY_COLOURS[severity]}


def _record(request: HttpRequest) -> dict[str, Any]:
    """Return the public record, for whoever sees nothing but it."""
    rows = Revision.objects.order_by().values_list("kind").annotate(number=Count("pk"))
    numbers = dict(rows)
    revisions = reverse("admin:curation_revision_changelist")
    return {
        "record": [
            _tile(
                f"{kind.label} revisions", numbers.get(kind, 0), f"{revisions}?kind__exact={kind}"
            )
            for kind in RecordKind
        ],
        "latest": Revision.objects.order_by("-id").exclude(action=Action.REISSUE)[:LISTED],
        "sees_citations": request.user.has_perm("curation.view_publishedcitation"),
    }
