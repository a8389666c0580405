"""Submit a fact for review, or take the submission back."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..errors import NotAllowed
from ..models import Fact
from ..vocabulary import State
from .confirmation import refuse_unread_evidence
from .evidence import verify_evidence
from .formal_status import refuse_second_formal_status
from .people import identity, require
from .workflow import expect_state, locked, locked_as_shown, moment, move

__all__ = ["submit", "withdraw"]


@transaction.atomic
def submit(fact: Fact, *, by: AbstractBaseUser, now: dt.datetime | None = None) -> Fact:
    """Submit ``fact`` for review by someone else; it cannot be edited until that is done.

    Raises:
        NotAllowed: ``by`` may not edit facts.
        WrongState: the fact is neither a draft nor returned.
        EvidenceError: it rests on no citation, or a quotation does not hold.
        EvidenceNotRead: the claim of a published fact changed, and nobody re-read its evidence.
        RuleBroken: it contradicts a formal status that is published already.
    """
    require(by, f"curation.change_{fact.kind}", "submit this fact")
    subject = locked(fact)
    expect_state(subject, State.DRAFT, State.RETURNED, deed="submitted")
    verify_evidence(subject)
    subject.renew_extents()
    refuse_second_formal_status(subject)
    refuse_unread_evidence(subject)
    move(subject, State.SUBMITTED, submitted_by=by, submitted_at=moment(now))
    fact.refresh_from_db()
    return subject


@transaction.atomic
def withdraw(fact: Fact, *, by: AbstractBaseUser, version: int | None = None) -> Fact:
    """Take a submission back, so that it can be edited again.

    Raises:
        ChangedSince: the fact is not at the ``version`` that was shown.
        WrongState: the fact is not under review.
        NotAllowed: someone else submitted it.
    """
    subject = locked_as_shown(fact, version)
    expect_state(subject, State.SUBMITTED, deed="withdrawn")
    if subject.submitted_by_id != by.pk:
        raise NotAllowed(
            f"{identity(subject.submitted_by)} submitted “{subject.label}”; only the submitter "
            "can withdraw it. Return it for changes instead."
        )
    move(subject, State.DRAFT, submitted_by=None, submitted_at=None)
    fact.refresh_from_db()
    return subject
