"""Which rows of reference data go by a name: the search of the public pages, on working rows."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, Model, Q, QuerySet, When
from django.http import HttpRequest

from ..models import Actor, ActorName, StatusType
from ..naming import Nearness, folded, nearness

__all__ = ["FindsByActor", "FindsByName", "rows_called"]

# Which columns of a table are names, and which are as good as one.
NAMES = {StatusType: ("name", "name_ru", "name_zh")}
CODES = {
    Actor: ("iso_alpha2", "iso_alpha3", "iso_numeric", "cow_number", "gw_number", "wikidata"),
}
MOST = 20_000
# The facts of so many actors are found by what the actors are called.
NAMED_SO = 10
FAR = len(Nearness)


def rows_called(model: type[Model], term: str) -> dict[Any, Nearness]:
    """Return the keys of the rows that go by ``term``, each with how near it is, nearest first."""
    asked = folded(term.strip("\"“”«»'"))
    names, codes = NAMES.get(model, ("name",)), ("slug", *CODES.get(model, ()))
    more = defaultdict(list)
    if model is Actor:
        for actor, name in ActorName.objects.values_list("actor_id", "name")[:MOST]:
            more[actor].append(name)
    found = {}
    for row in model._base_manager.values("pk", *names, *codes)[:MOST]:
        called = [*filter(None, (row[each] for each in names)), *more[row["pk"]]]
        exact = {str(row[code]).casefold() for code in codes if row[code] not in (None, "")}
        near = Nearness.SAME if asked in exact else nearness(asked, map(folded, called))
        if near is not None:
            found[row["pk"]] = near
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


class FindsByName:
    """A model admin of reference data that finds rows by any name and code, the nearest first."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Add what goes by the words to what has them."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, duplicates
        near = rows_called(self.model._meta.concrete_model, search_term)
        either = queryset.filter(Q(pk__in=list(near)) | Q(pk__in=found.order_by().values("pk")))
        nearest = [When(pk=key, then=distance) for key, distance in near.items()]
        by_nearness = Case(*nearest, default=FAR) if nearest else None
        if by_nearness is not None and "o" not in request.GET:
            either = either.annotate(nearness=by_nearness).order_by("nearness", *self.ordering)
        return either, duplicates


class FindsByActor:
    """A model admin of facts that finds them by what their actors are called, in any language."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Add facts whose label names an actor that goes by the words; accepted ones come first."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, duplicates
        near = list(rows_called(Actor, search_term))[:NAMED_SO]
        names = Actor.objects.filter(pk__in=near).values_list("name", flat=True)
        labels = Q.create([("label__icontains", name) for name in names], connector=Q.OR)
        if names:
            found = queryset.filter(labels | Q(pk__in=found.order_by().values("pk")))
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            found = found.order_by("rank", "label", "pk")
        return found, duplicates
