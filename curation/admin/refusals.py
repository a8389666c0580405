"""What the database or an action refuses becomes a message beside the form, which is kept."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ..actions import refusals_explained
from ..errors import CurationError

__all__ = ["RefusalsExplained"]


class RefusalsExplained:
    """A model admin whose saves and deletions end in an explanation, never in a server error.

    Django saves a form and its inlines in one transaction; a refusal has rolled all of it back
    by the time it arrives here. The same request is then shown again as an invalid form.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save; when that is refused, show the form as it was filled in, with the reason."""
        try:
            with refusals_explained():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except CurationError as refusal:
            request.refusal, request.refused_by = str(refusal), refusal.rule
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        """Return the form; one that carries the reason if this request was refused already."""
        form = super().get_form(request, *args, **kwargs)
        refusal = getattr(request, "refusal", "")
        return _refused(form, refusal) if refusal else form

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete, or say why not."""
        try:
            with refusals_explained():
                return super().delete_view(request, object_id, extra_context)
        except CurationError as refusal:
            messages.error(request, str(refusal))
            opts = self.model._meta
            return redirect(
                reverse(
                    f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_change",
                    args=[unquote(object_id)],
                )
            )


def _refused(form: type[forms.ModelForm], refusal: str) -> type[forms.ModelForm]:
    """Return a form like ``form`` that is never valid and says why."""

    class RefusedForm(form):
        def full_clean(self) -> None:
            super().full_clean()
            if self.is_bound:
                self.add_error(None, refusal)

    return RefusedForm
