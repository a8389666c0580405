"""What a reviewer should know before deciding: everything that the review page lists as found."""

from dataclasses import dataclass

from ..actions import obstacles_to
from ..models import Fact

__all__ = ["Finding", "review_findings"]


@dataclass(frozen=True)
class Finding:
    """Something that was found about a fact: the rule's id, how bad it is, and what it means."""

    rule: str
    severity: str
    explanation: str


def review_findings(fact: Fact) -> list[Finding]:
    """Return what submission or approval of ``fact`` would refuse, by the rule that does.

    The one place where findings of other origin join.
    """
    return [
        Finding(rule=refusal.rule, severity="error", explanation=str(refusal))
        for refusal in obstacles_to(fact)
    ]
