"""The desk's front page: what waits for whom, and how much there is."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from ..models import FACT_MODELS, Fact, ReviewDecision, Revision
from ..vocabulary import RecordKind, State

__all__ = ["overview"]


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the numbers that an editor or reviewer looks for first."""
    if not request.user.has_perm("curation.view_fact"):
        return context
    counts = {row["kind"]: row for row in _counts()}
    return context | {
        "kinds": [_kind(kind, counts.get(kind, {})) for kind in FACT_MODELS],
        "waiting": Fact.objects.awaiting_review()[:8],
        "returned": Fact.objects.returned_to(request.user)[:8],
        "drafts": Fact.objects.filter(state=State.DRAFT, created_by=request.user).order_by(
            "-updated_at"
        )[:8],
        "decisions": ReviewDecision.objects.select_related("fact")[:8],
        "head": Revision.objects.order_by("-id").only("id", "digest", "recorded").first(),
    }


def _counts() -> Any:
    return (
        Fact.objects.order_by()
        .values("kind")
        .annotate(number=Count("pk"), published=Count("pk", filter=Q(state=State.PUBLISHED)))
    )


def _kind(kind: RecordKind, counts: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": FACT_MODELS[kind]._meta.verbose_name_plural.capitalize(),
        "address": reverse(f"admin:curation_{kind}_changelist"),
        "number": counts.get("number", 0),
        "published": counts.get("published", 0),
    }
