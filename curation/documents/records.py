"""Documents of the reference data that facts refer to."""

from rest_framework import serializers

from ..models import Actor, ActorName, Indicator, Issue, Source, StatusType
from .fields import ExtentField
from .references import ActorReference, SourceReference, StatusTypeReference

__all__ = [
    "ActorDocument",
    "IndicatorDocument",
    "IssueDocument",
    "SourceDocument",
    "StatusTypeDocument",
]


# What terms are called beside their English names, and where that is known from.
NAMES = ("name_ru", "name_zh", "other_names", "names_basis")


class ActorNameDocument(serializers.ModelSerializer):
    """A name of an actor in some language."""

    class Meta:
        model = ActorName
        fields = ["name", "language", "kind", "when", "basis", "note"]


class ActorDocument(serializers.ModelSerializer):
    """An actor with its names and codes."""

    id = serializers.UUIDField(format="hex_verbose")
    parent = ActorReference(allow_null=True)
    iso2 = serializers.CharField(source="iso_alpha2", help_text="ISO 3166-1 alpha-2, or blank.")
    iso3 = serializers.CharField(source="iso_alpha3", help_text="ISO 3166-1 alpha-3, or blank.")
    cow_number = serializers.IntegerField(allow_null=True, help_text="Correlates of War number.")
    gw_number = serializers.IntegerField(allow_null=True, help_text="Gleditsch–Ward number.")
    article = serializers.CharField(help_text="“the”, if a sentence puts it before the name.")
    names = ActorNameDocument(many=True)

    class Meta:
        model = Actor
        fields = [
            "id",
            "slug",
            "name",
            "kind",
            "parent",
            "iso2",
            "iso3",
            "iso_numeric",
            "cow_number",
            "gw_number",
            "wikidata",
            "article",
            "names",
            "note",
        ]


class SourceDocument(serializers.ModelSerializer):
    """A source's description; the text held is for editors, the public sees the quotations."""

    id = serializers.UUIDField(format="hex_verbose")
    title = serializers.CharField(source="name")
    url = serializers.URLField(max_length=500, allow_blank=True)
    accessed_on = serializers.DateField(allow_null=True)
    snapshot_of = SourceReference(
        allow_null=True, help_text="The document as it was first consulted."
    )
    length = serializers.SerializerMethodField(help_text="Code points of the text held; 0: none.")

    class Meta:
        model = Source
        fields = [
            "id",
            "slug",
            "title",
            "kind",
            "author",
            "publisher",
            "published",
            "url",
            "archive_url",
            "accessed_on",
            "seen",
            "known_through",
            "language",
            "rights",
            "sha256",
            "length",
            "snapshot_of",
            "metadata_note",
            "note",
        ]

    def get_length(self, source: Source) -> int:
        """Return the number of code points of the text held."""
        return len(source.held_text)


class StatusTypeDocument(serializers.ModelSerializer):
    """A status that an actor can hold."""

    id = serializers.UUIDField(format="hex_verbose")
    cow_code = serializers.IntegerField(allow_null=True, help_text="Correlates of War code.")
    valid = ExtentField(help_text="When the organization used the status.")
    merged_into = StatusTypeReference(allow_null=True)

    class Meta:
        model = StatusType
        fields = [
            "id",
            "slug",
            "name",
            *NAMES,
            "dimension",
            "cow_code",
            "validity",
            "valid",
            "merged_into",
            "note",
        ]


class IssueDocument(serializers.ModelSerializer):
    """A question on which actors take positions."""

    id = serializers.UUIDField(format="hex_verbose")

    class Meta:
        model = Issue
        fields = ["id", "slug", "name", *NAMES, "description", "note"]


class IndicatorDocument(serializers.ModelSerializer):
    """What a figure measures."""

    id = serializers.UUIDField(format="hex_verbose")

    class Meta:
        model = Indicator
        fields = ["id", "slug", "name", *NAMES, "unit", "description", "note"]
