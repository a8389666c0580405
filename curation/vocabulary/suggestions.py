"""What becomes of what readers report."""

from django.db.models import TextChoices

__all__ = ["SuggestionState"]


class SuggestionState(TextChoices):
    """Whether an editor has looked into a suggestion, and what they made of it."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted: the record is or will be corrected"
    DECLINED = "declined", "Declined"
