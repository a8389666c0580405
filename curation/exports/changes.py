"""Changes: what each revision did to its record, as whoever follows the ledger gets it.

A change never changes. It therefore says since when the registry has said so, not until when:
that is what a later change of the same record tells.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from ..ledger import difference
from ..models import Revision
from ..models.revision_queryset import RevisionQuerySet

__all__ = ["change_texts", "following_change_texts", "moment_text"]

# Line ends to some readers of lines, but plain letters inside the strings of JSON.
LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}

CHUNK = 500

COLUMNS = (
    "id", "record", "kind", "slug", "number", "action", "basis", "recorded", "summary",
    "submitted_by", "submitted_at", "approved_by", "fact_version", "schema_version", "digest",
    "previous_digest",
)  # fmt: skip


def change_texts(revisions: RevisionQuerySet, *, with_patch: bool = False) -> list[str]:
    """Return each revision of a page as one line of JSON, by one question to the database.

    The document is the text that the database holds, handed on as it is. ``with_patch`` adds the
    difference to what the record's document was before.
    """
    return [_text(row, with_patch) for row in _rows(revisions, with_patch)]


def following_change_texts(
    revisions: RevisionQuerySet, *, after: int, with_patch: bool = False
) -> Iterator[str]:
    """Return all revisions after the one with the id ``after`` likewise, lazily.

    They are read in flat memory, page by page: what is in the ledger stays, so that no
    transaction has to be kept open over the whole walk.
    """
    rows = _rows(revisions.order_by("id"), with_patch)
    while page := list(rows.after(after)[:CHUNK]):
        yield from (_text(row, with_patch) for row in page)
        after = page[-1].id


def _rows(revisions: RevisionQuerySet, with_patch: bool) -> RevisionQuerySet:
    rows = revisions.only(*COLUMNS).with_text()
    return rows.with_former_text() if with_patch else rows


def moment_text(moment: dt.datetime) -> str:
    """Return a moment as ISO 8601 in UTC, to the microsecond."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _text(row: Revision, with_patch: bool) -> str:
    opened = _json(_told(row))[:-1]
    text = f'{opened}, "document": {row.text}'
    if with_patch:
        former = row.former_text and json.loads(row.former_text)
        text += f', "patch": {_json(difference(former, json.loads(row.text)))}'
    for letter, escaped in LINE_ENDS.items():
        text = text.replace(letter, escaped)
    return text + "}"


def _told(row: Revision) -> dict[str, Any]:
    return {
        "id": row.id,
        "record": str(row.record),
        "kind": row.kind,
        "slug": row.slug,
        "number": row.number,
        "action": row.action,
        "basis": row.basis,
        "recorded_from": moment_text(row.recorded.lower),
        "summary": row.summary,
        "submitted_by": row.submitted_by,
        "submitted_at": moment_text(row.submitted_at),
        "approved_by": row.approved_by,
        "fact_version": row.fact_version,
        "schema_version": row.schema_version,
        "digest": row.digest,
        "previous_digest": row.previous_digest,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
