"""The passages that facts rest on."""

from collections.abc import Iterable, Iterator

from ...exports import CITATIONS, Entry, citation_entries
from ...models import PublishedCitation
from ..answers import CitationEntry
from ..filters import CitationFilters
from .base import ListView

__all__ = ["CitationViewSet"]


class CitationViewSet(ListView):
    """Verbatim passages, where they stand in their sources, and the facts that rest on them."""

    queryset = PublishedCitation.objects.select_related("revision").defer("revision__document")
    serializer_class = CitationEntry
    filterset_class = CitationFilters
    table = CITATIONS

    def entries(self, rows: Iterable[PublishedCitation]) -> Iterator[Entry]:
        """Return the entries of citations."""
        return citation_entries(rows)
