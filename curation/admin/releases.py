"""Releases at the desk: make one and watch it being built, look at them, withdraw a faulty one."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from unfold.decorators import display

from ..actions.releasing import RELEASING, release, withdraw_release
from ..audit import Severity, at_least, count_findings
from ..errors import CurationError
from ..models import Release, Revision
from .desk import ReadOnlyAdmin
from .followed import followed
from .import_progress import Done, answer, refused
from .release_forms import ReleaseForm, WithdrawalForm, next_identifier
from .resources import ReleaseResource

__all__ = ["ReleaseAdmin"]

STATE_COLOURS = {"stands": "success", "withdrawn": "danger"}


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """What was released; nobody changes it, and a faulty one is withdrawn."""

    resource_classes = (ReleaseResource,)
    search_fields = ("identifier", "title", "notes")
    search_help_text = "Name, title, notes"
    list_display = (
        "identifier",
        "title",
        "state_label",
        "revision_number",
        "released",
        "released_by_name",
    )
    ordering = ("-released_at",)
    list_before_template = "admin/curation/release_offer.html"

    @display(description="State", label=STATE_COLOURS)
    def state_label(self, release: Release) -> tuple[str, str]:
        """Return whether it stands."""
        return ("withdrawn", "Withdrawn") if release.is_withdrawn else ("stands", "Stands")

    @display(description="Revision", ordering="revision_id")
    def revision_number(self, release: Release) -> int:
        """Return the last revision in it."""
        return release.revision_id

    @display(description="Released", ordering="released_at")
    def released(self, release: Release) -> str:
        """Return when it was made."""
        return f"{release.released_at:%Y-%m-%d %H:%M}"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, below the way to the next release."""
        offer = {"may_release": request.user.has_perm(RELEASING)}
        return super().changelist_view(request, {**(extra_context or {}), **offer})

    # --- pages --------------------------------------------------------------------------

    def get_urls(self) -> list:
        """Return the pages on which a release is made and withdrawn."""
        pages = [
            ("new/", self.new_view, "new"),
            ("<path:object_id>/withdraw/", self.withdraw_view, "withdraw"),
        ]
        return [
            path(route, self.admin_site.admin_view(view), name=f"curation_release_{name}")
            for route, view, name in pages
        ] + super().get_urls()

    def new_view(self, request: HttpRequest) -> HttpResponseBase:
        """Ask what the release is called, and make it."""
        self._require(request)
        is_sent = request.method == "POST"
        initial = {"identifier": next_identifier(f"{timezone.now():%Y.%m}")}
        form = ReleaseForm(request.POST) if is_sent else ReleaseForm(initial=initial)
        if is_sent:
            if form.is_valid():
                told = form.cleaned_data
                steps = followed(lambda tell: release(by=request.user, progress=tell, **told))
                return answer(request, steps, _made, back=request.path)
            if (error := refused(request, form)) is not None:
                return error
        context = {
            "title": "Make a release",
            "form": form,
            "place": Revision.objects.place(),
            "errors": sum(count_findings(at_least(Severity.ERROR)).values()),
            "previous": Release.objects.latest_made(),
            "releases": reverse("admin:curation_release_changelist"),
        }
        return self._page(request, "admin/curation/release_new.html", context)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show a release with its files."""
        adds_or_changes = object_id is None or request.method == "POST"
        if adds_or_changes or not self.has_view_permission(request):
            raise PermissionDenied
        try:
            shown = self._release(unquote(object_id))
        except Http404:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            "title": f"Release {shown}",
            "subtitle": shown.title,
            "release": shown,
            "files": shown.files.order_by("path"),
            "may_withdraw": request.user.has_perm(RELEASING) and not shown.is_withdrawn,
        }
        return self._page(request, "admin/curation/release.html", context)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for the reason, and withdraw the release."""
        self._require(request)
        shown = self._release(unquote(object_id))
        form = WithdrawalForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                withdraw_release(shown, by=request.user, reason=form.cleaned_data["reason"])
            except CurationError as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"Withdrawn: {shown} says so from now on.")
            return redirect(_address(shown))
        context = {"title": f"Withdraw release {shown}", "release": shown, "form": form}
        return self._page(request, "admin/curation/release_withdraw.html", context)

    # --- what they share ----------------------------------------------------------------

    def _require(self, request: HttpRequest) -> None:
        if not request.user.has_perm(RELEASING):
            raise PermissionDenied

    def _release(self, pk: str) -> Release:
        found = Release.objects.filter(pk=pk).first() if pk.isascii() and pk.isdigit() else None
        if found is None:
            raise Http404("There is no such release.")
        return found

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**shared, **context})


def _address(release: Release) -> str:
    return reverse("admin:curation_release_change", args=[release.pk])


def _made(release: Release) -> Done:
    return Done(_address(release), f"Released {release}: {release.file_count} files.")
