"""Parameters of what changed."""

from collections.abc import Iterator

from ...asking import Flaw
from ...asking.parameters import Choice, Codes, Ids, WholeNumber
from ...asking.where import Stored
from ...models import Revision
from ...models.revision_queryset import RevisionQuerySet
from ...vocabulary import RecordKind
from .base import FormatOnly, KnownAt
from .collections import LARGEST_PAGE, PAGE_SIZE

__all__ = ["ChangeFilters", "RevisionParameters"]

LARGEST_ID = 2**63 - 1
WHICH = {"kind", "record"}


class RevisionParameters(FormatOnly):
    """What can be asked of one revision."""

    extras = Choice(
        ("patch",),
        "What to add to each change: with `patch`, the difference to the document that the record "
        "had before, as a JSON Patch (RFC 6902).",
    )
    written = {"extras": "with"}  # Python keeps `with` for itself.

    @property
    def with_patch(self) -> bool:
        """Whether the difference is wanted."""
        return self.value("with") is not None


class ChangeFilters(KnownAt, RevisionParameters):
    """Where to go on in the ledger, and which changes are wanted."""

    after = WholeNumber(
        "Only what happened after the revision with this id, oldest first; `0` is the beginning "
        "of the ledger, and the default (not of the Atom feed, which begins with the newest).",
        least=0,
        most=LARGEST_ID,
    )
    before = WholeNumber(
        "In the Atom feed only: what happened before the revision with this id, newest first.",
        least=1,
        most=LARGEST_ID,
    )
    kind = Codes(RecordKind, "Kind of record.", Stored("kind"))
    record = Ids("The record that was changed.", Stored("record"))
    page_size = WholeNumber(
        f"Changes on a page, {PAGE_SIZE} by default. NDJSON has no pages.",
        least=1,
        most=LARGEST_PAGE,
    )

    def size(self) -> int:
        """Return how many changes fit on a page."""
        return self.value("page_size") or PAGE_SIZE

    def wanted(self) -> RevisionQuerySet:
        """Return the part of the ledger that passes the filters."""
        rows = Revision.objects.all()
        for name in WHICH & self.given.keys():
            rows = self.parameters[name].narrowed(rows, self.given[name])
        return rows

    def _contradictions(self) -> Iterator[Flaw]:
        if {"after", "before"} <= set(self.query):
            detail = "“before” reads the ledger backwards, “after” forwards: give only one of them."
            yield Flaw("before", detail)
