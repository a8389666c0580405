"""Nothing is overwritten silently: what others did meanwhile is shown, what was typed is kept."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from ..actions import give_reason
from ..models import Fact
from ..vocabulary import State
from .conflict_merge import Sides
from .conflict_words import keys_in, lines_of
from .edit_forms import editing
from .history_words import entry_of
from .labels import Labels, references_of

__all__ = ["ConflictPages"]

MERGE = "_merge"
# Not what was typed, but what was to be done with it.
BUTTONS = ("csrfmiddlewaretoken", MERGE, "_save", "_continue", "_addanother")
UNDER_REVIEW, DELETED, STALE = "under-review", "deleted", "stale"


class ConflictPages:
    """A model admin whose forms know which version of a row they were opened with."""

    change_form_before_template = "admin/curation/loaded_version.html"
    change_form_after_template = "admin/curation/reason.html"

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        """Return the form with the version it was opened with, and a field for a reason."""
        form = super().get_form(request, *args, **kwargs)
        return editing(form, unsaved=getattr(request, "is_merged", False))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Return the row; while it is being saved nobody else may save it."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST" and connection.in_atomic_block:
            root = Fact if isinstance(found, Fact) else found._meta.concrete_model
            root._base_manager.select_for_update().only("pk").filter(pk=found.pk).first()
            found = super().get_object(request, object_id, from_field)
        return found

    def save_form(self, request: HttpRequest, form: forms.ModelForm, change: bool) -> Any:
        """Tell the history why, before anything is written."""
        give_reason(form.cleaned_data.get("reason_for_change", ""))
        return super().save_form(request, form, change)

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        """Save only what nobody has changed since the form was opened."""
        if request.method != "POST":
            return super()._changeform_view(request, object_id, form_url, extra_context)
        instance = self.get_object(request, unquote(object_id)) if object_id else None
        hindrance = self._hindrance(request, object_id, instance)
        if hindrance and self.has_change_permission(request):
            sides = Sides(self, request, unquote(object_id), instance)
            if instance is not None or (sides.since and not sides.since[-1].after):
                return self._conflict_page(request, hindrance, sides, unquote(object_id))
        elif MERGE in request.POST:
            self._merge(request, object_id, instance)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def _hindrance(self, request: HttpRequest, object_id: str | None, instance: Any) -> str:
        """Return why the form cannot be saved as it is, if it cannot."""
        if not object_id:
            return ""
        if instance is None:
            return DELETED if _may_be_key(self.model, unquote(object_id)) else ""
        if isinstance(instance, Fact) and instance.state == State.SUBMITTED:
            return UNDER_REVIEW
        # What names no version was not filled in on a form of this page, or on an old one.
        is_stale = request.POST.get("loaded_version", "") != str(instance.version)
        return STALE if is_stale and MERGE not in request.POST else ""

    def _delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """Delete only what is still as the page showed it that asked for confirmation."""
        row = self.get_object(request, unquote(object_id))
        context = {**(extra_context or {}), "row": row}
        is_sent = request.method == "POST" and row is not None
        if not is_sent or request.POST.get("loaded_version", "") == str(row.version):
            return super()._delete_view(request, object_id, context)
        request.POST = QueryDict()
        messages.error(
            request,
            f"“{row}” is not what your page showed: it was changed after you opened it. Nothing "
            "was deleted. Look at it again before you decide.",
        )
        response = super()._delete_view(request, object_id, context)
        response.status_code = 409
        return response

    def _merge(self, request: HttpRequest, object_id: str | None, instance: Any) -> None:
        """Make the request one for the form as it would be with both sides' changes in it."""
        merged = Sides(self, request, object_id and unquote(object_id), instance).merged()
        for name in BUTTONS:
            merged.pop(name, None)
        request.POST = merged
        request.is_merged = True
        messages.info(
            request,
            "Nothing is saved yet. This is the form with your changes on top of what is saved "
            "now: look it over and save it."
            if instance is not None
            else "Nothing is saved yet. This is what you typed, as a new entry: look it over and "
            "save it.",
        )

    def _conflict_page(
        self, request: HttpRequest, hindrance: str, sides: Sides, pk: Any
    ) -> TemplateResponse:
        instance = sides.instance
        snapshots = [each for c in sides.since for each in (c.before, c.after)]
        labels = Labels(references_of(snapshots) | keys_in(sides))
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in BUTTONS and not name.startswith("_submit")
            for value in values
        ]
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        form = reverse(f"{name}_change", args=[pk])
        if hindrance == UNDER_REVIEW:
            messages.error(
                request,
                f"“{instance}” is under review by now; nothing was saved. Withdraw the "
                "submission, or have it returned, and edit it then.",
            )
        context = {
            **self.admin_site.each_context(request),
            "title": "Not saved: someone was faster",
            "subtitle": str(instance or ""),
            "opts": self.opts,
            "original": instance,
            "hindrance": hindrance,
            "names_no_version": hindrance == STALE and not request.POST.get("loaded_version"),
            "since": [entry_of(each, labels, {}) for each in reversed(sides.since)],
            "lines": lines_of(sides, labels),
            "typed": typed,
            "merge": MERGE,
            "form_address": form,
            "target": reverse(f"{name}_add") if instance is None else form,
            "name": self.opts.verbose_name,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/curation/conflict.html", context, status=409)


def _may_be_key(model: type[Model], text: str) -> bool:
    try:
        model._meta.pk.to_python(text)
    except ValidationError:
        return False
    return True
