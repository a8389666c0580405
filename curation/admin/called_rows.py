"""The search of names in lists and pickers of the admin: the same as that of the public pages."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import (
    Case,
    ForeignKey,
    ManyToManyField,
    Model,
    Q,
    QuerySet,
    Value,
    When,
)
from django.http import HttpRequest

from ..models import (
    FACT_MODELS,
    Actor,
    Event,
    Fact,
    Indicator,
    Issue,
    Named,
    Source,
    StatusType,
    find,
)
from ..naming import Nearness
from ..vocabulary import RecordKind

__all__ = ["FindsByName", "FindsByReference"]

KINDS = {
    Actor: RecordKind.ACTOR,
    Source: RecordKind.SOURCE,
    StatusType: RecordKind.STATUS_TYPE,
    Issue: RecordKind.ISSUE,
    Indicator: RecordKind.INDICATOR,
}
FAR = 10_000


def kind_of(model: type[Model]) -> RecordKind | None:
    """Return as what kind of record rows of a model are found by name; None: they are not."""
    return KINDS.get(model._meta.concrete_model)


class FindsByName:
    """A model admin of reference data that finds rows by any name and code, the nearest first."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Add what goes by the words to what has them."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, duplicates
        near = find(queryset.db, search_term, [kind_of(self.model)]).nearest
        keys = [each.record for each in near]
        either = queryset.filter(Q(pk__in=keys) | Q(pk__in=found.order_by().values("pk")))
        if keys and "o" not in request.GET:
            places = Case(*(When(pk=key, then=at) for at, key in enumerate(keys)), default=FAR)
            either = either.alias(place=places).order_by("place", *self.ordering)
        return either, duplicates


class FindsByReference:
    """A model admin of facts that finds them by what their actors and terms go by.

    Each word is looked for in the facts' own columns, and among the names of what they refer to:
    in whichever language, by a code, inflected or mistyped.
    """

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Return facts that have every word, or refer to what goes by all of them."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, duplicates
        called = find(queryset.db, search_term, KINDS.values())
        referring = self._of(called.whole)
        condition = Q(pk__in=_united([found.order_by().values("pk"), *referring]))
        if called.by_word:
            condition |= Q(
                *(
                    Q(pk__in=_united([*self._with_word(word), *self._of(some)]))
                    for word, some in called.by_word
                )
            )
        either = queryset.filter(condition)
        if "o" in request.GET:
            return either, duplicates
        is_named = When(pk__in=_united(referring), then=0) if referring else None
        place = Case(is_named, default=1) if is_named else Value(1)
        return either.alias(place=place).order_by("place", "rank", "label", "pk"), duplicates

    def _with_word(self, word: str) -> list[QuerySet]:
        return [Fact.objects.filter(label__icontains=word).order_by().values("pk")]

    def _of(self, some: Collection[Named]) -> list[QuerySet]:
        """Return, for each column that refers to reference data, the facts that refer to these."""
        nearest = [each for each in some if each.near <= Nearness.INFLECTED] or some
        keys = defaultdict(list)
        for each in nearest:
            keys[each.kind].append(each.record)
        return [
            model.objects.filter(**{f"{path}__in": keys[kind]}).order_by().values("pk")
            for model in _kinds_of_fact(self.model)
            for path, kind in _references(model)
            if keys[kind]
        ]


def _united(ways: list[QuerySet]) -> QuerySet:
    first, *more = ways
    return first.union(*more) if more else first


def _kinds_of_fact(model: type[Model]) -> list[type[Model]]:
    """Return the kind of fact that a list has, or all of them where it has facts of every kind."""
    concrete = model._meta.concrete_model
    return list(FACT_MODELS.values()) if concrete is Fact else [concrete]


def _references(model: type[Model]) -> Iterator[tuple[str, RecordKind]]:
    """Yield the paths from a kind of fact to what has names, and what is there."""
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey | ManyToManyField) and field.related_model in KINDS:
            yield field.name, KINDS[field.related_model]
    if model is Event:
        yield "participants__actor", RecordKind.ACTOR
