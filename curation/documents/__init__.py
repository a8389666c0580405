"""What a published record looks like: the documents that the ledger keeps and readers get.

A document is self-contained: what it refers to stands in it as an object with slug and label.
``SCHEMA_VERSION`` rises when the shape changes; the ledger keeps old documents as they were.
"""

from .agreement import references_that_differ
from .attribution import claimants_of, is_self_reported, on_record_as
from .claims import DERIVED, JUDGEMENT, claim_changed, evidence_changed, reduced
from .extents import extents_of, with_extents
from .facts import (
    EventDocument,
    FigureDocument,
    PositionDocument,
    StatementDocument,
    StatusDocument,
)
from .known import how_known, is_second_hand, where_to_read
from .loading import render_many
from .records import (
    ActorDocument,
    IndicatorDocument,
    IssueDocument,
    SourceDocument,
    StatusTypeDocument,
)
from .rendering import (
    ADDED_LATER,
    DOCUMENTS,
    REFERENCE_MODELS,
    SCHEMA_VERSION,
    facts_in,
    references_in,
    relabelled,
    render,
    render_reference,
)

__all__ = [
    "ADDED_LATER",
    "DERIVED",
    "DOCUMENTS",
    "JUDGEMENT",
    "REFERENCE_MODELS",
    "SCHEMA_VERSION",
    "ActorDocument",
    "EventDocument",
    "FigureDocument",
    "IndicatorDocument",
    "IssueDocument",
    "PositionDocument",
    "SourceDocument",
    "StatementDocument",
    "StatusDocument",
    "StatusTypeDocument",
    "claim_changed",
    "claimants_of",
    "evidence_changed",
    "extents_of",
    "facts_in",
    "how_known",
    "is_second_hand",
    "is_self_reported",
    "on_record_as",
    "reduced",
    "references_in",
    "references_that_differ",
    "relabelled",
    "render",
    "render_many",
    "render_reference",
    "where_to_read",
    "with_extents",
]
