"""Check a fact's evidence as it stands."""

from ..errors import EvidenceError
from ..models import Fact
from ..quotation import QuotationNotFound, locate

__all__ = ["verify_evidence"]


def verify_evidence(fact: Fact) -> None:
    """Check that the fact has a citation and that every quotation stands in its source.

    Raises:
        EvidenceError: naming the citation that does not hold, and the nearest passage.
    """
    citations = list(fact.citations.select_related("source"))
    if not citations:
        raise EvidenceError(
            f"“{fact.label}” rests on no citation. Add the passage that supports it first.",
            rule="published_fact_has_a_citation",
        )
    for citation in citations:
        if not citation.source.held_text:
            continue
        try:
            locate(citation.source.held_text, citation.quote, start=citation.start)
        except QuotationNotFound as error:
            raise EvidenceError(
                f"“{fact.label}”: a citation of {citation.source.slug} does not hold. {error}",
                rule="quotation_stands_in_its_source",
            ) from error
