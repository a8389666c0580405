"""How a document names what it refers to: an object with slug and label."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from ..models import Actor, Fact, Indicator, Issue, Source, StatusType

__all__ = [
    "ActorReference",
    "FactReference",
    "IndicatorReference",
    "IssueReference",
    "SourceReference",
    "StatusTypeReference",
]


class ActorReference(serializers.ModelSerializer):
    """An actor: slug, English name, kind, ISO 3166 alpha-3 code of a state."""

    iso3 = serializers.CharField(source="iso_alpha3", help_text="ISO 3166-1 alpha-3, or blank.")

    class Meta:
        model = Actor
        fields = ["slug", "name", "kind", "iso3"]


class StatusTypeReference(serializers.ModelSerializer):
    """A status type: slug, name and dimension."""

    class Meta:
        model = StatusType
        fields = ["slug", "name", "dimension"]


class IssueReference(serializers.ModelSerializer):
    """An issue: slug and name."""

    class Meta:
        model = Issue
        fields = ["slug", "name"]


class IndicatorReference(serializers.ModelSerializer):
    """An indicator: slug, name and unit."""

    class Meta:
        model = Indicator
        fields = ["slug", "name", "unit"]


class SourceReference(serializers.ModelSerializer):
    """A source, as a reader needs it to find the document."""

    title = serializers.CharField(source="name")

    class Meta:
        model = Source
        fields = [
            "slug",
            "title",
            "kind",
            "publisher",
            "published",
            "url",
            "archive_url",
            "seen",
            "known_through",
        ]


@extend_schema_serializer(component_name="FactReference")
class FactReference(serializers.ModelSerializer):
    """Another fact: id, kind and label."""

    id = serializers.UUIDField(format="hex_verbose")

    class Meta:
        model = Fact
        fields = ["id", "kind", "label"]
