"""Citations: the passages of sources that a fact rests on."""

import uuid

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, StrIndex, Upper

from ..constraints import Rule, one_of, refuse
from ..quotation import CONTEXT_LENGTH, QuotationNotFound, locate
from ..vocabulary import Support
from .fact import Fact
from .fact_rules import parts_of_a_fact
from .source import Source

__all__ = ["Citation", "CitationQuerySet"]

STANDS_IN_ITS_SOURCE = (
    """
    SELECT held_text INTO held FROM curation_source WHERE id = NEW.source_id;
    IF held = '' THEN
        IF NEW.start IS NOT NULL THEN
        """
    + refuse(
        "offsets_point_into_a_held_text",
        "The source holds no text that offsets could point into.",
        hint="Leave the offsets blank, or enter the text of the source first.",
    )
    + """
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.start IS NULL THEN
    """
    + refuse(
        "citation_of_a_held_text_has_verified_offsets",
        "A citation of a source whose text is held says where the quotation stands.",
        hint="Give the quotation and its offsets in code points.",
    )
    + """
    END IF;
    IF substr(held, NEW.start + 1, NEW."end" - NEW.start) <> NEW.quote THEN
    """
    + refuse(
        "quotation_stands_in_its_source",
        "The source does not read “%” at offsets % to %.",
        "left(NEW.quote, 80)",
        "NEW.start",
        'NEW."end"',
        hint="Copy the passage exactly as it stands in the text held.",
    )
    + f"""
    END IF;
    IF NEW.prefix <> substr(held, greatest(NEW.start - {CONTEXT_LENGTH}, 0) + 1,
                            least(NEW.start, {CONTEXT_LENGTH}))
       OR NEW.suffix <> substr(held, NEW."end" + 1, {CONTEXT_LENGTH}) THEN
    """
    + refuse(
        "prefix_and_suffix_surround_the_quotation",
        "The text around “%” is not what the citation says.",
        "left(NEW.quote, 80)",
        hint="Prefix and suffix are taken from the text held; do not write them by hand.",
    )
    + " END IF; RETURN NEW;"
)


class CitationQuerySet(models.QuerySet["Citation"]):
    """Questions about the evidence of working copies."""

    def reporting(self) -> "CitationQuerySet":
        """Return citations with their sources, but without the texts held."""
        sources = self.select_related("source", "reported_from")
        return sources.defer("source__held_text", "reported_from__held_text")

    def without_quote(self) -> "CitationQuerySet":
        """Return citations that name a source but quote no words of it."""
        return self.filter(quote="")

    def of_earlier_texts(self, newest: Source) -> "CitationQuerySet":
        """Return citations of the texts held of the same document before ``newest``."""
        first = newest.snapshot_of_id or newest.pk
        return self.filter(
            Q(source=first) | Q(source__snapshot_of=first),
            source__snapshot_number__lt=newest.snapshot_number,
        )

    def orphaned(self) -> "CitationQuerySet":
        """Return citations whose words the newest snapshot of their document no longer says.

        Asked of the texts themselves, so that it cannot be out of date; only documents of which
        there is more than one text are searched.
        """
        document = Coalesce(OuterRef("source__snapshot_of"), OuterRef("source"))
        later = Source.objects.filter(
            snapshot_of=OuterRef("snapshot_of"), snapshot_number__gt=OuterRef("snapshot_number")
        )
        newest_lacks_it = (
            Source.objects.filter(
                ~Exists(later),
                snapshot_of=document,
                snapshot_number__gt=OuterRef("source__snapshot_number"),
            )
            .annotate(place=StrIndex("held_text", OuterRef("quote")))
            .filter(place=0)
        )
        return self.filter(Exists(newest_lacks_it))


class Citation(models.Model):
    """A fact's evidence: a verbatim quotation and where it stands.

    ``start`` and ``end`` are offsets in code points, half-open (W3C Web Annotation,
    TextPositionSelector); ``prefix`` and ``suffix`` are the text around (TextQuoteSelector).
    ``reported_from`` names the original that the source relies on. A citation of a source
    without held text has no offsets.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    quote = models.TextField(blank=True, help_text="Exactly as it stands in the text held.")
    start = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Offset in code points. Needed only if the words stand there more than once.",
    )
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    prefix = models.CharField(max_length=CONTEXT_LENGTH, blank=True, editable=False)
    suffix = models.CharField(max_length=CONTEXT_LENGTH, blank=True, editable=False)
    locator = models.CharField(
        max_length=100, blank=True, help_text="Paragraph or page; found from the text if blank."
    )
    reported_from = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reported_in",
        help_text="The original that the source relies on.",
    )
    support = models.CharField(max_length=10, choices=Support, default=Support.SUPPORTS)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "start", "id"]
        indexes = [
            models.Index(fields=["source", "start", "id"], name="citation_by_place_in_source"),
            GinIndex(
                OpClass(Upper("quote"), name="gin_trgm_ops"), name="citation_quote_by_trigrams"
            ),
        ]
        constraints = [
            one_of("citation", "support", Support.values),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True, prefix="", suffix="")
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="citation_has_both_offsets_or_none",
                violation_error_message="A citation has a start and a later end, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(reported_from__isnull=True) | ~Q(reported_from=F("source")),
                name="source_does_not_report_from_itself",
                violation_error_message="Name the original, not the source itself.",
            ),
        ]
        triggers = [
            Rule(
                name="quotation_stands_in_its_source",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("held", "text")],
                func=STANDS_IN_ITS_SOURCE,
            ),
            *parts_of_a_fact("fact_id"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id and self.source.slug}: “{self.quote[:60]}”"

    def save(self, *args: object, **kwargs: object) -> None:
        """Save; the dates of the fact are bounded by when its sources came out."""
        super().save(*args, **kwargs)
        self.fact.as_its_kind().renew_extents()

    def delete(self, *args: object, **kwargs: object) -> object:
        """Delete; what the dates of the fact were bounded by may be gone."""
        deleted = super().delete(*args, **kwargs)
        self.fact.as_its_kind().renew_extents()
        return deleted

    def report(self) -> tuple[str, str, str]:
        """Return when the source came out, when its original did, and what the passage does."""
        original = self.reported_from.published if self.reported_from_id else ""
        return self.source.published, original, self.support

    def anchor(self, *, nth: int | None = None) -> None:
        """Set offsets, surrounding text and locator from the quotation.

        ``nth`` (counted from 1) chooses among several occurrences, as ``start`` does.

        Raises:
            QuotationNotFound: the words do not stand in the text held, or more than once.
        """
        held = self.source.held_text
        if not held:
            self.start = self.end = None
            self.prefix = self.suffix = ""
            return
        span = locate(held, self.quote, start=self.start, nth=nth)
        self.start, self.end = span.start, span.end
        self.prefix, self.suffix = span.prefix, span.suffix
        self.locator = self.locator or span.locator

    def clean(self) -> None:
        """Find the quotation in its source.

        Raises:
            ValidationError: on ``quote``, with the nearest passage or the places to choose from.
        """
        if self.source_id is None:
            return
        try:
            self.anchor()
        except QuotationNotFound as error:
            raise ValidationError({"quote": str(error)}) from error
