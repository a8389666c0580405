"""Parameters of the collection of citations."""

from ...vocabulary import FACT_KINDS, Support
from ..parameters import Codes, Ids, Slugs, column
from .base import InTime

__all__ = ["CitationFilters"]


class CitationFilters(InTime):
    """Parameters of citations; those of time ask about the fact that rests on the passage."""

    source = Slugs("The source quoted.", lambda rows, slugs: rows.of_source(slugs))
    reported_from = Slugs(
        "The original that the source relies on.", lambda rows, slugs: rows.reported_from(slugs)
    )
    support = Codes(Support, "What the passage does for the fact.", column("support"))
    kind = Codes(FACT_KINDS, "Kind of the fact that rests on it.", column("kind"))
    fact = Ids("The fact that rests on it.", column("record"))
