"""Releases for readers: an index of them, and a page of each that can be cited."""

from .index import ReleaseIndexView
from .page import ReleasePageView

__all__ = ["ReleaseIndexView", "ReleasePageView"]
