"""Where a working copy stands in review."""

from django.db.models import TextChoices

__all__ = ["State", "Verdict"]


class State(TextChoices):
    """State of the working copy; what is public is the ledger's concern."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted for review"
    RETURNED = "returned", "Returned for changes"
    PUBLISHED = "published", "Published"
    RETRACTED = "retracted", "Retracted"


class Verdict(TextChoices):
    """What a reviewer decided."""

    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned for changes"
    RETRACTED = "retracted", "Retracted"
