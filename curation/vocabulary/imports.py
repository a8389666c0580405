"""What becomes of an import batch, and of each of its rows."""

from django.db.models import TextChoices

__all__ = ["BatchState", "RowOutcome"]


class BatchState(TextChoices):
    """Where an import batch stands."""

    PREVIEWED = "previewed", "Previewed"
    IMPORTED = "imported", "Imported"
    UNDONE = "undone", "Undone"
    DISCARDED = "discarded", "Discarded"


class RowOutcome(TextChoices):
    """What a row of a file does to the working copy."""

    CREATED = "created", "Created"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Skipped: as it is"
    REFUSED = "refused", "Refused"
