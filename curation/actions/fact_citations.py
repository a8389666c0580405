"""Cite: rest a fact on a passage of a source."""

from typing import Any

from django.db import transaction

from ..errors import EvidenceError
from ..models import Citation, Fact, Source
from ..quotation import QuotationNotFound
from .refusals import refusals_explained

__all__ = ["cite"]


@transaction.atomic
def cite(
    fact: Fact, source: Source, quote: str = "", *, nth: int | None = None, **details: Any
) -> Citation:
    """Rest ``fact`` on the passage ``quote`` of ``source``, and return the citation.

    ``nth`` (from 1) or ``start`` choose among several occurrences of the words.

    Raises:
        EvidenceError: the words do not stand in the text held, or more often than was said.
    """
    citation = Citation(
        fact_id=fact.pk, source=source, quote=quote, position=fact.citations.count(), **details
    )
    try:
        citation.anchor(nth=nth)
    except QuotationNotFound as error:
        raise EvidenceError(str(error), rule="quotation_stands_in_its_source") from error
    with refusals_explained():
        citation.save()
    return citation
