"""What the forms of actors, sources and vocabularies have in common."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest

from ..actions import publish_reference
from ..documents import REFERENCE_MODELS
from ..models import Revision
from ..vocabulary import RecordKind
from .called_rows import FindsByName
from .conflicts import ConflictPages
from .desk import DeskAdmin
from .history_pages import HistoryPages

__all__ = ["ReferenceAdmin"]


class ReferenceAdmin(FindsByName, HistoryPages, ConflictPages, DeskAdmin):
    """Reference data: what is public of it follows every save."""

    kind_of_record: RecordKind

    search_fields = ("name", "slug")
    ordering = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple:
        """A slug that readers have seen stays what it is."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, "slug") if _is_public(request, obj) else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> dict:
        """Propose a slug for a new name."""
        return {} if obj else {"slug": ("name",)}

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What stands in the ledger stays at the desk too."""
        return super().has_delete_permission(request, obj) and not _is_public(request, obj)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool
    ) -> None:
        """Save what belongs to the row; publish all of it if an earlier state is public."""
        super().save_related(request, form, formsets, change)
        if Revision.objects.filter(record=form.instance.pk).exists():
            self._publish(request, form.instance.pk)

    def _publish(self, request: HttpRequest, pk: Any) -> None:
        head = Revision.objects.order_by("-id").values_list("id", flat=True).first()
        instance = REFERENCE_MODELS[self.kind_of_record].objects.get(pk=pk)
        publish_reference(self.kind_of_record, instance, by=request.user)
        number = Revision.objects.filter(id__gt=head).count()
        if number:
            revisions = "1 revision" if number == 1 else f"{number} revisions"
            messages.info(request, f"The public record follows: {revisions} entered the ledger.")


def _is_public(request: HttpRequest, obj: Model | None) -> bool:
    """Tell whether the row stands in the ledger; asked of the database once for a request."""
    if not isinstance(obj, Model) or obj._state.adding:
        return False
    known = request.__dict__.setdefault("_stands_in_ledger", {})
    if obj.pk not in known:
        known[obj.pk] = Revision.objects.filter(record=obj.pk).exists()
    return known[obj.pk]
