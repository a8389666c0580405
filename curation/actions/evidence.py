"""Check a fact's evidence as it stands."""

from collections.abc import Iterable

from ..errors import EvidenceError
from ..models import Fact, Statement
from ..quotation import QuotationNotFound, locate, nearest

__all__ = ["misquotation", "verify_evidence"]


def misquotation(statement: Statement, quotations: Iterable[str]) -> str:
    """Return why the text of ``statement`` cannot be called a quotation, if it cannot."""
    quoted = [quote for quote in quotations if quote.strip()]
    if statement.is_as_quoted(quoted):
        return ""
    said = f" The nearest words are: “{nearest(quoted[0], statement.text)}”." if quoted else ""
    return (
        "The text is called a quotation, but no quotation cited as evidence has these words."
        f"{said} Copy the words as they are, mark what you leave out with […] and what you add "
        "with [brackets], or choose another form: paraphrase or report."
    )


def verify_evidence(fact: Fact) -> None:
    """Check that the fact has a citation and that every quotation stands in its source.

    Raises:
        EvidenceError: naming the citation that does not hold, and the nearest passage; or a
            statement is called a quotation without being one.
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
    if isinstance(fact, Statement):
        reason = misquotation(fact, [citation.quote for citation in citations])
        if reason:
            raise EvidenceError(
                f"“{fact.label}”: {reason}", rule="quotation_has_the_words_of_its_evidence"
            )
