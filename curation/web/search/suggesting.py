"""What somebody may mean who has typed a few letters."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse

from ...asking import called
from ...models import Named
from ...vocabulary import FACT_KINDS, RecordKind
from ..addresses import record_page
from ..marks import rank_mark
from ..page import PageView
from ..questions import Visit
from .questions import ForWords

__all__ = ["SuggestionsView"]

ACTORS, OTHERS, SOURCES, RECORDS = 5, 2, 2, 3
TERMS = (RecordKind.STATUS_TYPE, RecordKind.ISSUE, RecordKind.INDICATOR)
# Fewer letters of a Latin or Cyrillic word are in every second label.
FEWEST = 3


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
    near = called(visit.place, words)
    chosen = [
        *near.of_kinds(RecordKind.ACTOR)[:ACTORS],
        *near.of_kinds(*TERMS)[:OTHERS],
        *near.of_kinds(RecordKind.SOURCE)[:SOURCES],
    ]
    yield from _named(visit, chosen)
    if len(words) >= FEWEST:
        rows = ledger.of_kind(*FACT_KINDS).with_title().filter(document__label__icontains=words)
        rows = rows.order_by("rank", "-id").values_list("kind", "record", "title", "rank")
        for kind, record, title, rank in rows[:RECORDS]:
            yield _suggestion(kind, title, rank_mark(rank), record_page(kind, str(record)))


def _named(visit: Visit, found: Iterable[Named]) -> Iterator[dict[str, Any]]:
    """Yield what goes by the letters, each with the name that does."""
    chosen = list(found)
    rows = visit.ledger.filter(id__in=[each.revision for each in chosen]).with_title()
    titles = dict(rows.values_list("id", "title"))
    for each in chosen:
        title = titles[each.revision]
        address = record_page(each.kind, str(each.record), each.slug)
        is_label = each.name in (title, each.slug)
        yield _suggestion(each.kind, title, "" if is_label else each.name, address)


def _suggestion(kind: str, title: str, beside: str, address: str) -> dict[str, Any]:
    return {
        "kind": RecordKind(kind).label,
        "title": title,
        "beside": beside,
        "address": address,
    }
