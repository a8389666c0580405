"""Where a fact stands: its working copy in review, and its public revision."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from ..models import Fact, ReviewDecision, Revision
from ..vocabulary import Action, State

__all__ = ["Standing"]


@dataclass(frozen=True)
class Standing:
    """What the line above a fact's form says."""

    fact: Fact
    revision: Revision | None
    decision: ReviewDecision | None
    submitted_by_me: bool

    @classmethod
    def of(cls, fact: Fact, user: AbstractBaseUser) -> "Standing":
        """Look up the public revision and the last decision."""
        return cls(
            fact=fact,
            revision=Revision.objects.current().filter(record=fact.pk).first(),
            decision=fact.decisions.select_related(None).first(),
            submitted_by_me=fact.submitted_by_id == user.pk,
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
    def returned_with(self) -> str:
        """Return what the reviewer asked for, if the fact waits for its changes."""
        if self.fact.state == State.RETURNED and self.decision:
            return self.decision.comment
        return ""

    @property
    def context(self) -> dict[str, Any]:
        """Return the state by names that a template can ask for."""
        return {state.value: self.fact.state == state for state in State}
