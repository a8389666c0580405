"""What facts refer to: records with a slug that are published beside them."""

import uuid

import pgtrigger
from django.db import models

from ..constraints import Rule, refuse
from .edit_counts import EDITS_ARE_COUNTED

__all__ = ["NULL_WORDS", "PUBLISHED_RECORD_IS_KEPT", "REFERENCE_RULES", "Reference"]

# What pandas, R, csvkit and others read as a missing value in a CSV, whatever its case.
NULL_WORDS = ("n-a", "na", "nan", "nil", "none", "null")


IS_PUBLISHED = "EXISTS (SELECT 1 FROM curation_revision WHERE record = OLD.id)"

PUBLISHED_RECORD_IS_KEPT = Rule(
    name="published_record_is_never_deleted",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    func=f"IF {IS_PUBLISHED} THEN "
    + refuse(
        "published_record_is_never_deleted",
        "This record stands in the public ledger and cannot be deleted.",
        hint="Retract a fact instead; keep reference data that published facts use.",
    )
    + " END IF; RETURN OLD;",
)

PUBLISHED_SLUG_IS_KEPT = Rule(
    name="published_slug_is_never_changed",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("slug"),
    func=f"IF NEW.slug <> OLD.slug AND {IS_PUBLISHED} THEN "
    + refuse(
        "published_slug_is_never_changed",
        "The slug % is a public identifier and cannot change.",
        "OLD.slug",
        hint="Change the name instead; the slug only identifies.",
    )
    + " END IF; RETURN NEW;",
)

SLUG_IS_NO_NULL_WORD = Rule(
    name="slug_is_no_null_word",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("slug"),
    func=f"IF NEW.slug IN {NULL_WORDS} THEN "
    + refuse(
        "slug_is_no_null_word",
        "Programs that read tables take “%” for a missing value.",
        "NEW.slug",
        hint="Choose a slug of more than that word.",
    )
    + " END IF; RETURN NEW;",
)

REFERENCE_RULES = [
    PUBLISHED_RECORD_IS_KEPT, PUBLISHED_SLUG_IS_KEPT, SLUG_IS_NO_NULL_WORD, EDITS_ARE_COUNTED,
]  # fmt: skip


class Reference(models.Model):
    """A row of reference data: it has a stable public slug and an English name.

    ``version`` counts its edits, those of its parts included, and is kept by the database.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="Stable public identifier, such as dialogue-partner. Fixed once published.",
    )
    name = models.CharField(max_length=200, help_text="English name, as readers will see it.")
    note = models.TextField(blank=True, help_text="Public note.")
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
