"""What of the public record goes by the words of a question."""

from functools import lru_cache

from ..models import EVENT_TYPE, TERM, AsOf, Called, Named, Revision, find, has_operators
from ..naming import Nearness
from ..vocabulary import RecordKind

__all__ = ["called"]

KINDS = (
    RecordKind.ACTOR,
    RecordKind.SOURCE,
    RecordKind.STATUS_TYPE,
    RecordKind.ISSUE,
    RecordKind.INDICATOR,
    EVENT_TYPE,
    TERM,
)
# Of a question with operators: so many actors.
MOST = 50


def called(place: AsOf, words: str) -> Called:
    """Return what goes by ``words`` at a place in the ledger."""
    return _called(Revision.objects.db, place, words) if place.moment else Called()


@lru_cache(maxsize=1024)
def _called(using: str, place: AsOf, words: str) -> Called:
    found = find(using, words, KINDS, place)
    is_a_name = found.whole and found.whole[0].near <= Nearness.INFLECTED
    if is_a_name or not has_operators(words):
        return found
    return Called(whole := tuple(_with_words(place, words)), (), whole)


def _with_words(place: AsOf, question: str) -> list[Named]:
    """Return the actors whose names answer a question with operators."""
    rows = Revision.objects.as_of(place).standing().of_kind(RecordKind.ACTOR).matching(question)
    columns = ("kind", "slug", "record", "id", "document__name")
    found = rows.order_by("id").values_list(*columns)[:MOST]
    return [Named(*row, Nearness.HAS_WORD) for row in found]
