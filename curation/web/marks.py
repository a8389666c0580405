"""Marks of statuses: each has one colour and one shape, wherever it is shown.

The colours are in `static/web/site.css` (``.s-…``), the shapes in `templates/web/parts/mark.html`.
A status that an editor adds is marked as any other until it is given a mark here.
"""

__all__ = ["MARKS", "OTHER", "mark_of"]

MARKS = (
    "full-member", "sco-partner", "observer", "dialogue-partner", "guest-attendance",
    "acceding-member", "inactive",
)  # fmt: skip
OTHER = "other"


def mark_of(status: str) -> str:
    """Return the name of a status's mark."""
    return status if status in MARKS else OTHER
