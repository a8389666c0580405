"""What can be searched for by name: every name and code of reference data, folded."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func

from .revision import Revision

__all__ = ["SearchName"]


class Folded(Func):
    """A text without what makes no difference between two spellings."""

    function = "public.curation_folded"
    output_field = models.TextField()


class Stems(Func):
    """The stems of the Russian words of a folded text; other words as they are."""

    function = "public.curation_stems"
    output_field = models.TextField()


class SearchName(models.Model):
    """A name or a code: of a working row, or of what a revision published.

    The rows follow from those of other tables: triggers of the database write them
    (`search_rules`). Types of event and terms without a record have names only.
    """

    kind = models.CharField(max_length=20)
    record = models.UUIDField(null=True)
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.CASCADE, related_name="search_names"
    )
    slug = models.CharField(max_length=80)
    name = models.TextField()
    is_code = models.BooleanField()
    key = models.GeneratedField(
        expression=Folded(F("name")), output_field=models.TextField(), db_persist=True
    )
    stems = models.GeneratedField(
        expression=Stems(Folded(F("name"))), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["key"], name="search_name_by_key"),
            models.Index(fields=["stems"], name="search_name_by_stems"),
            models.Index(fields=["record"], name="search_name_by_record"),
            GinIndex(OpClass("key", name="gin_trgm_ops"), name="search_name_by_trigrams"),
            GinIndex(OpClass("stems", name="gin_trgm_ops"), name="search_name_by_stem_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name
