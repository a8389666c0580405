"""Where a fact stands: its working copy in review, and its public revision."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from ..actions import Authorship, authorship_of, evidence_is_unread
from ..models import Citation, EvidenceConfirmation, Fact, ReviewDecision, Revision
from ..vocabulary import Action, State

__all__ = ["TAINT", "Standing"]

TAINT = "changed_claim_rests_on_evidence_read_anew"


@dataclass(frozen=True)
class Standing:
    """What the line above a fact's form says."""

    fact: Fact
    revision: Revision | None
    decision: ReviewDecision | None
    confirmation: EvidenceConfirmation | None
    authorship: Authorship
    may_edit: bool

    @classmethod
    def of(cls, fact: Fact, user: AbstractBaseUser) -> "Standing":
        """Look up the public revision, the last decision and who last re-read the evidence."""
        return cls(
            fact=fact,
            revision=Revision.objects.current().filter(record=fact.pk).first(),
            decision=fact.decisions.select_related(None).first(),
            confirmation=fact.confirmations.first(),
            authorship=authorship_of([fact], user)[fact.pk],
            may_edit=user.has_perm(f"curation.change_{fact.kind}"),
        )

    @property
    def is_public(self) -> bool:
        """Tell whether readers see the fact."""
        return self.revision is not None and self.revision.action != Action.RETRACT

    @property
    def differs(self) -> bool:
        """Tell whether the working copy is ahead of what readers see."""
        return self.is_public and self.fact.state != State.PUBLISHED

    @property
    def can_be_set_back(self) -> bool:
        """Tell whether the user may discard what differs."""
        return self.may_edit and self.differs and self.fact.state in (State.DRAFT, State.RETURNED)

    @property
    def is_tainted(self) -> bool:
        """Tell whether the claim changed while its evidence did not, and nobody re-read that."""
        if self.revision is None or self.fact.state in (State.PUBLISHED, State.RETRACTED):
            return False
        return evidence_is_unread(self.fact)

    @property
    def evidence(self) -> list[Citation]:
        """Return what there is to re-read."""
        return list(self.fact.citations.select_related("source").defer("source__held_text"))

    @property
    def confirmation_is_current(self) -> bool:
        """Tell whether the last confirmation is of the present version."""
        return bool(self.confirmation) and self.confirmation.fact_version == self.fact.version

    @property
    def returned_with(self) -> str:
        """Return what the reviewer asked for, if the fact waits for its changes."""
        if self.fact.state == State.RETURNED and self.decision:
            return self.decision.comment
        return ""

    @property
    def addresses(self) -> dict[str, str]:
        """Return the addresses of the pages about the fact, by name."""
        return {
            page: reverse(f"admin:curation_{self.fact.kind}_{page}_fact", args=[self.fact.pk])
            for page in ("confirm", "correction", "difference", "discard", "review")
        }

    @property
    def context(self) -> dict[str, Any]:
        """Return the state by names that a template can ask for."""
        return {state.value: self.fact.state == state for state in State}
