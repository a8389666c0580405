"""Values that a curated fact can take."""

from django.db.models import TextChoices

__all__ = [
    "Basis",
    "Certainty",
    "EventType",
    "Exactness",
    "Outcome",
    "Rank",
    "Stance",
    "StatementForm",
    "StatusDimension",
]


class Certainty(TextChoices):
    """How firmly the sources assert the fact."""

    STATED = "stated", "Stated"
    HEDGED = "hedged", "Hedged (the source qualifies it)"
    EXPECTED = "expected", "Expected (the source foresees it)"
    INFERRED = "inferred", "Inferred by the registry"


class Outcome(TextChoices):
    """What became of an expectation."""

    FULFILLED = "fulfilled", "Fulfilled"
    DISAPPOINTED = "not-fulfilled", "Not fulfilled"


class Rank(TextChoices):
    """What the registry makes of the claim; lists sort by it, accepted claims first."""

    ACCEPTED = "accepted", "Accepted: held by the registry, or on record as an attributed claim"
    ALTERNATIVE = "alternative", "Alternative: a competing claim kept on record"
    REJECTED = "rejected", "Rejected: known to be wrong"

    @property
    def mark(self) -> str:
        """What is said next to a claim of this rank, wherever it is shown; blank: nothing.

        No surface has words of its own for it.
        """
        return RANK_MARKS.get(self, "")

    def marked(self, title: str) -> str:
        """Return the title of a claim of this rank, for where there is only text."""
        return f"{title} ({self.mark})" if self.mark else title


RANK_MARKS = {Rank.ALTERNATIVE: "competing claim", Rank.REJECTED: "known to be wrong"}


class StatusDimension(TextChoices):
    """In which respect an actor has a status; only formal ones exclude each other."""

    FORMAL = "formal", "Formal status in the organization"
    ATTENDANCE = "attendance", "Attendance without a status"
    PROCESS = "process", "Step of a procedure"
    ACTIVITY = "activity", "Activity"
    OFFICE = "office", "Office held"
    COMPOSITION = "composition", "Part of a body"


class Basis(TextChoices):
    """What makes a period start or end."""

    DECISION = "decision", "Decision"
    MEMORANDUM = "memorandum", "Memorandum"
    NATIONAL_APPROVAL = "national-approval", "National approval"
    ENTRY_INTO_FORCE = "entry-into-force", "Entry into force"
    UNKNOWN = "unknown", "Unknown: no source says"


class StatementForm(TextChoices):
    """How the source renders what was said."""

    QUOTATION = "quotation", "Quotation"
    PARAPHRASE = "paraphrase", "Paraphrase"
    REPORT = "report", "Report in the source's own voice"


class Stance(TextChoices):
    """Where a holder stands on an issue."""

    SUPPORTS = "supports", "Supports"
    OPPOSES = "opposes", "Opposes"
    DOUBTS = "doubts", "Doubts"
    CONDITIONAL = "conditional", "Conditional"
    NEUTRAL = "neutral", "Neutral"


class EventType(TextChoices):
    """What sort of thing happened."""

    MEETING = "meeting", "Meeting"
    INTERVIEW = "interview", "Interview"
    ESTABLISHMENT = "establishment", "Establishment"
    DISSOLUTION = "dissolution", "Dissolution"
    DECISION = "decision", "Decision"
    SIGNATURE = "signature", "Signature"
    ADOPTION = "adoption", "Adoption of a document"
    ENTRY_INTO_FORCE = "entry-into-force", "Entry into force"
    VISIT = "visit", "Visit"
    CHANGE_OF_POWER = "change-of-power", "Change of power"
    INVASION = "invasion", "Invasion"
    CONFLICT = "conflict", "Armed conflict or violence"
    OTHER = "other", "Other"


class Exactness(TextChoices):
    """Whether a figure is meant to the digit."""

    EXACT = "exact", "Exact"
    APPROXIMATE = "approximate", "Approximate"
