"""Return a submitted fact to its submitter."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..models import Fact, ReviewDecision
from ..vocabulary import State, Verdict
from .deciding import keep_decision
from .people import require
from .workflow import expect_state, locked_as_shown, move

__all__ = ["return_for_changes"]


@transaction.atomic
def return_for_changes(
    fact: Fact,
    *,
    by: AbstractBaseUser,
    comment: str,
    version: int | None = None,
    now: dt.datetime | None = None,
) -> ReviewDecision:
    """Return ``fact`` with a ``comment`` that says what to change.

    Raises:
        NotAllowed: ``by`` may not review.
        ChangedSince: the fact is not at the ``version`` that was shown.
        WrongState: the fact is not under review.
        RuleBroken: the comment is missing.
    """
    require(by, "curation.review_fact", "return facts")
    subject = locked_as_shown(fact, version)
    expect_state(subject, State.SUBMITTED, deed="returned")
    decision = keep_decision(subject, Verdict.RETURNED, by=by, comment=comment, now=now)
    move(subject, State.RETURNED, reason=comment)
    fact.refresh_from_db()
    return decision
