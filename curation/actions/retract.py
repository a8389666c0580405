"""Retract a published fact; the retraction is public, and so is its reason."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..errors import NotAllowed, WrongState
from ..models import Fact, Revision
from ..vocabulary import Action, PublicationBasis, State, Verdict
from .append import Entry, append, take_ledger
from .deciding import keep_decision
from .people import identity, is_identity_of, require
from .workflow import expect_state, locked, moment, move

__all__ = ["retract"]


@transaction.atomic
def retract(
    fact: Fact, *, by: AbstractBaseUser, reason: str, now: dt.datetime | None = None
) -> Revision:
    """Retract what is published of ``fact``, with a public ``reason``; return the tombstone.

    Two people stand behind a retraction too: whoever submitted the fact does not retract it.

    Raises:
        NotAllowed: ``by`` may not review, or submitted what is to be retracted.
        WrongState: nothing of the fact is public, or it is under review.
        RuleBroken: the reason is missing.
    """
    require(by, "curation.review_fact", "retract facts")
    take_ledger()
    subject = locked(fact)
    expect_state(subject, State.PUBLISHED, State.DRAFT, State.RETURNED, deed="retracted")
    former = Revision.objects.current().standing().filter(record=subject.pk).first()
    if former is None:
        raise WrongState(f"“{subject.label}” is not public; there is nothing to retract.")
    if is_identity_of(former.submitted_by, by):
        raise NotAllowed(
            f"You submitted “{subject.label}” yourself. Someone else has to retract it.",
            rule="approver_differs_from_submitter",
        )
    revision = append(_tombstone(former, by, reason.strip(), moment(now)), now=now)
    move(subject, State.RETRACTED, reason=reason)
    keep_decision(subject, Verdict.RETRACTED, by=by, comment=reason, revision=revision, now=now)
    fact.refresh_from_db()
    return revision


def _tombstone(former: Revision, by: AbstractBaseUser, reason: str, at: dt.datetime) -> Entry:
    return Entry(
        record=former.record,
        kind=former.kind,
        action=Action.RETRACT,
        basis=PublicationBasis.REVIEW,
        document=former.document,
        definite=former.definite,
        possible=former.possible,
        fact_version=former.fact_version,
        summary=reason,
        submitted_by=former.submitted_by,
        submitted_at=former.submitted_at,
        approved_by=identity(by),
        schema_version=former.schema_version,
    )
