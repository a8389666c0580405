"""Adding a document: paste or upload it, see what was read, describe it, save it."""

import uuid
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import slugify
from unfold.decorators import action
from unfold.enums import ActionVariant

from ..actions import keep_original
from ..extraction import Extract
from ..models import Source
from ..vocabulary import SourceKind
from .source_forms import DocumentForm, form_for_document
from .staging import StagedDocument, stage, staged, unstage

__all__ = ["AddsDocuments"]

GONE = (
    "The document that was uploaded is not here any more: it waits for a day, and only for "
    "whoever uploaded it. Nothing was saved; add it again."
)
COPIED = ("name", "kind", "author", "publisher", "published", "url", "language", "rights", "note")


class AddsDocuments:
    """The source's model admin: a document is read first and described then.

    The address of the form names the document that waits (``document``), and the source that it
    is a snapshot of (``snapshot_of``).
    """

    def has_snapshot_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Tell whether the user may add sources, asked with or without one."""
        return self.has_add_permission(request)

    @action(
        description="Add a document",
        url_path="document",
        icon="upload_file",
        variant=ActionVariant.PRIMARY,
        permissions=["snapshot"],
    )
    def add_document(self, request: HttpRequest) -> HttpResponse:
        """Take a document that is not catalogued yet."""
        return self._document_page(request, reverse("admin:curation_source_add"))

    @action(
        description="Add a new snapshot",
        url_path="snapshot",
        icon="add_a_photo",
        permissions=["snapshot"],
    )
    def add_snapshot(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a document as it was consulted again."""
        source = self.source_to_see(request, object_id)
        if not source.held_text:
            return redirect("admin:curation_source_add_text", source.pk)
        form = reverse("admin:curation_source_add")
        return self._document_page(
            request, form, source, snapshot_of=source.snapshot_of_id or source.pk
        )

    @action(description="Add its text", url_path="text", icon="upload_file")
    def add_text(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take the document of a source that holds no text yet."""
        source = self.source_to_see(request, object_id)
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        if source.held_text:
            messages.info(request, "A text is held already; a newer one is added as a snapshot.")
            return redirect("admin:curation_source_change", source.pk)
        form = reverse("admin:curation_source_change", args=[source.pk])
        return self._document_page(request, form, source)

    def _document_page(
        self, request: HttpRequest, form_address: str, source: Source | None = None, **more: Any
    ) -> HttpResponse:
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = DocumentForm(*sent, asks_for_address=source is None)
        if sent and form.is_valid():
            cleaned = form.cleaned_data
            file = cleaned["file"]
            token = stage(
                request,
                form.data_read if file else cleaned["text"].encode(),
                name=file.name if file else "",
                charset=cleaned["charset"],
                url=cleaned.get("url", ""),
            )
            return redirect(f"{form_address}?{urlencode({'document': token, **more})}")
        context = {
            **self.admin_site.each_context(request),
            "title": "Add a new snapshot"
            if more
            else "Add its text"
            if source
            else "Add a document",
            "subtitle": source.name if source else None,
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "source": source,
            "is_snapshot": bool(more),
        }
        return TemplateResponse(request, "admin/curation/document.html", context)

    # --- the form that follows ------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Fetch the document that waits, and the source that it is a snapshot of."""
        token, first = request.GET.get("document"), request.GET.get("snapshot_of")
        request.document = staged(request, token) if token else None
        request.first_text = _first_text(first) if first and token and not object_id else None
        if token and request.document is None:
            if request.method == "GET":
                messages.error(request, GONE)
                return redirect("admin:curation_source_add_document")
            request.refusal = GONE
        elif first and request.first_text is None:
            messages.error(request, "The address names no source with a text. Choose it here.")
            return redirect("admin:curation_source_changelist")
        return super().changeform_view(request, object_id, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        """Return the form, with the document that waits in it."""
        form = super().get_form(request, *args, **kwargs)
        return form_for_document(form, _document(request), getattr(request, "first_text", None))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Suggest the description: that of the first text, or what the document says of itself."""
        document, first = _document(request), getattr(request, "first_text", None)
        if document is None:
            return super().get_changeform_initial_data(request)
        suggested = _copied(first) if first else _suggested(document)
        return {**suggested, "accessed_on": timezone.localdate()}

    def text_fieldset(self, request: HttpRequest, obj: Model | None) -> tuple[str, dict]:
        """Return the form's section on the text: shown where there is one, else asked for."""
        document = _document(request)
        if document is not None:
            about = _about(document, getattr(request, "first_text", None))
            return "Text as it was read", {"fields": ("text_held",), "description": about}
        if obj is not None and obj.held_text:
            original = ("original_link", "original_sha256") if obj.original else ()
            fields = ("text_held", ("text_length", "sha256"), original)
            return "Text held", {"fields": tuple(filter(None, fields))}
        about = format_html(
            'Or <a class="text-primary-600 underline" href="{}">{}</a>.',
            reverse("admin:curation_source_add_text", args=[obj.pk])
            if obj
            else reverse("admin:curation_source_add_document"),
            "upload an HTML page, a PDF or a text file",
        )
        return "Text held", {"fields": ("held_text",), "description": about}

    def save_model(
        self, request: HttpRequest, obj: Source, form: forms.ModelForm, change: bool
    ) -> None:
        """Save the source; keep the file with it, and stop keeping it as one that waits."""
        document = _document(request)
        if document is not None:
            if not document.pasted:
                keep_original(
                    obj,
                    document.data,
                    name=document.name,
                    media_type=document.extract.media_type,
                )
            transaction.on_commit(partial(unstage, request, document.token))
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Source, *args: Any) -> HttpResponse:
        """Go on to the text, or to how earlier citations stand in it."""
        return self._onwards(request, obj) or super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Source) -> HttpResponse:
        """Go on to the text that was added."""
        return self._onwards(request, obj) or super().response_change(request, obj)

    def _onwards(self, request: HttpRequest, obj: Source) -> HttpResponse | None:
        if _document(request) is None or "_save" not in request.POST:
            return None
        page = "recheck_citations" if obj.snapshot_of_id else "read_text"
        messages.success(request, f"“{obj}” is catalogued, with its text.")
        return redirect(f"admin:curation_source_{page}", obj.pk)


