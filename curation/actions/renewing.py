"""Renew: bring extents up to date that follow from reference data, or from a rule that changed.

Nobody edits an extent: it follows from the dates of a fact, from the dimension of a status and
from when the sources came out. What is public keeps its bytes; the record gets a new revision.
"""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Prefetch

from ..documents import extents_of
from ..errors import RuleBroken
from ..models import FACT_MODELS, Citation, Revision, StatusType
from ..vocabulary import FACT_KINDS, RecordKind, State
from .append import append, take_ledger
from .references import publish_reference, reissue

__all__ = ["renew_record"]

SUMMARY = "The days on which it can have been so follow from when its sources came out (method 2)"
AT_ONCE = 500
AS_PUBLISHED = """
    UPDATE curation_fact AS fact SET possible = revision.possible, definite = revision.definite
    FROM curation_revision AS revision
    WHERE fact.state = 'published' AND revision.record = fact.id AND upper_inf(revision.recorded)
        AND (fact.possible, fact.definite) IS DISTINCT FROM (revision.possible, revision.definite)
"""


@transaction.atomic
def renew_record(*, by: AbstractBaseUser, now: dt.datetime | None = None) -> int:
    """Bring working copies and the public record up to date; return how many revisions it took.

    Status types that a migration moved to another dimension are published first. Twice changes
    nothing. A record that a rule of the ledger keeps from being renewed stays as it was.
    """
    take_ledger()
    before = Revision.objects.count()
    for each in StatusType.objects.filter(pk__in=Revision.objects.current().values("record")):
        publish_reference(RecordKind.STATUS_TYPE, each, by=by, now=now)
    _renew_drafts()
    for former in _outdated():
        try:
            append(reissue(former, former.document, SUMMARY), now=now)
        except RuleBroken:
            continue  # It overlaps another status now: the audit tells, and an editor decides.
    with connection.cursor() as cursor:
        cursor.execute(AS_PUBLISHED)
    return Revision.objects.count() - before


def _renew_drafts() -> None:
    """Bring the extents of what is not public as it is up to date."""
    for kind, model in FACT_MODELS.items():
        joined = ("status",) if kind == RecordKind.STATUS else ()
        drafts = model.objects.exclude(state__in=[State.PUBLISHED, State.RETRACTED])
        rows = drafts.select_related(*joined).order_by("pk")
        rows = rows.prefetch_related(Prefetch("citations", Citation.objects.reporting()))
        for fact in rows.iterator(AT_ONCE):
            fact.renew_extents(fact.citations.all())


def _outdated() -> list[Revision]:
    """Return the current revisions of which the document comes to other extents by now."""
    rows = Revision.objects.current().standing().of_kind(*FACT_KINDS).order_by("id")
    return [each for each in rows.iterator(AT_ONCE) if _is_outdated(each)]


def _is_outdated(revision: Revision) -> bool:
    extents = extents_of(revision.document)
    return (extents.possible, extents.definite) != (revision.possible, revision.definite)
