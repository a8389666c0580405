"""Issues: the index of them all, and the page of each.

`page` reads the ledger: `matrix` lays the positions out by who holds them and how they stand,
`timeline` by when.
"""

from .index import IssuesView
from .page import IssueView

__all__ = ["IssueView", "IssuesView"]
