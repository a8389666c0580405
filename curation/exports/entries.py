"""Entries: what the ledger says of a record, as every reader gets it.

The document is handed on as it was published; beside it stands what was published when, and for
facts, which other standing facts dispute it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ..models import PublishedCitation, Revision
from ..models.revision import RevisionQuerySet
from ..vocabulary import FACT_KINDS

__all__ = ["Entry", "citation_entries", "fact_entries", "record_entries"]

Entry = dict[str, Any]

BATCH = 500


def record_entries(revisions: Iterable[Revision]) -> Iterator[Entry]:
    """Return the entry of each revision, lazily."""
    return ({**revision.document, "revision": _provenance(revision)} for revision in revisions)


def fact_entries(revisions: Iterable[Revision], *, among: RevisionQuerySet) -> Iterator[Entry]:
    """Return the entry of each fact, with the facts ``among`` others that dispute it.

    One question to the database for each batch, however large the batch is.
    """
    revisions = iter(revisions)
    while batch := list(islice(revisions, BATCH)):
        disputes = _disputes(batch, among)
        for revision, entry in zip(batch, record_entries(batch), strict=True):
            yield {**entry, "disputed_by": disputes[revision.document["id"]]}


def _disputes(batch: list[Revision], among: RevisionQuerySet) -> dict[str, list[Entry]]:
    ids = [revision.document["id"] for revision in batch]
    found: dict[str, list[Entry]] = defaultdict(list)
    rows = among.of_kind(*FACT_KINDS).disputing(ids).order_by("id")
    for document in rows.values_list("document", flat=True):
        reference = {key: document[key] for key in ("id", "kind", "label")}
        for disputed in document["disputes"]:
            found[disputed["id"]].append(reference)
    return found


def citation_entries(citations: Iterable[PublishedCitation]) -> Iterator[Entry]:
    """Return the entry of each citation, with the fact that rests on it, lazily."""
    for row in citations:
        fact = {"id": str(row.record), "kind": row.kind, "label": row.label}
        citation = dict(row.citation)
        yield {
            "id": citation.pop("id"),
            "fact": fact,
            **citation,
            "revision": _provenance(row.revision),
        }


def _provenance(revision: Revision) -> Entry:
    return {
        "id": revision.id,
        "kind": revision.kind,
        "number": revision.number,
        "action": revision.action,
        "basis": revision.basis,
        "recorded": {
            "from": _moment(revision.recorded.lower),
            "until": _moment(revision.recorded.upper),
        },
        "submitted_by": revision.submitted_by,
        "submitted_at": _moment(revision.submitted_at),
        "approved_by": revision.approved_by,
        "summary": revision.summary,
        "fact_version": revision.fact_version,
        "schema_version": revision.schema_version,
        "digest": revision.digest,
        "previous_digest": revision.previous_digest,
    }


def _moment(moment: dt.datetime | None) -> str | None:
    return moment and moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
