"""Revisions: the public ledger. Everything that readers see is read from here."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    DateRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Upper

from ..constraints import one_of
from ..vocabulary import (
    FACT_KINDS,
    REFERENCE_KINDS,
    Action,
    Certainty,
    PublicationBasis,
    Rank,
    RecordKind,
    StatusDimension,
)
from .document_paths import (
    ACTOR_PATHS,
    CITATIONS,
    DISPUTE_PATHS,
    NAMED_KINDS,
    NAMING_KINDS,
    SECOND_HAND_CITATIONS,
    SOURCE_PATHS,
    VERIFIED_CITATIONS,
    WORD_PATHS,
    BeginsOn,
    SlugsIn,
    WeightedWords,
    key_column,
    label_of,
    number_column,
    quotes_of_document,
)
from .revision_queryset import RevisionQuerySet
from .revision_rules import REVISION_RULES

__all__ = ["Revision", "RevisionQuerySet", "SlugsIn"]


class Revision(models.Model):
    """One immutable published version of a record.

    ``document`` is self-contained. ``definite`` and ``possible`` are the record's extents in
    valid time (days, half-open), ``recorded`` that in recorded time (moments, half-open).
    ``written`` is the document as text: readers get it without its being made into text again.
    ``digest`` is the SHA-256 of the RFC 8785 form of everything but the id and the end of
    ``recorded``, the digest before it included (`curation.ledger`).
    """

    id = models.BigAutoField(primary_key=True)
    record = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20, choices=RecordKind)
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=Action)
    basis = models.CharField(max_length=10, choices=PublicationBasis)
    document = models.JSONField()
    schema_version = models.PositiveSmallIntegerField()
    definite = DateRangeField(null=True)
    possible = DateRangeField(null=True)
    recorded = DateTimeRangeField()
    fact_version = models.PositiveIntegerField(null=True)
    summary = models.TextField(blank=True)
    submitted_by = models.CharField(max_length=200)
    submitted_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    previous_digest = models.CharField(max_length=64, blank=True)

    slug = key_column("slug")
    actor = key_column("actor__slug")
    organization = key_column("organization__slug")
    status = key_column("status__slug")
    dimension = key_column("status__dimension")
    issue = key_column("issue__slug")
    indicator = key_column("indicator__slug")
    certainty = key_column("certainty")
    rank = key_column("rank")
    actors = models.GeneratedField(
        expression=SlugsIn(F("document"), paths=ACTOR_PATHS),
        output_field=models.JSONField(),
        db_persist=True,
    )
    sources = models.GeneratedField(
        expression=SlugsIn(
            F("document"),
            paths=SOURCE_PATHS,
        ),
        output_field=models.JSONField(),
        db_persist=True,
    )
    disputes = models.GeneratedField(
        expression=SlugsIn(F("document"), paths=DISPUTE_PATHS),
        output_field=models.JSONField(),
        db_persist=True,
    )
    citations_made = number_column(CITATIONS)
    citations_verified = number_column(VERIFIED_CITATIONS)
    citations_second_hand = number_column(SECOND_HAND_CITATIONS)
    written = models.GeneratedField(
        expression=Cast("document", models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )
    words = models.GeneratedField(
        expression=WeightedWords(F("document"), paths=WORD_PATHS),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["kind", "id"], name="revision_by_kind"),
            models.Index(fields=["kind", "slug"], name="revision_by_slug"),
            models.Index(fields=["actor", "id"], name="revision_by_actor"),
            models.Index(fields=["organization", "id"], name="revision_by_organization"),
            models.Index(fields=["status", "id"], name="revision_by_status"),
            models.Index(fields=["issue", "id"], name="revision_by_issue"),
            models.Index(fields=["indicator", "id"], name="revision_by_indicator"),
            GinIndex(fields=["actors"], name="revision_by_actors_named"),
            GinIndex(fields=["sources"], name="revision_by_sources_cited"),
            GinIndex(
                fields=["disputes"],
                condition=Q(disputes__0__isnull=False),
                name="revision_by_disputes",
            ),
            GinIndex(
                OpClass(Upper(KT("document__label")), name="gin_trgm_ops"),
                OpClass(Upper(KT("document__name")), name="gin_trgm_ops"),
                OpClass(Upper("summary"), name="gin_trgm_ops"),
                name="revision_words_by_trigrams",
            ),
            GinIndex(
                OpClass(Upper(quotes_of_document()), name="gin_trgm_ops"),
                name="revision_quotes_by_trigrams",
            ),
            GinIndex(fields=["words"], name="revision_by_words"),
            models.Index(RangeStartsWith("recorded"), name="revision_by_moment"),
            models.Index(F("kind"), label_of("document"), F("id"), name="revision_by_label"),
            models.Index(F("kind"), BeginsOn(F("possible")), F("id"), name="revision_by_beginning"),
            *(
                models.Index(
                    KT(f"document__{kind}__id"),
                    condition=Q(kind__in=NAMING_KINDS, recorded__upper_inf=True),
                    name=f"revision_by_{kind}_named",
                )
                for kind in NAMED_KINDS
            ),
            GistIndex(fields=["definite", "recorded"], name="revision_by_definite_extent"),
            GistIndex(fields=["possible", "recorded"], name="revision_by_possible_extent"),
        ]
        constraints = [
            one_of("revision", "kind", RecordKind.values),
            one_of("revision", "action", Action.values),
            one_of("revision", "basis", PublicationBasis.values),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(recorded__upper_inf=True),
                name="record_has_one_current_revision",
            ),
            models.UniqueConstraint(
                fields=["record", "number"], name="revision_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=FACT_KINDS) | Q(document__citations__0__isnull=False),
                name="published_fact_has_a_citation",
                violation_error_message="Nothing is published without a citation.",
            ),
            models.CheckConstraint(
                condition=~Q(submitted_by=F("approved_by"))
                | Q(
                    basis__in=[
                        PublicationBasis.BOOTSTRAP,
                        PublicationBasis.REFERENCE,
                        PublicationBasis.LABEL,
                    ]
                ),
                name="approver_differs_from_submitter",
                violation_error_message="Someone other than the submitter approves.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=REFERENCE_KINDS, basis=PublicationBasis.REFERENCE)
                | (~Q(kind__in=REFERENCE_KINDS) & ~Q(basis=PublicationBasis.REFERENCE)),
                name="fact_is_published_by_review",
                violation_error_message="Facts enter the ledger by review, not as reference data.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=REFERENCE_KINDS)
                | Q(definite__isnull=False, possible__isnull=False, fact_version__isnull=False),
                name="published_fact_has_its_extents",
            ),
            models.CheckConstraint(
                condition=Q(basis=PublicationBasis.LABEL, action=Action.REISSUE)
                | (~Q(basis=PublicationBasis.LABEL) & ~Q(action=Action.REISSUE)),
                name="reissue_has_a_changed_label",
            ),
            models.CheckConstraint(
                condition=~Q(action__in=[Action.RETRACT, Action.REISSUE]) | ~Q(summary=""),
                name="retraction_and_reissue_give_a_reason",
                violation_error_message="Say publicly why.",
            ),
            models.CheckConstraint(
                condition=~Q(submitted_by="") & ~Q(approved_by=""),
                name="revision_names_submitter_and_approver",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="revision_digest_is_a_sha256",
            ),
            ExclusionConstraint(
                name="formal_statuses_of_an_actor_never_overlap",
                expressions=[
                    ("actor", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("definite", RangeOperators.OVERLAPS),
                ],
                condition=Q(
                    recorded__upper_inf=True,
                    kind=RecordKind.STATUS,
                    dimension=StatusDimension.FORMAL,
                    rank=Rank.ACCEPTED,
                )
                & ~Q(certainty=Certainty.EXPECTED)
                & ~Q(action=Action.RETRACT),
                violation_error_message="The actor holds another formal status in this "
                "organization at that time.",
            ),
        ]
        triggers = REVISION_RULES

    def __str__(self) -> str:
        return f"Revision {self.id}"

    @property
    def label(self) -> str:
        """What the record says, in a few words."""
        return self.document.get("label") or self.document.get("name", "")
