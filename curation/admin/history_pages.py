"""The history of a row, and going back to an earlier version of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from unfold.widgets import UnfoldAdminTextInputWidget

from ..actions import restore
from ..errors import ChangedSince, CurationError
from ..models import timeline_of
from .changed_since import Since, number_sent
from .history_words import differences, entry_of
from .labels import Labels, references_of

__all__ = ["HistoryPages"]

PAGE_LENGTH = 20
RESTORED = (
    "“{}” says again what it said then. The change is on top of the history and can be undone in "
    "the same way."
)


class RestoreForm(forms.Form):
    """Why an earlier version is restored."""

    reason = forms.CharField(
        label="Reason for this change",
        help_text="Kept in the history, never published.",
        required=False,
        max_length=500,
        widget=UnfoldAdminTextInputWidget,
    )


class HistoryPages:
    """A model admin whose History tab shows what the database's triggers have kept."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page that restores a version."""
        opts = self.opts
        restoring = path(
            "<path:object_id>/history/<int:number>/restore/",
            self.admin_site.admin_view(self.restore_view),
            name=f"{opts.app_label}_{opts.model_name}_restore",
        )
        return [restoring, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the changes of a row and its parts, the newest first."""
        instance = self.get_object(request, unquote(object_id))
        if instance is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, instance):
            raise PermissionDenied
        changes = timeline_of(self.model, instance.pk)[::-1]
        now = changes[0].after if changes else {}
        paginator = Paginator(changes, PAGE_LENGTH)
        page = paginator.get_page(request.GET.get(PAGE_VAR, 1))
        labels = Labels(references_of(each for c in page for each in (c.before, c.after)))
        context = {
            "title": "History",
            "page": page,
            "page_var": PAGE_VAR,
            "entries": [entry_of(change, labels, now) for change in page],
            "may_restore": self.has_change_permission(request, instance),
            "begins_later": bool(changes) and not changes[-1].is_complete,
        }
        return self._history_page(request, "history", instance, context | (extra_context or {}))

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Show what restoring a version would change; restore it when that is confirmed."""
        instance = self.get_object(request, unquote(object_id))
        if instance is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, instance):
            raise PermissionDenied
        form = RestoreForm(request.POST if request.method == "POST" else None)
        if request.method != "POST":
            return self._restore_page(request, instance, number, form)
        version = number_sent(request, "loaded_version")
        try:
            if form.is_valid():
                reason = form.cleaned_data["reason"]
                # A form that names no version was shown none.
                restored = restore(
                    instance, number, by=request.user, version=version or 0, reason=reason
                )
                self.log_change(request, restored, f"Restored change {number}.")
                messages.success(request, RESTORED.format(restored))
                return redirect(self._page_address("change", instance))
        except ChangedSince as refusal:
            messages.error(request, str(refusal))
            now = self.get_object(request, unquote(object_id)) or instance
            since = Since.shown(self.model, now, version)
            return self._restore_page(request, now, number, form, since=since, status=409)
        except CurationError as refusal:
            messages.error(request, str(refusal))
        return self._restore_page(request, instance, number, form)

    def _restore_page(
        self,
        request: HttpRequest,
        instance: Model,
        number: int,
        form: RestoreForm,
        since: Since | None = None,
        status: int = 200,
    ) -> HttpResponse:
        changes = timeline_of(self.model, instance.pk)
        change = next((change for change in changes if change.number == number), None)
        if change is None or not change.row(change.after) or not change.is_complete:
            raise Http404("The history has no such version.")
        now = changes[-1].after
        labels = Labels(references_of((now, change.after)))
        context = {
            "title": "Restore a version",
            "entry": entry_of(change, labels, now),
            "differences": differences(now, change.after, labels),
            "form": form,
            "history": self._page_address("history", instance),
            "goes_to_review": hasattr(instance, "state"),
            "fact": instance,
            "since": since,
        }
        return self._history_page(request, "restore", instance, context, status=status)

    def _history_page(
        self,
        request: HttpRequest,
        template: str,
        instance: Model,
        context: dict[str, Any],
        status: int = 200,
    ) -> TemplateResponse:
        request.current_app = self.admin_site.name
        frame = {
            **self.admin_site.each_context(request),
            "subtitle": str(instance),
            "object": instance,
            "original": instance,
            "opts": self.opts,
            "back": self._page_address("change", instance),
        }
        name = f"admin/curation/{template}.html"
        return TemplateResponse(request, name, frame | context, status=status)

    def _page_address(self, page: str, instance: Model) -> str:
        name = f"{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(f"{self.admin_site.name}:{name}", args=[instance.pk])
