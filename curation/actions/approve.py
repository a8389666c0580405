"""Approve: publish a fact that someone else submitted."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..documents import render
from ..models import Fact, Revision
from ..vocabulary import Action, PublicationBasis, RecordKind, State, Verdict
from .append import Entry, append, take_ledger
from .authorship import refuse_own_change
from .confirmation import refuse_unread_evidence
from .deciding import keep_decision
from .evidence import verify_evidence
from .obstacles import refuse_what_leads_nowhere
from .people import identity, is_bootstrap, require
from .references import publish_references_of
from .workflow import expect_state, locked_as_shown, move

__all__ = ["approve"]


@transaction.atomic
def approve(
    fact: Fact,
    *,
    by: AbstractBaseUser,
    version: int | None = None,
    comment: str = "",
    now: dt.datetime | None = None,
) -> Revision:
    """Approve the submitted ``fact``: append its next revision to the ledger and return it.

    What is approved is the ``version`` that the reviewer was shown; by default that of the
    ``fact`` given. Its quotations are checked again, and what it refers to is published beside
    it. The bootstrap account publishes the shipped fixtures this way, with that basis declared.

    Raises:
        NotAllowed: ``by`` may not review, submitted the fact, or wrote part of the change.
        ChangedSince: the fact is at another version.
        WrongState: the fact is not under review.
        LeadsNowhere: it refers to a fact that is not public.
        EvidenceError: a quotation does not hold.
        EvidenceNotRead: the claim of a published fact changed, and nobody re-read its evidence.
        RuleBroken: a constraint of the ledger refuses the revision.
    """
    bootstrap = is_bootstrap(by)
    require(by, "curation.review_fact", "approve facts")
    take_ledger()
    subject = locked_as_shown(fact, version)
    expect_state(subject, State.SUBMITTED, deed="approved")
    if not bootstrap:
        refuse_own_change(subject, by)
    verify_evidence(subject)
    subject.renew_extents()
    document = render(RecordKind(subject.kind), subject)
    refuse_unread_evidence(subject, document)
    refuse_what_leads_nowhere(document)
    publish_references_of(document, by=by, now=now)
    revision = append(_entry(subject, document, by, comment, bootstrap), now=now)
    keep_decision(subject, Verdict.APPROVED, by=by, comment=comment, revision=revision, now=now)
    move(subject, State.PUBLISHED, reason=comment)
    fact.refresh_from_db()
    return revision


def _entry(
    subject: Fact, document: dict, by: AbstractBaseUser, comment: str, bootstrap: bool
) -> Entry:
    return Entry(
        record=subject.pk,
        kind=subject.kind,
        action=Action.PUBLISH,
        basis=PublicationBasis.BOOTSTRAP if bootstrap else PublicationBasis.REVIEW,
        document=document,
        definite=subject.definite,
        possible=subject.possible,
        fact_version=subject.version,
        summary=comment,
        submitted_by=identity(subject.submitted_by),
        submitted_at=subject.submitted_at,
        approved_by=identity(by),
    )