def _document(request: HttpRequest) -> StagedDocument | None:
    return getattr(request, "document", None)


def _first_text(key: str) -> Source | None:
    try:
        found = Source.objects.filter(pk=uuid.UUID(key)).select_related("snapshot_of").first()
    except ValueError:
        return None
    return found and (found.snapshot_of or found)


def _copied(first: Source) -> dict[str, Any]:
    number = Source.objects.of_document(first).values_list("snapshot_number", flat=True)[0] + 1
    ending = f"-snapshot-{number}"
    described = {name: getattr(first, name) for name in COPIED}
    return {**described, "slug": first.slug[: 80 - len(ending)] + ending}


def _suggested(document: StagedDocument) -> dict[str, Any]:
    read: Extract = document.extract
    taken = [name for name in ("title", "author", "publisher", "published") if getattr(read, name)]
    is_page = read.media_type == "text/html"
    return {
        "name": read.title[:300],
        "slug": slugify(read.title)[:80].strip("-"),
        "kind": SourceKind.WEB_PAGE if is_page else "",
        "author": read.author[:200],
        "publisher": read.publisher[:200],
        "published": read.published,
        "language": read.language,
        "url": document.url or read.url,
        "metadata_note": f"As the document says of itself: {', '.join(taken)}." if taken else "",
    }


def _about(document: StagedDocument, first: Source | None) -> str:
    """Return what an editor has to know of the text before saving it."""
    name = f"{document.name}: " if document.name else ""
    hint = (
        "The description above is copied from the first text."
        if first
        else "What stands above is suggested by the document: check each field, and put a title of "
        "your own in [brackets]."
    )
    return format_html(
        "{}{} <strong>Nothing is saved yet.</strong> {} Once saved the text is never altered; if "
        "it came out garbled, <a class='text-primary-600 underline' href='{}'>add the document "
        "again</a>.",
        name,
        document.extract.how,
        hint,
        reverse("admin:curation_source_add_snapshot", args=[first.pk])
        if first
        else reverse("admin:curation_source_add_document"),
    )
