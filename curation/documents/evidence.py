"""How a document shows its evidence."""

from rest_framework import serializers

from ..models import Citation
from .references import SourceReference

__all__ = ["CitationDocument"]


class CitationDocument(serializers.ModelSerializer):
    """A quotation and where it stands (W3C Web Annotation position and quote selectors)."""

    id = serializers.UUIDField(format="hex_verbose")
    source = SourceReference()
    reported_from = SourceReference(allow_null=True, help_text="The original relied on.")

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
        extra_kwargs = {
            "start": {"help_text": "Offset of the first code point in the text held."},
            "end": {"help_text": "Offset after the last code point."},
        }
