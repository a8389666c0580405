"""The passages that facts rest on."""

from ...exports import CITATIONS
from ...exports import CitationEntry as CitationText
from ...models import PublishedCitation
from ..answers import CitationEntry
from ..filters import CitationFilters
from .base import ListView

__all__ = ["CitationViewSet"]


class CitationViewSet(ListView):
    """Verbatim passages, where they stand in their sources, and the facts that rest on them."""

    queryset = PublishedCitation.objects.all()
    serializer_class = CitationEntry
    filterset_class = CitationFilters
    table = CITATIONS
    entry = CitationText
    of_citations = True
