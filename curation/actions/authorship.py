"""Who wrote a change, who may therefore not approve it, and who can confirm a correction.

The database refuses by the same rules (`curation.models.authorship_rules`); here they are asked
beforehand, so that pages can say who wrote what and what to do about it.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..errors import NotAllowed
from ..models import Author, CorrectionConfirmation, Fact, authors_of
from ..vocabulary import State
from .origin import device_of_the_change
from .people import identity, is_identity_of, require
from .refusals import refusals_explained
from .submit import submit
from .workflow import expect_state, locked_as_shown, moment, move

__all__ = ["Authorship", "authorship_of", "confirm_correction", "refuse_own_change"]

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Authorship:
    """Who wrote the present change of a fact, as far as it concerns an account.

    ``confirmations`` are those of this very version, by authors of the change; ``reviewers`` the
    accounts that review.
    """

    fact: Fact
    user: AbstractBaseUser
    authors: tuple[Author, ...]
    confirmations: tuple[CorrectionConfirmation, ...]
    reviewers: frozenset[int]

    @property
    def confirmation(self) -> CorrectionConfirmation | None:
        """Return that of somebody else, which lets the account approve what it wrote in."""
        return next((each for each in self.confirmations if each.by_id != self.user.pk), None)

    @property
    def is_mine(self) -> bool:
        """Tell whether the account wrote any of the change."""
        return any(_is_by(author, self.user) for author in self.authors)

    @property
    def others(self) -> list[Author]:
        """Return those who wrote the rest and have an account."""
        return [each for each in self.authors if each.is_known and not _is_by(each, self.user)]

    @property
    def correctors(self) -> list[Author]:
        """Return those of them who review, and may approve the change once it is confirmed."""
        return [each for each in self.others if each.account in self.reviewers]

    @property
    def is_submitted_by_me(self) -> bool:
        """Tell whether the account submitted the fact."""
        return self.fact.submitted_by_id == self.user.pk

    @property
    def can_confirm(self) -> bool:
        """Tell whether the account is an author who could confirm what others corrected."""
        is_open = self.fact.state in (State.DRAFT, State.RETURNED, State.SUBMITTED)
        is_confirmed = any(each.by_id == self.user.pk for each in self.confirmations)
        return self.is_mine and bool(self.correctors) and is_open and not is_confirmed

    @property
    def refusal(self) -> NotAllowed | None:
        """Return why the account may not approve the change, and what to do; None if it may."""
        if self.is_submitted_by_me:
            return NotAllowed(
                f"You submitted “{self.fact.label}” yourself. Someone else has to approve it.",
                rule="approver_differs_from_submitter",
            )
        if self.is_mine and self.confirmation is None:
            return NotAllowed(
                f"You wrote part of the change of “{self.fact.label}”, so someone else has to "
                f"approve it{self._way_out}.",
                rule="author_of_a_change_does_not_approve_it",
            )
        return None

    @property
    def _way_out(self) -> str:
        names = " or ".join(dict.fromkeys(author.name for author in self.others))
        if not names:
            return ""
        return (
            f". If you only corrected it, {names} can open the fact and choose “Confirm the "
            "reviewer's correction”: then you can approve this version"
        )


def authorship_of(facts: Iterable[Fact], user: AbstractBaseUser) -> dict[uuid.UUID, Authorship]:
    """Return for each of ``facts`` who wrote its change, seen by ``user``, in three queries."""
    by_key = {fact.pk: fact for fact in facts}
    authors = authors_of(by_key)
    confirmations = defaultdict(list)
    for each in CorrectionConfirmation.objects.filter(fact__in=by_key):
        if each.fact_version == by_key[each.fact_id].version:
            confirmations[each.fact_id].append(each)
    reviewers = _reviewers_of(each.account for found in authors.values() for each in found)
    return {
        key: Authorship(
            fact, user, tuple(authors.get(key, ())), tuple(confirmations[key]), reviewers
        )
        for key, fact in by_key.items()
    }


def _reviewers_of(accounts: Iterable[object]) -> frozenset[int]:
    """Return those of ``accounts`` that may review."""
    known = {account for account in accounts if isinstance(account, int)}
    reviewing = get_user_model().objects.with_perm("curation.review_fact", backend=BACKEND)
    return frozenset(reviewing.filter(pk__in=known).values_list("pk", flat=True))


def refuse_own_change(fact: Fact, by: AbstractBaseUser) -> None:
    """Check that ``by`` neither submitted ``fact`` nor wrote any of its change.

    An author may approve the version that another author has confirmed.

    Raises:
        NotAllowed: naming what to do.
    """
    refusal = authorship_of([fact], by)[fact.pk].refusal
    if refusal is not None:
        raise refusal


@transaction.atomic
def confirm_correction(
    fact: Fact,
    *,
    by: AbstractBaseUser,
    version: int | None = None,
    now: dt.datetime | None = None,
) -> CorrectionConfirmation:
    """Record that ``by``, who wrote part of the change, agrees with what others wrote in it.

    That is the second pair of eyes for this version: somebody else who wrote in it may approve it
    then. A draft is submitted by that, and what a corrector submitted is submitted in the name of
    ``by`` from now on, since nobody approves an own submission.

    Raises:
        NotAllowed: ``by`` may not edit such facts, wrote nothing of the change, or all of it.
        ChangedSince: the fact is not at the ``version`` that was shown.
        WrongState: there is no change to confirm.
        EvidenceError, RuleBroken: the draft cannot be submitted.
    """
    require(by, f"curation.change_{fact.kind}", "confirm a correction of this fact")
    subject = locked_as_shown(fact, version)
    expect_state(subject, State.DRAFT, State.RETURNED, State.SUBMITTED, deed="confirmed")
    with refusals_explained(), transaction.atomic():
        confirmation = CorrectionConfirmation.objects.create(
            fact_id=subject.pk,
            fact_version=subject.version,
            by=by,
            by_name=identity(by),
            at=moment(now),
            device=device_of_the_change(),
        )
    if subject.state != State.SUBMITTED:
        submit(subject, by=by, now=now)
    elif subject.submitted_by_id != by.pk and _wrote(subject.submitted_by, subject):
        move(
            subject,
            State.SUBMITTED,
            announced="confirm",
            submitted_by=by,
            submitted_at=moment(now),
        )
    fact.refresh_from_db()
    return confirmation


def _wrote(user: AbstractBaseUser, fact: Fact) -> bool:
    return any(_is_by(author, user) for author in authors_of([fact.pk])[fact.pk])


def _is_by(author: Author, user: AbstractBaseUser) -> bool:
    if author.is_known:
        return author.account == user.pk
    return is_identity_of(author.name, user)
