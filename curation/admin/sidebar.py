"""What the side bar counts."""

from django.http import HttpRequest

from ..models import Fact

__all__ = ["waiting_for_review"]


def waiting_for_review(request: HttpRequest) -> str:
    """Return the number of facts that wait for a reviewer."""
    return str(Fact.objects.awaiting_review().count())
