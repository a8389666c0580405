"""Retract a published fact; the retraction is public, and so is its reason."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..errors import ChangedSince, NotAllowed, WrongState
from ..models import Fact, Revision
from ..vocabulary import Action, PublicationBasis, State, Verdict
from .append import Entry, append, take_ledger
from .deciding import keep_decision
from .people import identity, is_identity_of, require
from .workflow import expect_state, locked_as_shown, moment, move

__all__ = ["retract"]


@transaction.atomic
def retract(
    fact: Fact,
    *,
    by: AbstractBaseUser,
    reason: str,
    version: int | None = None,
    revision: int | None = None,
    now: dt.datetime | None = None,
) -> Revision:
    """Retract what is published of ``fact``, with a public ``reason``; return the tombstone.

    What is retracted is the public ``revision`` (its number) that was shown with the ``version`` of
    the working copy; by default the current one. Two people stand behind a retraction too: whoever
    submitted the fact does not retract it.

    Raises:
        NotAllowed: ``by`` may not review, or submitted what is to be retracted.
        ChangedSince: another version, or another revision, was shown.
        WrongState: nothing of the fact is public, or it is under review.
        RuleBroken: the reason is missing.
    """
    require(by, "curation.review_fact", "retract facts")
    take_ledger()
    subject = locked_as_shown(fact, version)
    expect_state(subject, State.PUBLISHED, State.DRAFT, State.RETURNED, deed="retracted")
    former = Revision.objects.current().standing().filter(record=subject.pk).first()
    if former is None:
        raise WrongState(f"“{subject.label}” is not public; there is nothing to retract.")
    if revision not in (None, former.number):
        raise ChangedSince(
            f"You were shown revision {revision} of “{subject.label}”; revision {former.number} "
            "is public now. Read it before you retract it."
        )
    if is_identity_of(former.submitted_by, by):
        raise NotAllowed(
            f"You submitted “{subject.label}” yourself. Someone else has to retract it.",
            rule="approver_differs_from_submitter",
        )
    tombstone = append(_tombstone(former, by, reason.strip(), moment(now)), now=now)
    keep_decision(subject, Verdict.RETRACTED, by=by, comment=reason, revision=tombstone, now=now)
    move(subject, State.RETRACTED, reason=reason)
    fact.refresh_from_db()
    return tombstone


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
