"""Imports at the desk: choose a file, preview it, confirm; submit or undo the batch as one."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from ..actions.importing import (
    IMPORTING,
    SHEETS,
    Sheet,
    Submission,
    codebook,
    confirm,
    discard,
    preview,
    submit_batch,
    template_csv,
    template_xlsx,
    undo,
)
from ..errors import CurationError
from ..models import ImportBatch
from ..vocabulary import BatchState
from .desk import ReadOnlyAdmin
from .import_forms import UploadForm
from .import_pages import batch_context
from .import_progress import Done, answer, refused
from .resources import ImportBatchResource

__all__ = ["ImportBatchAdmin"]

STATE_COLOURS = {
    BatchState.PREVIEWED: "warning",
    BatchState.IMPORTED: "success",
    BatchState.UNDONE: "danger",
    BatchState.DISCARDED: "default",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {"xlsx": (template_xlsx, XLSX), "csv": (template_csv, "text/csv; charset=utf-8")}


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    """Files that were previewed, and what became of them."""

    resource_classes = (ImportBatchResource,)
    search_fields = ("file_name", "previewed_by_name", "sha256")
    search_help_text = "File name, who previewed it, SHA-256"
    list_display = (
        "file_name",
        "kind_label",
        "state_label",
        "created",
        "changed",
        "unchanged",
        "refused",
        "previewed_by_name",
        "previewed",
    )
    list_filter = (("state", ChoicesDropdownFilter), ("kind", ChoicesDropdownFilter))
    ordering = ("-previewed_at", "pk")
    list_before_template = "admin/curation/import_kinds.html"

    # --- permissions --------------------------------------------------------------------

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever imports sees the imports."""
        return request.user.has_perm(IMPORTING)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever imports sees the imports."""
        return request.user.has_perm(IMPORTING)

    # --- the list -----------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        """Return batches without their files."""
        return super().get_queryset(request).defer("content")

    @display(description="Kind", ordering="kind")
    def kind_label(self, batch: ImportBatch) -> str:
        """Return what the file holds."""
        return batch.get_kind_display()

    @display(description="State", ordering="state", label=STATE_COLOURS)
    def state_label(self, batch: ImportBatch) -> tuple[str, str]:
        """Return what became of it."""
        return batch.state, batch.get_state_display()

    @display(description="Previewed", ordering="previewed_at")
    def previewed(self, batch: ImportBatch) -> str:
        """Return the moment of the preview."""
        return f"{batch.previewed_at:%Y-%m-%d %H:%M}"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list below the kinds of file that can be imported."""
        return super().changelist_view(request, {**(extra_context or {}), "sheets": _kinds()})

    # --- pages --------------------------------------------------------------------------

    def get_urls(self) -> list:
        """Return the pages of choosing a file, and of what can be done with a batch."""
        pages = [
            ("new/<str:kind>/", self.new_view, "new"),
            ("template/<str:kind>.<str:ending>", self.template_view, "template"),
            ("<uuid:pk>/file/", self.file_view, "file"),
            ("<uuid:pk>/confirm/", require_POST(self.confirm_view), "confirm"),
            ("<uuid:pk>/discard/", require_POST(self.discard_view), "discard"),
            ("<uuid:pk>/submit/", require_POST(self.submit_view), "submit"),
            ("<uuid:pk>/undo/", self.undo_view, "undo"),
        ]
        return [
            path(route, self.admin_site.admin_view(view), name=f"curation_importbatch_{name}")
            for route, view, name in pages
        ] + super().get_urls()

    def new_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Choose a file, and preview it."""
        self._require(request)
        sheet = _sheet(kind)
        is_sent = request.method == "POST"
        form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
        if is_sent:
            if form.is_valid():
                file = form.cleaned_data["file"]
                steps = preview(kind, file.read(), file.name, by=request.user)
                return answer(request, steps, _previewed, back=request.path)
            if (error := refused(request, form)) is not None:
                return error
        context = {
            "title": f"Import {sheet.model._meta.verbose_name_plural}",
            "form": form,
            "kind": kind,
            "sheet": sheet,
            "codebook": list(codebook(sheet)),
            "batches": reverse("admin:curation_importbatch_changelist"),
        }
        return self._page(request, "admin/curation/import_new.html", context)

    def template_view(self, request: HttpRequest, kind: str, ending: str) -> HttpResponse:
        """Hand out the template of a kind."""
        self._require(request)
        if ending not in TEMPLATES:
            raise Http404("There are templates in xlsx and csv.")
        make, content_type = TEMPLATES[ending]
        return _attachment(make(_sheet(kind)), f"{kind}-template.{ending}", content_type)

    def file_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Hand out the file as it was uploaded."""
        batch = self._batch(request, pk)
        content = bytes(batch.content)
        return _attachment(content, batch.file_name, "application/octet-stream")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show a batch with its rows; a new one begins with the choice of what is imported."""
        self._require(request)
        if object_id is None:
            return redirect("admin:curation_importbatch_changelist")
        try:
            batch = self._batch(request, unquote(object_id))
        except (Http404, ValidationError):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = batch_context(batch, request.GET)
        return self._page(request, "admin/curation/import_batch.html", context)

    def confirm_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Import what was previewed."""
        batch = self._batch(request, pk)
        steps = confirm(batch, by=request.user)
        return answer(request, steps, _imported, back=_address(batch))

    def discard_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Discard a preview."""
        batch = self._batch(request, pk)
        try:
            discard(batch, by=request.user)
        except CurationError as refusal:
            messages.error(request, str(refusal))
            return redirect(_address(batch))
        messages.success(request, f"Discarded: “{batch.file_name}” was not imported.")
        return redirect("admin:curation_importbatch_changelist")

    def submit_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Submit the facts of a batch."""
        batch = self._batch(request, pk)
        steps = submit_batch(batch, by=request.user)
        return answer(
            request, steps, lambda result: _submitted(batch, result), back=_address(batch)
        )

    def undo_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Ask whether to undo a batch, and undo it."""
        batch = self._batch(request, pk)
        if request.method == "POST":
            return answer(request, undo(batch, by=request.user), _undone, back=_address(batch))
        context = {"title": "Undo the import", "subtitle": str(batch), "batch": batch}
        return self._page(request, "admin/curation/import_undo.html", context)

    # --- what they share ----------------------------------------------------------------

    def _require(self, request: HttpRequest) -> None:
        if not request.user.has_perm(IMPORTING):
            raise PermissionDenied

    def _batch(self, request: HttpRequest, pk: Any) -> ImportBatch:
        self._require(request)
        batch = ImportBatch.objects.filter(pk=pk).first()
        if batch is None:
            raise Http404("There is no such import.")
        return batch

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            template,
            {**self.admin_site.each_context(request), "opts": self.opts, **context},
        )


def _sheet(kind: str) -> Sheet:
    if kind not in SHEETS:
        raise Http404(f"There is no import of {kind}.")
    return SHEETS[kind]


def _kinds() -> list[tuple[str, str]]:
    return [(kind, sheet.model._meta.verbose_name_plural) for kind, sheet in SHEETS.items()]


def _address(batch: ImportBatch) -> str:
    return reverse("admin:curation_importbatch_change", args=[batch.pk])


def _attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{_plain(name)}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _plain(name: str) -> str:
    """Return a file name that a header can hold."""
    kept = (letter if letter.isascii() and letter.isprintable() else "_" for letter in name)
    return "".join(kept).replace('"', "'").replace("\\", "_")


def _previewed(batch: ImportBatch) -> Done:
    return Done(_address(batch), "Previewed: nothing was imported yet.")


def _imported(batch: ImportBatch) -> Done:
    return Done(_address(batch), f"Imported: {batch.created} created, {batch.changed} changed.")


def _undone(batch: ImportBatch) -> Done:
    return Done(_address(batch), "Undone: the working copy is as it was before the import.")


def _submitted(batch: ImportBatch, result: Submission) -> Done:
    text = f"{result.submitted} submitted, {result.already} were submitted or published already."
    return Done(_address(batch), text, result.failed)
