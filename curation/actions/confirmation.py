"""Confirm that a fact's evidence was read anew; refuse what nobody has confirmed."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..documents import claim_changed, evidence_changed, render
from ..errors import EvidenceNotRead
from ..models import EvidenceConfirmation, Fact, Revision
from ..vocabulary import RecordKind
from .people import identity, require
from .refusals import refusals_explained
from .workflow import locked_as_shown, moment

__all__ = ["confirm_evidence", "evidence_is_unread", "refuse_unread_evidence"]


@transaction.atomic
def confirm_evidence(
    fact: Fact,
    *,
    by: AbstractBaseUser,
    version: int | None = None,
    now: dt.datetime | None = None,
) -> EvidenceConfirmation:
    """Record that ``by`` has re-read the evidence of ``fact`` as it is now: it supports it.

    That lifts the taint of a claim that changed while its evidence did not. Of a published fact
    that nobody touched it says that it was checked again. The next edit is of another version,
    which the confirmation does not cover.

    Raises:
        NotAllowed: ``by`` may not edit facts of this kind.
        ChangedSince: the fact is not at the ``version`` that was shown.
        EvidenceNotRead: there is no evidence to read.
    """
    require(by, f"curation.change_{fact.kind}", "confirm the evidence of this fact")
    subject = locked_as_shown(fact, version)
    if not subject.citations.exists():
        raise EvidenceNotRead(
            f"“{subject.label}” rests on no citation: there is nothing to re-read. Add the "
            "passage that supports it first.",
            rule="published_fact_has_a_citation",
        )
    with refusals_explained():
        return EvidenceConfirmation.objects.create(
            fact_id=subject.pk,
            fact_version=subject.version,
            by=by,
            by_name=identity(by),
            at=moment(now),
        )


def evidence_is_unread(fact: Fact, document: dict[str, Any] | None = None) -> bool:
    """Tell whether the claim differs from the last revision, and nobody has re-read its evidence.

    ``fact`` is of its own kind; ``document`` is what would be published, if it is known already.
    """
    former = Revision.objects.filter(record=fact.pk).order_by("-number").first()
    if former is None:
        return False
    present = document or render(RecordKind(fact.kind), fact)
    if not claim_changed(former.document, present) or evidence_changed(former.document, present):
        return False
    return not fact.confirmations.filter(fact_version=fact.version).exists()


def refuse_unread_evidence(fact: Fact, document: dict[str, Any] | None = None) -> None:
    """Check that a changed claim has changed evidence, or such as somebody has re-read.

    The ledger checks the same again, under the rule's name.

    Raises:
        EvidenceNotRead: the claim differs from the last revision, and the passages do not.
    """
    if evidence_is_unread(fact, document):
        raise EvidenceNotRead(
            f"The claim of “{fact.label}” changed; its evidence did not. Re-read the passages "
            "it rests on and confirm that they still support it, or cite others.",
            rule="changed_claim_rests_on_evidence_read_anew",
        )
