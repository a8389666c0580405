"""Parameters of what differs between releases."""

from ...asking.parameters import Codes, WholeNumber
from ...vocabulary import RecordKind
from ..release_answers import CHANGES
from .base import FormatOnly
from .changes import LARGEST_ID
from .collections import LARGEST_PAGE, PAGE_SIZE

__all__ = ["ReleaseDifferenceFilters"]


class ReleaseDifferenceFilters(FormatOnly):
    """Which differences are wanted, and how many at once."""

    change = Codes(CHANGES, "What became of the record.")
    kind = Codes(RecordKind, "Kind of record.")
    after = WholeNumber(
        "Only what revisions after this one say: `next` goes on so.", least=0, most=LARGEST_ID
    )
    page_size = WholeNumber(
        f"Differences on a page, {PAGE_SIZE} by default.", least=1, most=LARGEST_PAGE
    )

    def size(self) -> int:
        """Return how many differences fit on a page."""
        return self.value("page_size") or PAGE_SIZE
