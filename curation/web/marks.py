"""Marks of statuses and of ranks: each is the same wherever it is shown.

A status has one colour and one shape; a rank has the words of `Rank.mark`, which the filter
``rank_mark`` and the include `templates/web/parts/rank.html` give to templates.

The colours are in `static/web/site.css` (``.s-…``), the shapes in `templates/web/parts/mark.html`.
A status that an editor adds is marked as any other until it is given a mark here.
"""

from ..vocabulary import Rank

__all__ = ["MARKS", "OTHER", "mark_of", "rank_mark"]

MARKS = (
    "full-member", "sco-partner", "observer", "dialogue-partner", "guest-attendance",
    "acceding-member", "inactive",
)  # fmt: skip
OTHER = "other"


def mark_of(status: str) -> str:
    """Return the name of a status's mark."""
    return status if status in MARKS else OTHER


def rank_mark(rank: str | None) -> str:
    """Return what is said next to a claim of this rank; blank for one that is accepted.

    Reference data have no rank.
    """
    return Rank(rank).mark if rank else ""
