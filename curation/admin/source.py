"""Sources at the desk, with the texts that quotations are looked up in."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
    RangeDateFilter,
)
from unfold.decorators import display

from ..models import Citation, Source
from ..vocabulary import RecordKind
from .desk import STATE_COLOURS, ReadOnlyAdmin, block_of_text, number_of
from .documents import AddsDocuments
from .import_entries import ImportButton
from .reading import ReadingPages
from .references import ReferenceAdmin
from .resources import CitationResource, SourceResource
from .snapshot_pages import SnapshotPages
from .source_forms import SourceForm

__all__ = ["CitationAdmin", "SourceAdmin"]


@admin.register(Source)
class SourceAdmin(ReadingPages, SnapshotPages, AddsDocuments, ImportButton, ReferenceAdmin):
    """Documents as consulted. Their text is entered once and never altered."""

    form = SourceForm
    actions_list = ("add_document", "import_file")
    actions_detail = (
        "read_text",
        "add_text",
        "add_snapshot",
        "recheck_citations",
        "original_file",
    )

    kind_of_record = RecordKind.SOURCE
    resource_classes = (SourceResource,)
    verbatim = ("held_text",)
    search_fields = ("name", "slug", "author", "publisher", "url")
    list_display = (
        "name",
        "kind",
        "publisher",
        "published",
        "language",
        "text_length",
        "cited",
        "read_link",
        "slug",
    )
    list_filter = (
        ("kind", ChoicesDropdownFilter),
        ("seen", ChoicesDropdownFilter),
        ("accessed_on", RangeDateFilter),
    )
    list_select_related = ("snapshot_of",)
    readonly_fields = (
        "text_held",
        "text_length",
        "sha256",
        "snapshot_link",
        "original_link",
        "original_sha256",
    )

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list:
        """Show the text held; offer a field for it only as long as there is none."""
        consulted = (("url", "archive_url"), "accessed_on", ("seen", "known_through"))
        if obj is not None and obj.snapshot_of_id:
            consulted = (*consulted, "snapshot_link")
        return [
            (
                "Document",
                {
                    "fields": (
                        ("name", "slug"),
                        ("kind", "language"),
                        ("author", "publisher", "published"),
                    )
                },
            ),
            ("Where it was consulted", {"fields": consulted}),
            self.text_fieldset(request, obj),
            ("Rights and notes", {"fields": ("rights", "metadata_note", "note")}),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Return sources with the length of their text, which is fetched when needed."""
        rows = super().get_queryset(request).defer("held_text")
        return rows.annotate(
            length=Length("held_text"), citations_number=number_of(Citation.objects.all(), "source")
        )

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Return the pages that there is something to show on."""
        try:
            source = (
                Source.objects.annotate(length=Length("held_text"))
                .defer("held_text")
                .get(pk=unquote(str(object_id)))
            )
        except (Source.DoesNotExist, ValidationError):
            return []
        several = source.snapshot_of_id or source.snapshots.exists()
        is_open = {
            "read": source.length,
            "text": not source.length and self.has_change_permission(request),
            "snapshot": source.length,
            "recheck": several,
            "original": source.original,
        }
        pages = super().get_actions_detail(request, object_id)
        return [page for page in pages if is_open[page.path]]

    @display(description="")
    def read_link(self, source: Source) -> SafeString | str:
        """Lead to the page on which the text is read and cited."""
        if not source.length:
            return ""
        return _link(reverse("admin:curation_source_read_text", args=[source.pk]), "Read and cite")

    @display(description="Snapshot of")
    def snapshot_link(self, source: Source) -> SafeString:
        """Lead to the first text held of the document."""
        first = reverse("admin:curation_source_change", args=[source.snapshot_of_id])
        return _link(first, source.snapshot_of)

    @display(description="Original file")
    def original_link(self, source: Source) -> SafeString:
        """Lead to the file that the text was read from."""
        address = reverse("admin:curation_source_original_file", args=[source.pk])
        return _link(address, source.original_name)

    @display(description="Text held")
    def text_held(self, source: Source) -> SafeString:
        """Return the text as it is held, to copy quotations from."""
        return block_of_text(source.held_text)

    @display(description="Code points held", ordering="length")
    def text_length(self, source: Source) -> str:
        """Return the number of code points."""
        return f"{source.length:,}" if source.length else "no text"

    @display(description="Citations", ordering="citations_number")
    def cited(self, source: Source) -> int:
        """Return the number of citations."""
        return source.citations_number


def _link(address: str, words: object) -> SafeString:
    return format_html('<a class="text-primary-600 underline" href="{}">{}</a>', address, words)


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin):
    """The passages that working copies rest on; they are edited in the forms of their facts."""

    resource_classes = (CitationResource,)
    search_fields = ("quote", "fact__label", "locator")
    search_help_text = "Quotation, label of the fact, locator"
    list_display = (
        "quotation",
        "source",
        "locator",
        "support",
        "reported_from",
        "fact_link",
        "state_label",
    )
    list_filter = (
        ("source", AutocompleteSelectFilter),
        ("reported_from", AutocompleteSelectFilter),
        ("support", ChoicesDropdownFilter),
        ("fact__kind", ChoicesDropdownFilter),
        ("fact__state", ChoicesDropdownFilter),
    )
    ordering = ("source_id", "start", "pk")
    fields = (
        "fact_link",
        "quotation_whole",
        ("source", "support"),
        ("start", "end"),
        ("prefix", "suffix"),
        ("locator", "reported_from"),
    )
    readonly_fields = ("fact_link", "quotation_whole")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        """Return citations with facts and sources, without the sources' texts."""
        rows = super().get_queryset(request).select_related("fact", "source", "reported_from")
        return rows.defer("source__held_text", "reported_from__held_text")

    @display(description="Quotation", ordering="quote")
    def quotation(self, citation: Citation) -> str:
        """Return the quotation, cut to a column's width."""
        quote = citation.quote or "(no words quoted)"
        return quote if len(quote) <= 110 else f"{quote[:108].rstrip()} …"

    @display(description="Quotation")
    def quotation_whole(self, citation: Citation) -> SafeString:
        """Return the quotation."""
        return block_of_text(citation.quote)

    @display(description="Fact", ordering="fact__label")
    def fact_link(self, citation: Citation) -> SafeString:
        """Lead to the form in which the citation is edited."""
        fact = citation.fact
        address = reverse(f"admin:curation_{fact.kind}_change", args=[fact.pk])
        return _link(address, fact.label[:90])

    @display(description="State", ordering="fact__state", label=STATE_COLOURS)
    def state_label(self, citation: Citation) -> tuple[str, str]:
        """Return where the fact stands."""
        return citation.fact.state, citation.fact.get_state_display()
