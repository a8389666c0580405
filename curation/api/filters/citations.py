"""Parameters of the collection of citations."""

from ...asking.parameters import Slugs
from ...asking.where import Within
from ...exports import CITATIONS
from ...models.published_citation import PublishedCitationQuerySet
from ..answers import CitationEntry
from ..ordering import PUBLICATION
from .collections import Collection
from .derived import CITED

__all__ = ["CitationFilters"]


def in_source(path: str) -> Within:
    """Return where sources stand; the index of the revisions' sources narrows it down."""
    return Within(path, narrow=PublishedCitationQuerySet.of_revisions_citing)


class CitationFilters(Collection, table=CITATIONS, entries=[CitationEntry]):
    """Parameters of citations; those of time ask about the fact that rests on the passage."""

    origin = CITED
    orderings = (PUBLICATION,)
    source = Slugs("The source quoted.", in_source("$.source.slug"), example="asia-plus-2024-06-13")
    reported_from = Slugs(
        "The original that the source relies on.",
        in_source("$.reported_from.slug"),
        example="ria-novosti-kabulov-interview-2024-06-11",
    )
