"""Serializers that describe what the API says of releases. They only describe, for OpenAPI."""

from rest_framework import serializers

from ..vocabulary import RecordKind

__all__ = ["CHANGES", "ReleaseAnswer", "ReleaseDifference", "ReleaseList"]

CHANGES = ("added", "corrected", "relabelled", "retracted")


class Withdrawal(serializers.Serializer):
    """That a release is faulty. It stays where it is, and is not the latest any more."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    reason = serializers.CharField()


class ReleasedFile(serializers.Serializer):
    """A file of a release. It never changes."""

    path = serializers.CharField(help_text="Below `files/` of the release.")
    url = serializers.URLField(help_text="Takes ranges (RFC 9110, 14).")
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField(help_text="Also the file's `ETag`.")
    media_type = serializers.CharField()


class ReleaseSummary(serializers.Serializer):
    """A release, without its single files."""

    identifier = serializers.CharField(help_text="“v”, year and month; `known_at` takes it too.")
    url = serializers.URLField()
    page = serializers.URLField(help_text="The page for readers, with how to cite it.")
    title = serializers.CharField()
    notes = serializers.CharField(help_text="What readers should know of it.")
    released_at = serializers.DateTimeField()
    released_by = serializers.CharField()
    revision = serializers.IntegerField(help_text="The last revision in it.")
    known_at = serializers.DateTimeField(help_text="Since when that revision is recorded.")
    head_digest = serializers.CharField(help_text="The digest of that revision.")
    previous = serializers.CharField(allow_null=True, help_text="The release before it.")
    changes = serializers.URLField(
        allow_null=True, help_text="What differs from the release before it."
    )
    withdrawn = Withdrawal(allow_null=True, help_text="Null: it stands.")
    archive = ReleasedFile(help_text="Everything, in one file.")


class ReleaseAnswer(ReleaseSummary):
    """A release and all of its files."""

    files = ReleasedFile(many=True, help_text="The archive, and what is read in place.")


class ReleaseList(serializers.Serializer):
    """All releases."""

    next = serializers.URLField(allow_null=True, help_text="Null: all are on this page.")
    previous = serializers.URLField(allow_null=True)
    count = serializers.IntegerField()
    results = ReleaseSummary(many=True, help_text="The newest first; withdrawn ones say so.")


class FigureSaid(serializers.Serializer):
    """What a figure says."""

    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    exactness = serializers.CharField()
    as_written = serializers.CharField()


class DifferingRecord(serializers.Serializer):
    """A record that the later release tells otherwise."""

    change = serializers.ChoiceField(
        CHANGES,
        help_text="`relabelled`: it claims the same; what it refers to has another name now.",
    )
    record = serializers.UUIDField()
    kind = serializers.ChoiceField(RecordKind.choices, help_text="Kind of record.")
    label = serializers.CharField()
    revision = serializers.IntegerField(help_text="The revision that says so now.")
    reason = serializers.CharField(help_text="Which was given publicly; of retractions always.")
    keys = serializers.ListField(
        child=serializers.CharField(), help_text="Which keys of the document say something else."
    )
    before = FigureSaid(allow_null=True, help_text="Of figures: what it said.")
    after = FigureSaid(allow_null=True, help_text="Of figures: what it says.")


class ReleaseDifference(serializers.Serializer):
    """What a release says otherwise than an earlier one."""

    next = serializers.URLField(allow_null=True, help_text="Where to go on; null: this is all.")
    previous = serializers.URLField(allow_null=True, help_text="The first page; null: this is.")
    earlier = serializers.CharField(help_text="The release that is compared.")
    later = serializers.CharField(help_text="The release that it is compared with.")
    results = DifferingRecord(many=True, help_text="In the order of the ledger.")
