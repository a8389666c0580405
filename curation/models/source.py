"""Sources: documents as consulted, with the text they are quoted from."""

import hashlib
from pathlib import PurePath

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q

from ..constraints import Rule, kebab_case, one_of, refuse
from ..dates import InvalidPeriod, Period
from ..vocabulary import Seen, SourceKind
from .reference import REFERENCE_RULES, Reference
from .search_rules import names_are_found
from .snapshot_rules import SNAPSHOT_RULES

__all__ = ["Source", "SourceQuerySet", "address_of_original"]


class Sha256(Func):
    """SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


def address_of_original(source: "Source", name: str) -> str:
    """Return where the storage keeps an original: under its checksum, whatever it was called."""
    digest = source.original_sha256
    return f"originals/{digest[:2]}/{digest}{PurePath(name).suffix.lower()[:8]}"


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions about sources."""

    def of_document(self, source: "Source") -> "SourceQuerySet":
        """Return every text held of the document that ``source`` is a text of, newest first."""
        first = source.snapshot_of_id or source.pk
        return self.filter(Q(pk=first) | Q(snapshot_of=first)).order_by("-snapshot_number")


class Source(Reference):
    """A document as consulted; ``name`` is its title, in [brackets] when supplied by us.

    ``held_text`` is kept code point for code point (NBSP, typos and mixed quotation marks
    included) and never altered, since citations point into it. It is for editors; the public
    sees the quotations.

    ``seen`` says whether the document was consulted at all. One known at second hand names in
    ``known_through`` the document or the note that it is known through.

    A document consulted again is a source of its own, with ``snapshot_of`` naming the first;
    ``snapshot_number`` counts them and is kept by the database. ``original`` is the file that
    the text was read from, as it was uploaded.
    """

    name = models.CharField(
        "title", max_length=300, help_text="In [brackets] when the cataloguer supplied it."
    )
    kind = models.CharField(max_length=20, choices=SourceKind)
    author = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.CharField(max_length=64, blank=True, help_text="EDTF date of publication.")
    url = models.URLField("URL", max_length=500, blank=True)
    archive_url = models.URLField("archive URL", max_length=500, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
    seen = models.CharField(
        "how it is known",
        max_length=20,
        choices=Seen,
        blank=True,
        help_text="First hand if you have read the document; follows from a text that is held.",
    )
    known_through = models.CharField(
        max_length=300,
        blank=True,
        help_text="Of a document known at second hand: which document or note says so.",
    )
    language = models.CharField(max_length=20, blank=True, help_text="BCP 47 tag: en, ru, zh, …")
    rights = models.TextField(blank=True)
    held_text = models.TextField(
        blank=True, help_text="The exact text held. Once saved it is never altered."
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    metadata_note = models.TextField(
        blank=True, help_text="Where each inferred piece of this description comes from."
    )
    snapshot_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="snapshots",
        help_text="The first text held of the document, if this is a later one.",
    )
    snapshot_number = models.PositiveSmallIntegerField(default=1, editable=False)
    original = models.FileField(
        upload_to=address_of_original, max_length=120, blank=True, editable=False
    )
    original_sha256 = models.CharField(
        "SHA-256 of the original", max_length=64, blank=True, editable=False
    )
    original_name = models.CharField(max_length=200, blank=True, editable=False)
    media_type = models.CharField(max_length=60, blank=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            kebab_case("source"),
            one_of("source", "kind", SourceKind.values),
            models.CheckConstraint(
                condition=Q(seen__in=Seen.values),
                name="source_says_how_it_is_known",
                violation_error_message="Say how the document is known: first-hand if it was "
                "read, second-hand if it is known through another document or a note.",
            ),
            models.CheckConstraint(
                condition=(~Q(seen=Seen.SECOND_HAND) | ~Q(known_through=""))
                & (~Q(seen=Seen.FIRST_HAND) | Q(known_through="")),
                name="second_hand_source_names_what_it_is_known_through",
                violation_error_message="A document known at second hand names the document or "
                "note that it is known through; one that was read names none.",
            ),
            models.CheckConstraint(
                condition=Q(held_text="") | Q(seen=Seen.FIRST_HAND),
                name="source_with_a_held_text_is_first_hand",
                violation_error_message="A document whose text is held was consulted: it is "
                "known at first hand.",
            ),
            models.CheckConstraint(
                condition=Q(held_text="", sha256="")
                | (~Q(held_text="") & Q(sha256=Sha256(F("held_text")))),
                name="held_text_matches_its_sha256",
                violation_error_message="The SHA-256 does not belong to the text held.",
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~Q(sha256=""),
                name="text_is_held_once",
                violation_error_message="Another source holds exactly this text already.",
            ),
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url="") & Q(snapshot_of__isnull=True),
                name="address_is_catalogued_once",
                violation_error_message="A source with this URL is catalogued already: "
                "add a new text of it as a snapshot.",
            ),
            models.CheckConstraint(
                condition=Q(snapshot_of__isnull=True) | ~Q(held_text=""),
                name="snapshot_holds_a_text",
                violation_error_message="A snapshot holds the text of the document as it was "
                "consulted again.",
            ),
            models.CheckConstraint(
                condition=Q(original="", original_sha256="", original_name="", media_type="")
                | (
                    Q(original_sha256__regex=r"^[0-9a-f]{64}$")
                    & ~(Q(original="") | Q(original_name="") | Q(media_type=""))
                ),
                name="original_comes_with_its_sha256",
                violation_error_message="An original file comes with its SHA-256, name and "
                "media type.",
            ),
        ]
        triggers = [
            *REFERENCE_RULES,
            Rule(
                name="held_text_is_never_altered",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("held_text"),
                func="IF OLD.held_text <> '' AND NEW.held_text <> OLD.held_text THEN "
                + refuse(
                    "held_text_is_never_altered",
                    "The text held of % is what its citations point into and cannot be altered.",
                    "OLD.slug",
                    hint="Add the new text as a snapshot of the source.",
                )
                + " END IF; RETURN NEW;",
            ),
            *SNAPSHOT_RULES,
            *names_are_found("source"),
        ]

    def clean(self) -> None:
        """Normalise the date of publication and compute the checksum.

        Raises:
            ValidationError: the date is not an EDTF text the registry understands.
        """
        try:
            self.derive()
        except InvalidPeriod as error:
            raise ValidationError({"published": str(error)}) from error

    def derive(self) -> None:
        """Normalise ``published``; set what follows from the text held."""
        if self.published:
            self.published = Period.parse(self.published).text
        text = self.held_text.encode()
        self.sha256 = hashlib.sha256(text).hexdigest() if text else ""
        if text:  # Whoever holds the text has the document: nothing else has to vouch for it.
            self.seen, self.known_through = Seen.FIRST_HAND, ""

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with checksum and normalised date; read back the number of a snapshot."""
        self.derive()
        super().save(*args, **kwargs)
        if self.snapshot_of_id:
            self.refresh_from_db(fields=["snapshot_number"])
