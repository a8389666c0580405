"""What the cells of derived memberships can say, and how time and dates are counted for them."""

from django.db.models import TextChoices

from .facts import Basis, StatusDimension

__all__ = [
    "LASTING",
    "MISSING_LEVELS",
    "OVERLAYS",
    "CountedBasis",
    "Knowledge",
    "MembershipLevel",
    "Movement",
    "SharedMembership",
    "TimeUnit",
    "UnitRule",
]

# What goes along with a formal status, or is held without one, and does not take its place.
OVERLAYS = (StatusDimension.ATTENDANCE, StatusDimension.PROCESS, StatusDimension.ACTIVITY)
# What an act begins lasts until an act ends it; what was only observed need not be so tomorrow.
LASTING = frozenset(StatusDimension) - {StatusDimension.ATTENDANCE, StatusDimension.ACTIVITY}


class Knowledge(TextChoices):
    """What the record knows of an actor's formal status over a unit of time."""

    HELD = "held", "A status is certain"
    NONE = "known-none", "Known none: the record covers it, and nothing was held"
    MIXED = "mixed", "Known, but nothing lasted as long as the rule asks for"
    UNCERTAIN = "uncertain", "A status is possible, none is certain"
    NOT_RESEARCHED = "not-researched", "Not researched: nothing is known either way"
    TO_COME = "to-come", "The days are yet to come: nothing is certain of them"
    NO_ORGANIZATION = "no-organization", "The organization did not exist"


class Movement(TextChoices):
    """What became of an actor between two days."""

    CAME = "came", "A formal status is certain that was certainly not held"
    LEFT = "left", "A formal status that was certain is certainly not held"
    MOVED = "moved", "Another formal status is certain"
    STEP = "step", "What lies over the formal status is another: a procedure, activity"
    KNOWN = "known", "Known otherwise: what was only possible is certain, or the reverse"


class TimeUnit(TextChoices):
    """The unit of time of a cell, of the Gregorian calendar."""

    YEAR = "year", "Year"
    MONTH = "month", "Month"
    DAY = "day", "Day"


class UnitRule(TextChoices):
    """How a unit of time is made of its days."""

    ANY = "any", "Held on any day of the unit"
    ALL = "all", "Held on every day of the unit"
    FIRST = "first", "Held on its first day"
    LAST = "last", "Held on its last day"
    MAJORITY = "majority", "Held on more than half of its days"


class CountedBasis(TextChoices):
    """From which kind of date an episode counts where the record has several."""

    DECISION = "decision", "Decision"
    MEMORANDUM = "memorandum", "Memorandum"
    IN_FORCE = "in-force", "Entry into force"

    @property
    def start(self) -> Basis:
        """The basis of the start of the episodes that are preferred."""
        return Basis.ENTRY_INTO_FORCE if self == CountedBasis.IN_FORCE else Basis(self.value)


class MembershipLevel(TextChoices):
    """Levels of membership in the Correlates of War data on organizations, version 3.0."""

    NO_MEMBERSHIP = "0", "No membership"
    FULL = "1", "Full membership"
    ASSOCIATE = "2", "Associate membership"
    OBSERVER = "3", "Observer"
    MISSING = "-9", "Missing: uncertain or not researched"
    NO_ORGANIZATION = "-1", "The organization did not exist"


# Levels that are no level: tools that read declarations take them for missing values.
MISSING_LEVELS = (MembershipLevel.MISSING.value, MembershipLevel.NO_ORGANIZATION.value)


class SharedMembership(TextChoices):
    """What two states share in an organization."""

    FULL = "full", "Both are full members"
    PARTIAL = "partial", "Both take part, one of them at least as an associate or observer"
    NONE = "not-shared", "At least one of the two certainly takes no part"
    UNKNOWN = "unknown", "Of at least one of the two it is not known"
    NO_ORGANIZATION = "no-organization", "The organization did not exist"
