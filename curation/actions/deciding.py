"""Keep a review decision on record."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..models import Fact, ReviewDecision, Revision
from ..vocabulary import Verdict
from .origin import device_of_the_change
from .people import identity
from .refusals import refusals_explained
from .workflow import moment

__all__ = ["keep_decision"]


def keep_decision(
    fact: Fact,
    verdict: Verdict,
    *,
    by: AbstractBaseUser,
    comment: str,
    revision: Revision | None = None,
    now: dt.datetime | None = None,
) -> ReviewDecision:
    """Record what ``by`` decided about the fact's present version, and the ``revision`` it made.

    A retraction is about the version that was public, whatever was written since.

    Raises:
        RuleBroken: a return or retraction gives no reason.
    """
    with refusals_explained(), transaction.atomic():
        return ReviewDecision.objects.create(
            fact_id=fact.pk,
            fact_version=revision.fact_version if revision else fact.version,
            verdict=verdict,
            by=by,
            by_name=identity(by),
            at=moment(now),
            comment=comment.strip(),
            device=device_of_the_change(),
            revision=revision,
        )
