"""Every rule, in the order in which findings are listed within a severity."""

from ..errors import CurationError
from .duplicates import SAME_FACT_TWICE
from .establishment import (
    EPISODE_BEFORE_ITS_ORGANIZATION,
    EPISODE_STARTS_BEFORE_ITS_ORGANIZATION,
)
from .evidence import (
    CITATION_OLDER_THAN_ITS_FACT,
    CITATION_ORPHANED,
    CITATION_WITHOUT_QUOTE,
    FACT_NOT_RECHECKED,
    QUOTATION_OF_OTHER_WORDS,
)
from .expectations import EXPECTED_AND_PAST
from .figures import FIGURE_OUTSIDE_ITS_BOUNDS, ROSTER_DIFFERS_FROM_COUNT
from .judgement import DISPUTE_WITHOUT_ADJUDICATION, WORKING_COPY_LEFT_LYING
from .people import TWO_PEOPLE_MAY_BE_ONE
from .positions import POSITION_TOLD_IN_NO_STATEMENT, POSITION_WITHOUT_ISSUE
from .rule import Rule, Severity
from .statuses import (
    ACCESSION_WITHOUT_OUTCOME,
    FORMAL_STATUSES_MAY_OVERLAP,
    FORMAL_STATUSES_OVERLAP,
    STATUS_OUTSIDE_ITS_VALIDITY,
)

__all__ = ["RULES", "UnknownRule", "at_least", "rule_named"]

SEVERITIES = tuple(Severity)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            FORMAL_STATUSES_OVERLAP,
            EPISODE_BEFORE_ITS_ORGANIZATION,
            POSITION_WITHOUT_ISSUE,
            QUOTATION_OF_OTHER_WORDS,
            FORMAL_STATUSES_MAY_OVERLAP,
            STATUS_OUTSIDE_ITS_VALIDITY,
            EPISODE_STARTS_BEFORE_ITS_ORGANIZATION,
            ACCESSION_WITHOUT_OUTCOME,
            EXPECTED_AND_PAST,
            DISPUTE_WITHOUT_ADJUDICATION,
            SAME_FACT_TWICE,
            ROSTER_DIFFERS_FROM_COUNT,
            FIGURE_OUTSIDE_ITS_BOUNDS,
            TWO_PEOPLE_MAY_BE_ONE,
            CITATION_OLDER_THAN_ITS_FACT,
            CITATION_WITHOUT_QUOTE,
            CITATION_ORPHANED,
            POSITION_TOLD_IN_NO_STATEMENT,
            FACT_NOT_RECHECKED,
            WORKING_COPY_LEFT_LYING,
        ),
        key=lambda rule: SEVERITIES.index(rule.severity),
    )
)
BY_ID = {rule.id: rule for rule in RULES}


class UnknownRule(CurationError):
    """No consistency rule bears the id asked for."""


def rule_named(rule_id: str) -> Rule:
    """Return the rule of this id.

    Raises:
        UnknownRule: there is none; the message lists those there are.
    """
    try:
        return BY_ID[rule_id]
    except KeyError:
        known = ", ".join(BY_ID)
        raise UnknownRule(f"“{rule_id}” is no consistency rule. There are: {known}.") from None


def at_least(severity: Severity) -> tuple[Rule, ...]:
    """Return the rules whose findings are as bad as ``severity`` or worse."""
    worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return tuple(rule for rule in RULES if rule.severity in worst)
