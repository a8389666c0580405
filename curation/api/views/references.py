"""What facts refer to."""

import json
from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import HttpResponseBase, HttpResponseRedirect
from rest_framework.request import Request
from rest_framework.reverse import reverse

from ...asking.actors import slug_at
from ...exports import TABLE_OF_KIND, FactEntry, moment_text
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
from .base import LedgerViewSet

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

    def retrieve(self, request: Request, **named: Any) -> HttpResponseBase:
        """Return one actor; a code leads to the address with the slug."""
        slug = slug_at(named["slug"], self.place)
        if slug == named["slug"]:
            return super().retrieve(request, **named)
        query = request.META.get("QUERY_STRING", "")
        there = reverse("actor-detail", kwargs={"slug": slug})
        return HttpResponseRedirect(f"{there}{'?' if query else ''}{query}")

    def described(self, text: str, revision: dict[str, Any]) -> str:
        """Return the actor with its statuses told apart, and where else it is named."""
        slug = revision["slug"]
        named_in = json.dumps(self.named_in(slug), ensure_ascii=False)
        return f'{text[:-1]}, "statuses": {self.statuses(slug)}, "named_in": {named_in}}}'

    def statuses(self, slug: str) -> str:
        """Return the actor's statuses: held, expected, and competing or rejected claims."""
        standing = Revision.objects.as_of(self.place).standing()
        rows = standing.of_kind(RecordKind.STATUS).filter(actor=slug).order_by("id")
        entries = self.reading(rows, entry=FactEntry).entries()
        told: dict[str, list[str]] = {"held": [], "expected": [], "other": []}
        for rank, certainty, entry in entries.values_list("rank", "certainty", "entry"):
            told[_group(rank, certainty)].append(entry)
        groups = (f'"{group}": [{", ".join(texts)}]' for group, texts in told.items())
        return f"{{{', '.join(groups)}}}"

    def named_in(self, slug: str) -> dict[str, Any]:
        """Return how many other facts name the actor, and where to find them."""
        standing = Revision.objects.of_kind(*FACT_KINDS).as_of(self.place).standing()
        rows = standing.naming_actor([slug]).exclude(actor=slug, kind=RecordKind.STATUS)
        counts = Counter(dict(rows.order_by().values_list("kind").annotate(Count("id"))))
        return {
            TABLE_OF_KIND[kind].name: {"count": counts[kind], "url": self._url(kind, slug)}
            for kind in FACT_KINDS
        }

    def _url(self, kind: RecordKind, slug: str) -> str:
        key = "organization" if kind == RecordKind.STATUS else "actor"
        query = {key: slug, "known_at": moment_text(self.place.moment)}
        return reverse(f"{kind}-list", request=self.request, query=query)


def _group(rank: str, certainty: str) -> str:
    if rank != Rank.ACCEPTED:
        return "other"
    return "expected" if certainty == Certainty.EXPECTED else "held"


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
