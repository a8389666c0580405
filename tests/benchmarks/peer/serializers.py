"""The serializers of the stock peer: the keys that the registry's documents have."""

from rest_framework import serializers

from .models import Actor, Citation, Revision, Source, Status, StatusType

__all__ = ["StatusSerializer"]


class ActorSerializer(serializers.ModelSerializer):
    """An actor."""

    class Meta:
        model = Actor
        fields = ["slug", "name", "kind", "iso3"]


class StatusTypeSerializer(serializers.ModelSerializer):
    """A status type."""

    class Meta:
        model = StatusType
        fields = ["slug", "name", "dimension"]


class SourceSerializer(serializers.ModelSerializer):
    """A source."""

    class Meta:
        model = Source
        fields = ["slug", "title", "kind", "publisher", "published", "url"]


class CitationSerializer(serializers.ModelSerializer):
    """A passage with its source."""

    source = SourceSerializer()
    reported_from = SourceSerializer()

    class Meta:
        model = Citation
        fields = [
            "id",
            "source",
            "quote",
            "start",
            "end",
            "prefix",
            "suffix",
            "locator",
            "reported_from",
            "support",
        ]


class RevisionSerializer(serializers.ModelSerializer):
    """What was published when."""

    class Meta:
        model = Revision
        fields = [
            "id",
            "kind",
            "number",
            "action",
            "basis",
            "recorded_from",
            "recorded_until",
            "submitted_by",
            "submitted_at",
            "approved_by",
            "summary",
            "fact_version",
            "schema_version",
            "digest",
            "previous_digest",
        ]


class ReferenceSerializer(serializers.ModelSerializer):
    """Another status."""

    class Meta:
        model = Status
        fields = ["id", "kind", "label"]


class StatusSerializer(serializers.ModelSerializer):
    """A status with everything that the registry says of it."""

    actor = ActorSerializer()
    status = StatusTypeSerializer()
    organization = ActorSerializer()
    settled_by = ReferenceSerializer()
    disputes = ReferenceSerializer(many=True)
    disputed_by = ReferenceSerializer(many=True)
    citations = CitationSerializer(many=True)
    revision = RevisionSerializer()

    class Meta:
        model = Status
        fields = [
            "id",
            "kind",
            "label",
            "actor",
            "status",
            "organization",
            "start_basis",
            "end_basis",
            "actor_as_written",
            "when",
            "when_in_words",
            "attested",
            "possible_from",
            "possible_until",
            "definite_from",
            "definite_until",
            "precision",
            "certainty",
            "hedge",
            "rank",
            "rationale",
            "outcome",
            "settled_by",
            "note",
            "disputes",
            "citations",
            "disputed_by",
            "revision",
        ]
