"""Return a submitted fact to its submitter."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..models import Fact, ReviewDecision
from ..vocabulary import State, Verdict
from .people import identity, require
from .refusals import refusals_explained
from .workflow import expect_state, locked, moment, move

__all__ = ["return_for_changes"]


@transaction.atomic
def return_for_changes(
    fact: Fact, *, by: AbstractBaseUser, comment: str, now: dt.datetime | None = None
) -> ReviewDecision:
    """Return ``fact`` with a ``comment`` that says what to change.

    Raises:
        NotAllowed: ``by`` may not review.
        WrongState: the fact is not under review.
        RuleBroken: the comment is missing.
    """
    require(by, "curation.review_fact", "return facts")
    subject = locked(fact)
    expect_state(subject, State.SUBMITTED, deed="returned")
    with refusals_explained(), transaction.atomic():
        decision = ReviewDecision.objects.create(
            fact_id=subject.pk,
            fact_version=subject.version,
            verdict=Verdict.RETURNED,
            by=by,
            by_name=identity(by),
            at=moment(now),
            comment=comment.strip(),
        )
    move(subject, State.RETURNED)
    fact.refresh_from_db()
    return decision
