"""Terms of the vocabularies that have a page by their slug: status types and indicators."""

from .page import IndicatorView, StatusTypeView

__all__ = ["IndicatorView", "StatusTypeView"]
