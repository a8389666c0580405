"""Parameters of what changed."""

from typing import Any

from ...vocabulary import RecordKind
from ..errors import Flaw
from ..parameters import Codes, Ids, Number, column
from .base import FormatOnly, KnownAt

__all__ = ["ChangeFilters", "RevisionParameters"]

LARGEST_ID = 2**63 - 1
PAGE_SIZE, LARGEST_PAGE = 100, 1000


class RevisionParameters(FormatOnly):
    """What can be asked of one revision."""

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """Add ``with``, which Python keeps for itself."""
        extras = Codes(
            ("patch",),
            "What to add to each change: with `patch`, the difference to the document that the "
            "record had before, as a JSON Patch (RFC 6902).",
            lambda queryset, _: queryset,
        )
        extras.many = False
        return {**super().get_filters(), "with": extras}

    @property
    def with_patch(self) -> bool:
        """Whether the difference is wanted."""
        return self.value("with") is not None


class ChangeFilters(KnownAt, RevisionParameters):
    """Where to go on in the ledger, and which changes are wanted."""

    after = Number(
        "Only what happened after the revision with this id, oldest first; `0` is the beginning "
        "of the ledger, and the default (not of the Atom feed, which begins with the newest).",
        least=0,
        most=LARGEST_ID,
    )
    before = Number(
        "In the Atom feed only: what happened before the revision with this id, newest first.",
        least=1,
        most=LARGEST_ID,
    )
    kind = Codes(RecordKind, "Kind of record.", column("kind"))
    record = Ids("The record that was changed.", column("record"))
    page_size = Number(
        f"Changes on a page, {PAGE_SIZE} by default. NDJSON has no pages.",
        least=1,
        most=LARGEST_PAGE,
    )

    def size(self) -> int:
        """Return how many changes fit on a page."""
        return self.value("page_size") or PAGE_SIZE

    def _contradictions(self) -> list[Flaw]:
        if {"after", "before"} <= set(self.data):
            detail = "“before” goes back in the ledger, “after” on: give one of them."
            return [*super()._contradictions(), Flaw("before", detail)]
        return super()._contradictions()
