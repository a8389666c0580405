"""What somebody may mean who has typed a few letters."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse

from ...asking import called
from ...models.revision_queryset import RevisionQuerySet
from ...naming import Nearness, folded, nearness
from ...vocabulary import FACT_KINDS, RecordKind
from ..addresses import record_page
from ..marks import rank_mark
from ..page import PageView
from ..questions import Visit
from .questions import ForWords

__all__ = ["SuggestionsView"]

ACTORS, SOURCES, RECORDS = 5, 3, 4
# Fewer letters of a Latin or Cyrillic word are in every second label.
FEWEST = 3
# Names are weighed against each other, but not those of half the world.
WEIGHED = 200


class SuggestionsView(PageView):
    """Answers with actors, records and sources whose names have the letters, as JSON.

    Not for programs, which have the API: its form follows the search field.
    """

    questions = ForWords

    def shown(self, visit: Visit, named: dict[str, str]) -> HttpResponse:
        """Return the suggestions."""
        words = visit.asked.words
        return JsonResponse({"q": words, "suggestions": list(_suggestions(visit, words))})


def _suggestions(visit: Visit, words: str) -> Iterator[dict[str, Any]]:
    if not words:
        return
    ledger = visit.ledger.standing()
    yield from _actors(visit, words)
    yield from _called(ledger.of_kind(RecordKind.SOURCE), words, SOURCES)
    if len(words) >= FEWEST:
        rows = ledger.of_kind(*FACT_KINDS).with_title().filter(document__label__icontains=words)
        rows = rows.order_by("rank", "-id").values_list("kind", "record", "title", "rank")
        for kind, record, title, rank in rows[:RECORDS]:
            yield _suggestion(kind, title, rank_mark(rank), record_page(kind, str(record)))


def _actors(visit: Visit, words: str) -> Iterator[dict[str, Any]]:
    """Yield the actors that go by the letters, each with the name that does."""
    near = called(visit.place, words, {RecordKind.ACTOR})[:ACTORS]
    rows = visit.ledger.filter(id__in=[each.revision for each, _ in near]).with_names()
    known = {number: row for number, *row in rows.values_list("id", "kind", "slug", "names")}
    for each, _ in near:
        kind, slug, names = known[each.revision]
        title, beside = names[0], _fitting(names, words)
        address = record_page(kind, "", slug)
        yield _suggestion(kind, title, "" if beside == title else beside, address)


def _called(rows: RevisionQuerySet, words: str, number: int) -> Iterable[dict[str, Any]]:
    """Return what goes by the letters: names that begin with them first, then words that do."""
    columns = rows.called(words).with_names().order_by("id")
    named = columns.values_list("kind", "record", "slug", "names")[:WEIGHED]
    best = sorted(named, key=lambda row: _place(row[3], words))[:number]
    for kind, record, slug, names in best:
        title, beside = names[0], _fitting(names, words)
        address = record_page(kind, str(record), slug)
        yield _suggestion(kind, title, "" if beside == title else beside, address)


def _fitting(names: list[str], words: str) -> str:
    """Return the name that has the letters, rather one that begins with them."""
    return min(names, key=lambda name: _rank(name, words))


def _place(names: list[str], words: str) -> tuple[int, str]:
    return min(_rank(name, words) for name in names), names[0].casefold()


def _rank(name: str, words: str) -> int:
    near = nearness(folded(words), [folded(name)])
    return len(Nearness) if near is None else near


def _suggestion(kind: str, title: str, beside: str, address: str) -> dict[str, Any]:
    return {
        "kind": RecordKind(kind).label,
        "title": title,
        "beside": beside,
        "address": address,
    }
