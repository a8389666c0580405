"""Import batches: a file as it was uploaded, and what each of its rows did to the working copy."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q

from ..constraints import Rule, one_of, refuse
from ..vocabulary import FACT_KINDS, BatchState, RecordKind, RowOutcome

__all__ = ["IMPORTED_KINDS", "ImportBatch", "ImportedRow"]

IMPORTED_KINDS = (*FACT_KINDS, RecordKind.ACTOR, RecordKind.SOURCE)
DONE = [BatchState.IMPORTED, BatchState.UNDONE]


class Sha256OfBytes(Func):
    """SHA-256 of bytes, in lower-case hexadecimal."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = models.CharField()


def _who_and_when(deed: str) -> Q:
    """Return the condition that who did ``deed``, by which name and when are told together."""
    by, name, at = f"{deed}_by", f"{deed}_by_name", f"{deed}_at"
    return Q(**{f"{by}__isnull": True, name: "", f"{at}__isnull": True}) | (
        Q(**{f"{by}__isnull": False, f"{at}__isnull": False}) & ~Q(**{name: ""})
    )


class ImportBatch(models.Model):
    """A file that was previewed, and perhaps imported and undone.

    ``content`` is the file byte for byte: what was previewed is what is imported. Who did what
    is copied by name beside the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.label) for kind in IMPORTED_KINDS]
    )
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    state = models.CharField(
        max_length=10, choices=BatchState, default=BatchState.PREVIEWED, db_index=True
    )
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    previewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    previewed_by_name = models.CharField(max_length=200)
    previewed_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    imported_by_name = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_by_name = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-previewed_at", "id"]
        verbose_name = "import"
        permissions = [("import_records", "Can import files, and undo imports")]
        constraints = [
            one_of("import_batch", "kind", IMPORTED_KINDS),
            one_of("import_batch", "state", BatchState.values),
            models.CheckConstraint(
                condition=Q(sha256=Sha256OfBytes(F("content"))),
                name="imported_file_matches_its_sha256",
                violation_error_message="The SHA-256 does not belong to the file.",
            ),
            models.CheckConstraint(
                condition=_who_and_when("imported"),
                name="import_names_who_and_when",
                violation_error_message="An import names who confirmed it and when.",
            ),
            models.CheckConstraint(
                condition=_who_and_when("undone"),
                name="undoing_names_who_and_when",
                violation_error_message="An undone import names who undid it and when.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DONE, imported_at__isnull=False)
                | (~Q(state__in=DONE) & Q(imported_at__isnull=True)),
                name="imported_batch_was_confirmed_by_someone",
                violation_error_message="Only what someone confirmed is imported.",
            ),
            models.CheckConstraint(
                condition=Q(state=BatchState.UNDONE, undone_at__isnull=False)
                | (~Q(state=BatchState.UNDONE) & Q(undone_at__isnull=True)),
                name="undone_batch_was_undone_by_someone",
                violation_error_message="Only what someone undid is undone.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DONE) | Q(refused=0),
                name="batch_with_errors_is_never_imported",
                violation_error_message="A file with errors is not imported, not even in part.",
            ),
        ]
        triggers = [
            Rule(
                name="import_batch_keeps_its_file",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="IF (OLD.kind, OLD.file_name, OLD.content, OLD.sha256, OLD.previewed_at) "
                "IS DISTINCT FROM "
                "(NEW.kind, NEW.file_name, NEW.content, NEW.sha256, NEW.previewed_at) THEN "
                + refuse(
                    "import_batch_keeps_its_file",
                    "The file of an import is kept as it was previewed.",
                    hint="Preview the other file as a batch of its own.",
                )
                + " END IF; RETURN NEW;",
            ),
            Rule(
                name="import_batch_moves_in_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ("
                "('previewed', 'imported'), ('previewed', 'discarded'), ('imported', 'undone')"
                ") THEN "
                + refuse(
                    "import_batch_moves_in_order",
                    "An import that is % cannot become %.",
                    "OLD.state",
                    "NEW.state",
                    hint="Preview, then import or discard; only what is imported is undone.",
                )
                + " END IF; RETURN NEW;",
            ),
            Rule(
                name="imported_batch_is_never_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="IF OLD.state IN ('imported', 'undone') THEN "
                + refuse(
                    "imported_batch_is_never_deleted",
                    "This import changed the working copy; its record is kept.",
                    hint="Undo the import instead.",
                )
                + " END IF; RETURN OLD;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_kind_display().lower()})"


class ImportedRow(models.Model):
    """What a row of the file does, as previewed, and what it did once the batch is imported.

    ``seen_version`` is the version of the record that the preview compared with (none: there was
    no such record), ``version`` that which the import left behind. ``before`` and ``after`` are
    the record in the columns of the file.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Line of the file, the header being line 1.")
    record = models.UUIDField(null=True, blank=True, db_index=True)
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    label = models.CharField(max_length=400, blank=True)
    seen_version = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(null=True, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    errors = models.JSONField(default=list)

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            one_of("imported_row", "outcome", RowOutcome.values),
            models.UniqueConstraint(
                fields=["batch", "number"], name="line_of_a_file_stands_in_its_batch_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome=RowOutcome.REFUSED) & ~Q(errors=[])
                | ~Q(outcome=RowOutcome.REFUSED) & Q(errors=[], record__isnull=False),
                name="row_is_refused_for_a_reason",
                violation_error_message="A refused row says why; any other names its record.",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "outcome", "number"], name="imported_row_by_outcome")
        ]

    def __str__(self) -> str:
        return f"line {self.number} (“{self.label}”)"
