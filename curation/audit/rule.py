"""What a consistency rule is, and what it finds."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices

from ..vocabulary import FACT_KINDS

__all__ = ["Finding", "Rule", "Severity"]


class Severity(TextChoices):
    """How bad a finding is, the worst first."""

    ERROR = "error", "Error"
    WARNING = "warning", "Warning"
    NOTICE = "notice", "Notice"


@dataclass(frozen=True)
class Rule:
    """A question that a consistent registry answers with no rows.

    ``sql`` selects ``record`` (the fact found), ``other`` (a second fact, or NULL) and
    ``particulars`` (jsonb). ``message`` is a format of those particulars and of ``{label}``,
    ``{when}``, ``{other}`` and ``{other_when}``. With ``pairs`` a row concerns both facts alike
    and is found once.
    ``kinds`` are those that ``record`` can have.
    """

    id: str
    severity: Severity
    title: str
    explanation: str
    message: str
    sql: str
    kinds: tuple[str, ...] = FACT_KINDS
    pairs: bool = False

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True)
class Finding:
    """A fact that breaks a rule; ``kind`` and ``record`` say where to mend it."""

    rule: Rule
    kind: str
    record: uuid.UUID
    label: str
    when: str
    other_kind: str | None
    other: uuid.UUID | None
    other_label: str | None
    other_when: str | None
    particulars: dict[str, Any] = field(hash=False)

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.rule.severity

    @property
    def records(self) -> tuple[uuid.UUID, ...]:
        """The ids of the facts concerned."""
        return (self.record,) if self.other is None else (self.record, self.other)

    @property
    def message(self) -> str:
        """What is wrong, with the particulars."""
        facts = {
            "label": self.label,
            "when": self.when or "undated",
            "other": self.other_label,
            "other_when": self.other_when or "undated",
        }
        return self.rule.message.format(**facts | self.particulars)
