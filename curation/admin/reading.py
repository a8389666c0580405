"""The page on which an editor reads a text and points at the passage that a fact rests on."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from unfold.decorators import action

from ..errors import EvidenceError
from ..models import FACT_MODELS, Citation, Fact, Source
from .pointing import Passage
from .segments import marked_up

__all__ = ["ReadingPages"]


class CiteForm(forms.Form):
    """Which existing fact a passage is cited for."""

    fact = forms.ModelChoiceField(Fact.objects.all(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Search facts through the field of a fact that names another."""
        super().__init__(*args, **kwargs)
        self.fields["fact"].widget = AutocompleteSelect(
            Fact._meta.get_field("settled_by"),
            admin.site,
            choices=self.fields["fact"].choices,
        )


class ReadingPages:
    """The source's model admin: reading and citing, and the original file."""

    @action(description="Read and cite", url_path="read", icon="ink_highlighter")
    def read_text(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the text held, with everything that rests on it."""
        source = self.source_to_see(request, object_id)
        citations = list(
            Citation.objects.filter(source=source)
            .select_related("fact", "reported_from")
            .defer("reported_from__held_text")
            .order_by("start", "end", "position", "pk")
        )
        form = CiteForm()
        context = {
            **self.admin_site.each_context(request),
            "title": source.name,
            "subtitle": "Read and cite",
            "opts": self.opts,
            "source": source,
            "text": marked_up(source.held_text, citations),
            "citations": citations,
            "snapshots": Source.objects.of_document(source).defer("held_text"),
            "kinds": [
                (kind, model._meta.verbose_name)
                for kind, model in FACT_MODELS.items()
                if request.user.has_perm(f"curation.add_{kind}")
            ],
            "may_cite": any(
                request.user.has_perm(f"curation.change_{kind}") for kind in FACT_MODELS
            ),
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/curation/reading.html", context)

    @action(description="Original file", url_path="original", icon="download")
    def original_file(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Hand out the file that the text was read from, to keep, never to be shown in place."""
        source = self.source_to_see(request, object_id)
        if not source.original or not default_storage.exists(source.original.name):
            messages.error(request, f"No original file of “{source}” is kept.")
            return redirect("admin:curation_source_change", source.pk)
        return FileResponse(
            default_storage.open(source.original.name),
            as_attachment=True,
            filename=source.original_name,
            content_type=source.media_type,
            headers={
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox; default-src 'none'",
                "Cache-Control": "private",
            },
        )

    def cite_passage(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead to the form in which the passage is cited: of an existing fact, or of a new one."""
        source = self.source_to_see(request, object_id)
        try:
            passage = Passage.of(source, request.GET)
            form = _form_for(request)
        except EvidenceError as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:curation_source_read_text", source.pk)
        return redirect(f"{form}?{urlencode(passage.query())}")

    def get_urls(self) -> list:
        """Add the address to which the reading page sends a passage."""
        cite = path(
            "<path:object_id>/cite/",
            self.admin_site.admin_view(self.cite_passage),
            name="curation_source_cite",
        )
        return [cite, *super().get_urls()]

    def source_to_see(self, request: HttpRequest, object_id: str) -> Source:
        """Return the source with its text.

        Raises:
            Http404: there is none.
            PermissionDenied: this person may not see sources.
        """
        try:
            source = Source.objects.filter(pk=unquote(object_id)).first()
        except ValidationError:
            source = None
        if source is None:
            raise Http404("There is no such source.")
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        return source


def _form_for(request: HttpRequest) -> str:
    """Return the address of the form that is asked for."""
    kind = request.GET.get("kind", "")
    if kind in FACT_MODELS:
        return reverse(f"admin:curation_{kind}_add")
    if not request.GET.get("fact"):
        raise EvidenceError("Choose what the passage is cited for: a fact, or a new one.")
    try:
        fact = Fact.objects.filter(pk=request.GET["fact"]).first()
    except ValidationError:
        fact = None
    if fact is None:
        raise EvidenceError("That fact is not there any more. Choose another.")
    return reverse(f"admin:curation_{fact.kind}_change", args=[fact.pk])
