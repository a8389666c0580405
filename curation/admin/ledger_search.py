"""Search and filters of the ledger, through the indexes that the ledger has.

Published citations are a view that takes every document apart. Whatever is asked of it is asked
of the revisions first, so that only the documents of those found are taken apart.
"""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import DropdownFilter, TextFilter

from ..models import PublishedCitation, Revision, Source, find
from ..vocabulary import FACT_KINDS, RecordKind
from .searching import words_of

__all__ = [
    "ActorSlugFilter",
    "FactKindFilter",
    "SearchesCitations",
    "SearchesRevisions",
    "SourceSlugFilter",
]

# As the view behind published citations makes their ids.
IDS_PER_REVISION = 10_000
LONGEST_KEY = 18
BEGINNING_OF_A_DIGEST = re.compile(r"[0-9a-f]{6,64}")


class SearchesRevisions:
    """The list of revisions: words of label and summary, a record's UUID, a digest's beginning."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Return the revisions in which every word is found."""
        for word in words_of(search_term):
            called = find(queryset.db, word, [RecordKind.ACTOR])
            ways = [Revision.objects.saying(word), Revision.objects.filter(called.concerned())]
            if record := _uuid(word):
                ways.append(Revision.objects.filter(record=record))
            if BEGINNING_OF_A_DIGEST.fullmatch(word.lower()):
                ways.append(Revision.objects.filter(digest__startswith=word.lower()))
            queryset = queryset.filter(pk__in=_united(ways))
        return queryset, False


class SearchesCitations:
    """The list of published citations: words of quotation, label, and the source's slug."""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> PublishedCitation | None:
        """Return a citation out of the one document that its id points into."""
        if not object_id.isdecimal() or len(object_id) > LONGEST_KEY:
            return None
        rows = self.get_queryset(request).filter(revision=int(object_id) // IDS_PER_REVISION)
        return rows.filter(pk=int(object_id)).first()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Return the citations in which every word is found."""
        for word in words_of(search_term):
            ledger = Revision.objects
            slugs = Source.objects.filter(slug__icontains=word).values_list("slug", flat=True)
            ways = [ledger.saying(word), ledger.quoting(word), ledger.citing(slugs)]
            queryset = queryset.filter(
                Q(citation__quote__icontains=word)
                | Q(label__icontains=word)
                | Q(source__icontains=word),
                revision__in=_united(ways),
            )
        return queryset, False


def _united(ways: list[QuerySet]) -> QuerySet:
    first, *more = [way.order_by().values("pk") for way in ways]
    return first.union(*more) if more else first


def _uuid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None


class SourceSlugFilter(TextFilter):
    """Citations of one source."""

    title = "slug of the source"
    parameter_name = "source"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the citations of the source with this slug."""
        slug = (self.value() or "").strip()
        if not slug:
            return queryset
        return queryset.of_source([slug]).filter(revision__in=Revision.objects.citing([slug]))


class ActorSlugFilter(TextFilter):
    """Revisions that name one actor, in whichever part."""

    title = "slug of an actor"
    parameter_name = "actor"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the revisions whose document names the actor."""
        slug = (self.value() or "").strip()
        return queryset.naming_actor([slug]) if slug else queryset


class FactKindFilter(DropdownFilter):
    """Citations of facts of one kind."""

    title = "kind"
    parameter_name = "kind__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        """Offer the kinds of fact."""
        return ((kind.value, kind.label) for kind in FACT_KINDS)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the citations of facts of the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset
