"""What readers can take with them: tables, their codebook, and how to cite them."""

from .codebook import CodebookData, CodebookView
from .page import DataView

__all__ = ["CodebookData", "CodebookView", "DataView"]
