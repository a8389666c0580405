"""Who and what goes by a name: actors and terms of the public record, the nearest first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..models import AsOf, Revision
from ..naming import Nearness, folded, nearness
from ..vocabulary import RecordKind

__all__ = ["CALLED_KINDS", "Called", "called", "names_in"]

CALLED_KINDS = (
    RecordKind.ACTOR,
    RecordKind.STATUS_TYPE,
    RecordKind.ISSUE,
    RecordKind.INDICATOR,
)
# Under which keys a document has names in one language each, and codes that are as good as a name.
NAMES = ("name", "name_ru", "name_zh")
CODES = ("slug", "iso2", "iso3", "iso_numeric", "cow_number", "gw_number", "wikidata")
# So many are compared with what was asked.
MOST = 20_000


@dataclass(frozen=True)
class Called:
    """A record of reference data and all that it goes by, folded."""

    kind: str
    slug: str
    revision: int
    names: tuple[str, ...]
    codes: frozenset[str]

    def nearness(self, asked: str) -> Nearness | None:
        """Return how near it is to what was asked, which is folded."""
        return Nearness.SAME if asked in self.codes else nearness(asked, self.names)


def called(
    place: AsOf, words: str, kinds: Collection[str] = CALLED_KINDS
) -> list[tuple[Called, Nearness]]:
    """Return what goes by ``words`` at a place in the ledger, the nearest first."""
    asked = folded(words.strip("\"“”«»'"))
    found = [
        (each, near)
        for each in _on_record(place)
        if each.kind in kinds and (near := each.nearness(asked)) is not None
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].names[:1]))


def names_in(document: dict[str, Any]) -> list[str]:
    """Return all names in a document of reference data, in the order in which it has them."""
    single = [document.get(key) for key in NAMES]
    return [*filter(None, single), *(each["name"] for each in document.get("names") or ())]


@lru_cache(maxsize=2)
def _on_record(place: AsOf) -> tuple[Called, ...]:
    rows = Revision.objects.as_of(place).standing().of_kind(*CALLED_KINDS).order_by("id")
    columns = rows.values_list("id", "kind", "slug", "document")[:MOST]
    return tuple(
        Called(
            kind=kind,
            slug=slug,
            revision=number,
            names=tuple(dict.fromkeys(map(folded, names_in(document)))),
            codes=frozenset(_codes(document)),
        )
        for number, kind, slug, document in columns
    )


def _codes(document: dict[str, Any]) -> Iterator[str]:
    for key in CODES:
        if (code := document.get(key)) not in (None, ""):
            yield str(code).casefold()
