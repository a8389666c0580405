"""Columns of exported reference data, of review and of the ledger."""

import json

from django.contrib.auth import get_user_model
from import_export import fields

from ..models import (
    Citation,
    ImportBatch,
    Indicator,
    Issue,
    PublishedCitation,
    Release,
    ReviewDecision,
    Revision,
    StatusType,
    Suggestion,
)
from ..vocabulary import RecordKind
from .fact_resources import SEPARATOR, ReadableResource, computed, slug_of
from .sheet_resources import sheet_resource

__all__ = [
    "ActorResource",
    "CitationResource",
    "DecisionResource",
    "ImportBatchResource",
    "IndicatorResource",
    "IssueResource",
    "PublishedCitationResource",
    "ReleaseResource",
    "RevisionResource",
    "SourceResource",
    "StatusTypeResource",
    "SuggestionResource",
    "UserResource",
]


ActorResource = sheet_resource("ActorResource", RecordKind.ACTOR)
SourceResource = sheet_resource("SourceResource", RecordKind.SOURCE)


class CitationResource(ReadableResource):
    """Citations of working copies."""

    fact = fields.Field(column_name="fact", attribute="fact_id", readonly=True)
    kind = fields.Field(column_name="kind", attribute="fact__kind", readonly=True)
    label = fields.Field(column_name="label", attribute="fact__label", readonly=True)
    source = slug_of("source")
    reported_from = slug_of("reported_from")
    joins = ("fact", "source", "reported_from")

    class Meta:
        model = Citation
        fields = (
            "id",
            "fact",
            "kind",
            "label",
            "source",
            "quote",
            "start",
            "end",
            "locator",
            "reported_from",
            "support",
        )
        export_order = fields


class StatusTypeResource(ReadableResource):
    """Status types."""

    merged_into = slug_of("merged_into")
    joins = ("merged_into",)

    class Meta:
        model = StatusType
        fields = ("slug", "name", "dimension", "cow_code", "validity", "merged_into", "note")
        export_order = fields


class IssueResource(ReadableResource):
    """Issues."""

    class Meta:
        model = Issue
        fields = ("slug", "name", "description", "note")
        export_order = fields


class IndicatorResource(ReadableResource):
    """Indicators."""

    counts_status = slug_of("counts_status")
    joins = ("counts_status",)

    class Meta:
        model = Indicator
        fields = ("slug", "name", "unit", "counts_status", "description", "note")
        export_order = fields


class DecisionResource(ReadableResource):
    """Review decisions."""

    fact = fields.Field(column_name="fact", attribute="fact_id", readonly=True)
    label = fields.Field(column_name="label", attribute="fact__label", readonly=True)
    revision = fields.Field(column_name="revision", attribute="revision_id", readonly=True)
    joins = ("fact",)

    class Meta:
        model = ReviewDecision
        fields = (
            "at",
            "verdict",
            "by_name",
            "fact",
            "label",
            "fact_version",
            "comment",
            "revision",
        )
        export_order = fields


class RevisionResource(ReadableResource):
    """The ledger."""

    recorded_from = fields.Field(attribute="recorded__lower", readonly=True)
    recorded_before = fields.Field(attribute="recorded__upper", readonly=True)
    document = computed()

    class Meta:
        model = Revision
        fields = (
            "id",
            "record",
            "kind",
            "number",
            "action",
            "basis",
            "recorded_from",
            "recorded_before",
            "summary",
            "submitted_by",
            "submitted_at",
            "approved_by",
            "document",
            "digest",
            "previous_digest",
        )
        export_order = fields

    def dehydrate_document(self, revision: Revision) -> str:
        """Return the document as JSON."""
        return json.dumps(revision.document, ensure_ascii=False)


class PublishedCitationResource(ReadableResource):
    """Citations of published documents."""

    quote = computed()

    class Meta:
        model = PublishedCitation
        fields = ("id", "revision", "record", "kind", "label", "source", "support", "quote")
        export_order = fields

    def dehydrate_quote(self, citation: PublishedCitation) -> str:
        """Return the quotation, verbatim."""
        return citation.citation.get("quote", "")


class UserResource(ReadableResource):
    """Accounts, without anything that opens them."""

    groups = computed()
    gathers = ("groups",)

    class Meta:
        model = get_user_model()
        fields = (
            "username",
            "first_name",
            "last_name",
            "email",
            "is_active",
            "is_superuser",
            "groups",
            "last_login",
        )
        export_order = fields

    def dehydrate_groups(self, user: object) -> str:
        """Return the names of the groups."""
        return SEPARATOR.join(group.name for group in user.groups.all())


class ReleaseResource(ReadableResource):
    """Releases, without their files."""

    class Meta:
        model = Release
        fields = (
            "identifier",
            "title",
            "notes",
            "revision",
            "moment",
            "head_digest",
            "released_at",
            "released_by_name",
            "withdrawn_at",
            "withdrawn_by_name",
            "withdrawal_reason",
        )
        export_order = fields


class ImportBatchResource(ReadableResource):
    """Imports, without their files."""

    class Meta:
        model = ImportBatch
        fields = (
            "id",
            "kind",
            "file_name",
            "sha256",
            "state",
            "created",
            "changed",
            "unchanged",
            "refused",
            "previewed_by_name",
            "previewed_at",
            "imported_by_name",
            "imported_at",
            "undone_by_name",
            "undone_at",
        )
        export_order = fields


class SuggestionResource(ReadableResource):
    """What readers report, without who they are."""

    class Meta:
        model = Suggestion
        fields = (
            "id",
            "record",
            "kind",
            "revision",
            "received_at",
            "wrong",
            "correction",
            "evidence",
            "state",
            "note",
            "closed_by_name",
            "closed_at",
        )
        export_order = fields
