"""A filter by whom a fact waits for: lists of what is one's own, and of what is not."""

from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import DropdownFilter

from ..models import Fact

__all__ = ["WhoseFilter"]


class WhoseFilter(DropdownFilter):
    """Who began or submitted the fact: the one who is looking, or others."""

    title = "whose"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("begun-by-me", "Begun by me"),
            ("submitted-by-me", "Submitted by me"),
            ("submitted-by-others", "Submitted by others"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fact]) -> QuerySet[Fact]:
        """Return the facts of the choice made; all of them without one."""
        submitted = queryset.filter(submitted_by__isnull=False)
        chosen = {
            "begun-by-me": queryset.filter(created_by=request.user.pk),
            "submitted-by-me": queryset.filter(submitted_by=request.user.pk),
            "submitted-by-others": submitted.exclude(submitted_by=request.user.pk),
        }
        return chosen.get(self.value(), queryset)
