"""What the ledger records, and why a revision entered it."""

from django.db.models import TextChoices

__all__ = ["FACT_KINDS", "REFERENCE_KINDS", "Action", "PublicationBasis", "RecordKind"]


class RecordKind(TextChoices):
    """Kinds of published record: the five kinds of fact, and what facts refer to."""

    STATUS = "status", "Status"
    STATEMENT = "statement", "Statement"
    POSITION = "position", "Position"
    EVENT = "event", "Event"
    FIGURE = "figure", "Figure"
    ACTOR = "actor", "Actor"
    SOURCE = "source", "Source"
    STATUS_TYPE = "status-type", "Status type"
    ISSUE = "issue", "Issue"
    INDICATOR = "indicator", "Indicator"


FACT_KINDS = (
    RecordKind.STATUS,
    RecordKind.STATEMENT,
    RecordKind.POSITION,
    RecordKind.EVENT,
    RecordKind.FIGURE,
)
REFERENCE_KINDS = tuple(kind for kind in RecordKind if kind not in FACT_KINDS)


class Action(TextChoices):
    """What a revision does to its record."""

    PUBLISH = "publish", "Publish"
    REISSUE = "reissue", "Re-issue: what follows from other records changed"
    RETRACT = "retract", "Retract"


class PublicationBasis(TextChoices):
    """On what ground a revision entered the ledger."""

    REVIEW = "review", "Approved by a second editor"
    BOOTSTRAP = "bootstrap", "Shipped with the registry's fixtures"
    REFERENCE = "reference", "Reference data vouched for by whoever published it"
    LABEL = "label", "Reference data changed, or a rule by which dates are understood"
