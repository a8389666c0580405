"""The ledger at the desk: to be read, by everyone, and written by nobody."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import (
    ChoicesDropdownFilter,
    RangeDateTimeFilter,
)
from unfold.decorators import display

from ..models import PublishedCitation, Revision
from ..vocabulary import Action
from .desk import ReadOnlyAdmin, ShowsRank, block_of_text, days, pretty
from .ledger_search import (
    ActorSlugFilter,
    FactKindFilter,
    SearchesCitations,
    SearchesRevisions,
    SourceSlugFilter,
)
from .resources import PublishedCitationResource, RevisionResource

__all__ = ["PublishedCitationAdmin", "RevisionAdmin"]

ACTION_COLOURS = {Action.PUBLISH: "success", Action.REISSUE: "info", Action.RETRACT: "danger"}


def moments(recorded: Any) -> str:
    """Return since when, and until when, the ledger says so."""
    since = f"{recorded.lower:%Y-%m-%d %H:%M:%S} UTC"
    return f"{since} to {recorded.upper:%Y-%m-%d %H:%M:%S} UTC" if recorded.upper else since


@admin.register(Revision)
class RevisionAdmin(SearchesRevisions, ShowsRank, ReadOnlyAdmin):
    """Every published version of every record."""

    resource_classes = (RevisionResource,)
    search_fields = ("document__label", "document__name", "record", "digest", "summary")
    search_help_text = "Label, summary; a record's whole UUID; the beginning of a digest"
    list_display = (
        "id",
        "label_short",
        "kind",
        "rank_label",
        "number",
        "action_label",
        "approved_by",
        "recorded_at",
        "in_force",
    )
    list_display_links = ("id", "label_short")
    list_filter = (
        ("kind", ChoicesDropdownFilter),
        ("action", ChoicesDropdownFilter),
        ("basis", ChoicesDropdownFilter),
        ActorSlugFilter,
        ("submitted_at", RangeDateTimeFilter),
    )
    ordering = ("-id",)
    fieldsets = (
        (
            "Revision",
            {
                "fields": (
                    "label_short",
                    ("record", "kind", "number"),
                    ("action", "basis", "schema_version"),
                    "summary",
                )
            },
        ),
        (
            "When",
            {"fields": (("recorded_at", "in_force"), ("definitely", "possibly"))},
        ),
        ("Who", {"fields": (("submitted_by", "submitted_at"), "approved_by")}),
        ("Document", {"fields": ("document_text",)}),
        ("Chain", {"fields": ("digest", "previous_digest")}),
    )
    readonly_fields = (
        "label_short",
        "recorded_at",
        "in_force",
        "definitely",
        "possibly",
        "document_text",
    )

    @display(description="Record")
    def label_short(self, revision: Revision) -> str:
        """Return what the record says, in a few words."""
        return revision.label[:110]

    @display(description="Action", ordering="action", label=ACTION_COLOURS)
    def action_label(self, revision: Revision) -> tuple[str, str]:
        """Return what the revision does."""
        return revision.action, revision.get_action_display()

    @display(description="Recorded", ordering="recorded")
    def recorded_at(self, revision: Revision) -> str:
        """Return since when the ledger says so."""
        return moments(revision.recorded)

    @display(description="In force", boolean=True)
    def in_force(self, revision: Revision) -> bool:
        """Tell whether it is the record's current revision."""
        return revision.recorded.upper is None

    @display(description="Certainly held")
    def definitely(self, revision: Revision) -> str:
        """Return the definite extent in words."""
        return days(revision.definite) if revision.definite else "–"

    @display(description="Possibly held")
    def possibly(self, revision: Revision) -> str:
        """Return the possible extent in words."""
        return days(revision.possible) if revision.possible else "–"

    @display(description="Document")
    def document_text(self, revision: Revision) -> SafeString:
        """Return the document as it was published."""
        return pretty(revision.document)


@admin.register(PublishedCitation)
class PublishedCitationAdmin(SearchesCitations, ShowsRank, ReadOnlyAdmin):
    """The passages that the public record rests on."""

    resource_classes = (PublishedCitationResource,)
    search_fields = ("label", "citation__quote", "source")
    search_help_text = "Quotation, label of the fact, slug of the source"
    list_display = (
        "id",
        "quotation",
        "source",
        "support",
        "label_short",
        "kind",
        "rank_label",
        "in_force",
    )
    list_display_links = ("id", "quotation")
    list_filter = (SourceSlugFilter, FactKindFilter)
    ordering = ("-revision_id", "-id")
    sortable_by = ()
    fieldsets = (
        ("Passage", {"fields": ("quotation_whole", ("source", "support"))}),
        ("Fact", {"fields": ("label_short", ("record", "kind"), "recorded_at")}),
        ("As published", {"fields": ("citation_text",)}),
    )
    readonly_fields = ("quotation_whole", "label_short", "recorded_at", "citation_text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PublishedCitation]:
        """Return citations; of their revisions no more is needed than the rank."""
        rows = super().get_queryset(request).select_related(None)
        return rows.annotate(rank=F("revision__rank"))

    @display(description="Quotation")
    def quotation(self, citation: PublishedCitation) -> str:
        """Return the quotation, cut to a column's width."""
        quote = citation.citation.get("quote", "")
        return quote if len(quote) <= 110 else f"{quote[:108].rstrip()} …"

    @display(description="Quotation")
    def quotation_whole(self, citation: PublishedCitation) -> SafeString:
        """Return the quotation."""
        return block_of_text(citation.citation.get("quote", ""))

    @display(description="Fact", ordering="label")
    def label_short(self, citation: PublishedCitation) -> str:
        """Return the fact's label."""
        return citation.label[:90]

    @display(description="Recorded")
    def recorded_at(self, citation: PublishedCitation) -> str:
        """Return since when the ledger says so."""
        return moments(citation.recorded)

    @display(description="In force", boolean=True)
    def in_force(self, citation: PublishedCitation) -> bool:
        """Tell whether it belongs to a current revision."""
        return citation.recorded.upper is None

    @display(description="Citation")
    def citation_text(self, citation: PublishedCitation) -> SafeString:
        """Return the citation as it was published."""
        return pretty(citation.citation)
