"""Verify the ledger as a chain: every digest, every link, every closed range, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import connection

from ..models import Revision
from .digest import digest_of
from .flaw import Flaw, Progress, unseen

__all__ = ["verify"]

CHUNK = 500
STEP = "Verifying the chain"
COVERED = (
    "id", "record", "kind", "number", "action", "basis", "document", "schema_version", "definite",
    "possible", "recorded", "fact_version", "summary", "submitted_by", "submitted_at",
    "approved_by", "digest", "previous_digest",
)  # fmt: skip

# Asked of narrow columns, so that the documents are neither sorted nor read for it.
OUT_OF_ORDER = """
    SELECT id, number, former_number
    FROM (
        SELECT id, number, recorded,
            lag(number, 1, 0) OVER of_record AS former_number,
            lead(lower(recorded)) OVER of_record AS successor
        FROM curation_revision WINDOW of_record AS (PARTITION BY record ORDER BY id)
    ) AS revision
    WHERE number <> former_number + 1 OR upper(recorded) IS DISTINCT FROM successor
    ORDER BY id LIMIT 1
"""
EMPTY = Flaw(
    None,
    "The ledger is empty: nothing was ever published, or all of it was deleted",
    "A new registry is filled by `manage.py seed`; a ledger that was lost comes from a backup.",
)
ADVICE = "Compare it with a backup or a release."


@dataclass(frozen=True)
class Link:
    """The end of the chain so far."""

    id: int = 0
    digest: str = ""
    moment: object = None


def verify(
    expected: Mapping[int, str] | None = None, *, progress: Progress = unseen
) -> tuple[int, Flaw | None]:
    """Return how many revisions verified, and the first flaw if there is one.

    ``expected`` are digests that somebody kept, by the id of their revision. An empty ledger is
    a flaw: it cannot be told from one that was emptied.
    """
    expected = dict(expected or {})
    total = Revision.objects.count()
    head = Link()
    for number, flaw in enumerate(_checked(expected), start=1):
        if isinstance(flaw, Flaw):
            return number - 1, flaw
        head = flaw
        if number % CHUNK == 0:
            progress(STEP, number, total)
    progress(STEP, total, total)
    return head.id, _ending(head, expected)


def _ending(head: Link, expected: Mapping[int, str]) -> Flaw | None:
    cut = min((each for each in expected if not 0 < each <= head.id), default=None)
    if cut is not None:
        return Flaw(
            cut,
            f"it is expected, and the ledger ends at revision {head.id}",
            "The end of the ledger was cut off. Bring it back from a backup.",
        )
    return EMPTY if head.id == 0 else None


def _checked(expected: Mapping[int, str]) -> Iterator[Flaw | Link]:
    """Yield the chain as it grows, link by link, or the first flaw."""
    out_of_order = _first_out_of_order()
    link = Link()
    revisions = Revision.objects.order_by("id").only(*COVERED)
    for revision in revisions.iterator(chunk_size=CHUNK):
        message = _message(revision, link, expected)
        if not message and out_of_order and out_of_order.revision <= revision.id:
            yield out_of_order
            return
        if message:
            yield Flaw(revision.id, message, ADVICE)
            return
        link = Link(revision.id, revision.digest, revision.recorded.lower)
        yield link


def _message(revision: Revision, link: Link, expected: Mapping[int, str]) -> str:
    """Return what is wrong with the next revision of the chain; blank if nothing is."""
    if revision.id != link.id + 1:
        return f"revision {link.id + 1} is missing before it"
    if revision.previous_digest != link.digest:
        return "it does not continue the digest before it"
    if revision.digest != digest_of(revision):
        return "its content does not match its digest"
    if expected.get(revision.id, revision.digest) != revision.digest:
        return (
            f"its digest is {revision.digest}, and {expected[revision.id]} is expected: it, or a "
            "revision before it, was rewritten together with all digests that follow"
        )
    if link.moment is not None and revision.recorded.lower <= link.moment:
        return "it was recorded before its predecessor"
    return ""


def _first_out_of_order() -> Flaw | None:
    """Return the first revision whose number or recorded range does not fit its record's others."""
    with connection.cursor() as cursor:
        cursor.execute(OUT_OF_ORDER)
        found = cursor.fetchone()
    if found is None:
        return None
    revision, number, former = found
    if number != former + 1:
        message = f"it is number {number} of its record after {former}"
    else:
        message = "its recorded range does not end where the next revision of the record begins"
    return Flaw(revision, message, ADVICE)
