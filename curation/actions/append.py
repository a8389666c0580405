"""Append a revision to the ledger."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from ..documents import SCHEMA_VERSION
from ..ledger import digest_of
from ..models import LEDGER_LOCK, Revision
from ..vocabulary import Action, PublicationBasis
from .refusals import refusals_explained

__all__ = ["Entry", "append", "take_ledger"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is to be recorded; the ledger adds number, moment and digests."""

    record: Any
    kind: str
    action: Action
    basis: PublicationBasis
    document: dict[str, Any]
    submitted_by: str
    submitted_at: dt.datetime
    approved_by: str
    definite: DateRange | None = None
    possible: DateRange | None = None
    fact_version: int | None = None
    summary: str = ""
    schema_version: int = SCHEMA_VERSION


def take_ledger() -> None:
    """Wait until this transaction alone may append to the ledger; it holds on until its end.

    Actions take the ledger before they read what they are about to publish, so that no other
    publication slips in between.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])


@transaction.atomic
def append(entry: Entry, *, now: dt.datetime | None = None) -> Revision:
    """Append ``entry`` as the next link of the chain and return its revision.

    A moment that is not later than the ledger's head is moved to just after it: recorded time
    never runs backwards, even when a clock does.

    Raises:
        RuleBroken: a constraint of the ledger refuses the revision.
    """
    take_ledger()
    head = Revision.objects.order_by("-id").only("digest", "recorded").first()
    former = Revision.objects.current().filter(record=entry.record).only("number").first()
    recorded_from = now or timezone.now()
    if head and recorded_from <= head.recorded.lower:
        recorded_from = head.recorded.lower + dt.timedelta(microseconds=1)
    revision = Revision(
        **vars(entry),
        number=former.number + 1 if former else 1,
        recorded=DateTimeTZRange(recorded_from, None),
        previous_digest=head.digest if head else "",
    )
    revision.digest = digest_of(revision)
    with refusals_explained(), transaction.atomic():
        revision.save(force_insert=True)
    return revision
