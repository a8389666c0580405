"""Verify the ledger: every digest, every link, every closed range."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import Lag, Lead

from ..models import Revision
from .digest import digest_of

__all__ = ["Flaw", "verify"]


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a revision."""

    revision: int
    message: str


def verify() -> tuple[int, Flaw | None]:
    """Return how many revisions verified, and the first flaw if there is one."""
    count = 0
    for count, flaw in enumerate(_checked(), start=1):
        if flaw is not None:
            return count - 1, flaw
    return count, None


def _checked() -> Iterator[Flaw | None]:
    of_record = {"partition_by": F("record"), "order_by": "id"}
    revisions = Revision.objects.order_by("id").annotate(
        next_recorded=Window(Lead("recorded"), **of_record),
        former_number=Window(Lag("number", default=0), **of_record),
    )
    expected_id, digest, moment = 1, "", None
    for revision in revisions.iterator(chunk_size=1000):
        yield _flaw(revision, expected_id, digest, moment)
        expected_id, digest, moment = revision.id + 1, revision.digest, revision.recorded.lower


def _flaw(revision: Revision, expected_id: int, digest: str, moment: object) -> Flaw | None:
    successor = revision.next_recorded
    checks = (
        (revision.id == expected_id, f"revision {expected_id} is missing before it"),
        (revision.previous_digest == digest, "it does not continue the digest before it"),
        (revision.digest == digest_of(revision), "its content does not match its digest"),
        (
            revision.number == revision.former_number + 1,
            f"it is number {revision.number} of its record after {revision.former_number}",
        ),
        (
            moment is None or revision.recorded.lower > moment,
            "it was recorded before its predecessor",
        ),
        (
            revision.recorded.upper == (successor.lower if successor else None),
            "its recorded range does not end where the next revision of the record begins",
        ),
    )
    for sound, message in checks:
        if not sound:
            return Flaw(revision.id, message)
    return None
