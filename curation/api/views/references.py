"""What facts refer to."""

from collections import Counter
from typing import Any

from django.db.models import Count
from rest_framework.reverse import reverse

from ...exports import TABLE_OF_KIND, Entry, fact_entries
from ...models import Revision
from ...vocabulary import FACT_KINDS, Certainty, Rank, RecordKind
from ..answers import ActorDetail
from ..filters import (
    ActorFilters,
    IndicatorFilters,
    IssueFilters,
    SourceFilters,
    StatusTypeFilters,
)
from .base import SHOWN, LedgerViewSet

__all__ = [
    "ActorViewSet",
    "IndicatorViewSet",
    "IssueViewSet",
    "SourceViewSet",
    "StatusTypeViewSet",
]


class ReferenceViewSet(LedgerViewSet):
    """Reference data, named by slugs."""

    lookup_url_kwarg = "slug"


class ActorViewSet(ReferenceViewSet):
    """States, organizations, bodies, de facto authorities and persons."""

    kind = RecordKind.ACTOR
    filterset_class = ActorFilters

    def answer(self) -> Any:
        """Return the serializer that describes the present action's answer."""
        return ActorDetail if self.action == "retrieve" else super().answer()

    def described(self, revision: Revision) -> Entry:
        """Return the actor with its statuses told apart, and where else it is named."""
        slug = revision.document["slug"]
        entry = super().described(revision)
        return {**entry, "statuses": self.statuses(slug), "named_in": self.named_in(slug)}

    def statuses(self, slug: str) -> dict[str, list[Entry]]:
        """Return the actor's statuses: held, expected, and competing or rejected claims."""
        standing = self.asked.of(Revision.objects.all()).standing()
        rows = standing.of_kind(RecordKind.STATUS).filter(actor=slug).only(*SHOWN).order_by("id")
        told: dict[str, list[Entry]] = {"held": [], "expected": [], "other": []}
        for entry in fact_entries(rows, among=standing):
            told[_group(entry)].append(entry)
        return told

    def named_in(self, slug: str) -> dict[str, Any]:
        """Return how many other facts name the actor, and where to find them."""
        standing = self.asked.of(Revision.objects.of_kind(*FACT_KINDS)).standing()
        rows = standing.naming_actor([slug]).exclude(actor=slug, kind=RecordKind.STATUS)
        counts = Counter(dict(rows.order_by().values_list("kind").annotate(Count("id"))))
        return {
            TABLE_OF_KIND[kind].name: {"count": counts[kind], "url": self._url(kind, slug)}
            for kind in FACT_KINDS
        }

    def _url(self, kind: RecordKind, slug: str) -> str:
        key = "organization" if kind == RecordKind.STATUS else "actor"
        query = {key: slug}
        if moment := self.asked.echo()["known_at"]:
            query["known_at"] = moment
        return reverse(f"{kind}-list", request=self.request, query=query)


def _group(status: Entry) -> str:
    if status["rank"] != Rank.ACCEPTED:
        return "other"
    return "expected" if status["certainty"] == Certainty.EXPECTED else "held"


class SourceViewSet(ReferenceViewSet):
    """Documents that the facts rest on."""

    kind = RecordKind.SOURCE
    filterset_class = SourceFilters


class StatusTypeViewSet(ReferenceViewSet):
    """The statuses that an actor can hold."""

    kind = RecordKind.STATUS_TYPE
    filterset_class = StatusTypeFilters


class IssueViewSet(ReferenceViewSet):
    """Questions on which actors take positions."""

    kind = RecordKind.ISSUE
    filterset_class = IssueFilters


class IndicatorViewSet(ReferenceViewSet):
    """What figures measure."""

    kind = RecordKind.INDICATOR
    filterset_class = IndicatorFilters
