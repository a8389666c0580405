"""The digest of a revision: SHA-256 of its RFC 8785 (JSON Canonicalization Scheme) form.

Anyone can recompute it from the public record. It covers everything that a revision says, and
the digest before it; only the id (its place in the chain) and the end of ``recorded`` (which a
successor sets) are left out.
"""

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from ..models import Revision

__all__ = ["digest_of"]


def digest_of(revision: "Revision") -> str:
    """Return the digest in lower-case hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(_canonical(revision))).hexdigest()


def _canonical(revision: "Revision") -> dict[str, Any]:
    return {
        "action": revision.action,
        "approved_by": revision.approved_by,
        "basis": revision.basis,
        "definite": _days(revision.definite),
        "document": revision.document,
        "fact_version": revision.fact_version,
        "kind": revision.kind,
        "number": revision.number,
        "possible": _days(revision.possible),
        "previous_digest": revision.previous_digest,
        "record": str(revision.record),
        "recorded_from": _moment(revision.recorded.lower),
        "schema_version": revision.schema_version,
        "submitted_at": _moment(revision.submitted_at),
        "submitted_by": revision.submitted_by,
        "summary": revision.summary,
    }


def _days(extent: Any) -> list[str | None] | None:
    if extent is None or extent.isempty:
        return None
    return [bound and bound.isoformat() for bound in (extent.lower, extent.upper)]


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
