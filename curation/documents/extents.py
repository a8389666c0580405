"""The extents of a published fact, computed again from what its document says."""

from typing import Any

from ..dates import Extents
from ..models.fact_extents import claimed_extents
from ..vocabulary import RecordKind
from .fields import extent_of

__all__ = ["extents_of", "with_extents"]

Document = dict[str, Any]


def extents_of(document: Document) -> Extents:
    """Return the extents that follow from the dates and the evidence in ``document``.

    Raises:
        InvalidPeriod: its dates exclude each other.
    """
    is_status = document["kind"] == RecordKind.STATUS
    return claimed_extents(
        kind=document["kind"],
        when=document["when"],
        attested=document["attested"],
        certainty=document["certainty"],
        reports=[_report(each) for each in document["citations"]],
        dimension=document["status"]["dimension"] if is_status else "",
        start_basis=document["start_basis"] if is_status else "",
    )


def with_extents(document: Document, extents: Extents) -> Document:
    """Return a copy of ``document`` that says ``extents``."""
    told = {"possible": extent_of(extents.possible), "definite": extent_of(extents.definite)}
    return {**document, **told}


def _report(citation: Document) -> tuple[str, str, str]:
    original = citation["reported_from"]
    return (
        citation["source"]["published"],
        (original or {}).get("published", ""),
        citation["support"],
    )
