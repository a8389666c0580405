"""Revisions: the public ledger. Everything that readers see is read from here."""

import datetime as dt
import json
from collections.abc import Iterable

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    DateRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.fields.json import KT, HasAnyKeys
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
from .revision_rules import REVISION_RULES

__all__ = ["Revision", "RevisionQuerySet", "SlugsIn"]

# Where a document quotes its evidence.
QUOTE_PATHS = ("$.citations[*].quote",)

# Where a document names actors: one JSON path for each of its kinds' keys.
ACTOR_PATHS = (
    "$.actor.slug",
    "$.organization.slug",
    "$.speaker.slug",
    "$.outlet.slug",
    "$.about[*].slug",
    "$.holder.slug",
    "$.holder_group.slug",
    "$.teller.slug",
    "$.participants[*].actor.slug",
    "$.place_actor.slug",
    "$.subjects[*].slug",
)


class SlugsIn(Func):
    """The JSON array of the slugs that stand at any of ``paths`` in a document."""

    output_field = models.JSONField()

    def __init__(self, document: object, *, paths: Iterable[str] = ()) -> None:
        """Take the document's expression and JSON paths (SQL/JSON path language)."""
        self.paths = tuple(paths)
        super().__init__(document)

    def as_sql(self, compiler: object, connection: object, **_: object) -> tuple[str, list]:
        """Render one jsonb_path_query_array for each path, joined."""
        sql, params = compiler.compile(self.source_expressions[0])
        parts = [f"jsonb_path_query_array({sql}, '{path}')" for path in self.paths]
        return "(" + " || ".join(parts) + ")", list(params) * len(parts)

    def deconstruct(self) -> tuple[str, list, dict]:
        """Say how to build it anew, for migrations."""
        return (
            f"{type(self).__module__}.{type(self).__name__}",
            [self.source_expressions[0]],
            {"paths": self.paths},
        )


def key_column(path: str) -> models.GeneratedField:
    """Return the generated column of a document's filter key."""
    return models.GeneratedField(
        expression=KT(f"document__{path}"),
        output_field=models.TextField(null=True),
        db_persist=True,
        null=True,
    )


def quotes_of_document() -> Cast:
    """Return the expression of all that a document quotes, as the text of a JSON array."""
    return Cast(SlugsIn(F("document"), paths=QUOTE_PATHS), models.TextField())


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions about the ledger; surfaces write no visibility filters of their own."""

    def current(self) -> "RevisionQuerySet":
        """Return the revisions in force now, tombstones included."""
        return self.filter(recorded__upper_inf=True)

    def known_at(self, moment: dt.datetime) -> "RevisionQuerySet":
        """Return the revisions in force at ``moment``, tombstones included."""
        return self.filter(recorded__contains=moment)

    def standing(self) -> "RevisionQuerySet":
        """Leave out retractions."""
        return self.exclude(action=Action.RETRACT)

    def of_kind(self, *kinds: str) -> "RevisionQuerySet":
        """Return revisions of records of these kinds."""
        return self.filter(kind__in=kinds)

    def valid_on(self, day: dt.date, extent: str = "definite") -> "RevisionQuerySet":
        """Return what held on ``day``: for certain, or (``extent="possible"``) conceivably."""
        return self.filter(**{f"{extent}__contains": day})

    def naming_actor(self, slugs: Iterable[str]) -> "RevisionQuerySet":
        """Return revisions whose document names any of these actors, in whichever part."""
        return self.filter(actors__has_any_keys=list(slugs))

    def citing(self, slugs: Iterable[str]) -> "RevisionQuerySet":
        """Return revisions that cite any of these sources."""
        return self.filter(sources__has_any_keys=list(slugs))

    def having(self, path: str, values: Iterable[str]) -> "RevisionQuerySet":
        """Return revisions whose document has any of ``values`` at ``path``.

        The path is one of SQL/JSON and written in the code, never by a visitor; ``[*]`` passes
        through lists and single objects alike.
        """
        return self.filter(HasAnyKeys(SlugsIn(F("document"), paths=(path,)), list(values)))

    def saying(self, word: str) -> "RevisionQuerySet":
        """Return revisions with ``word`` in their label, name or summary."""
        return self.filter(
            Q(document__label__icontains=word)
            | Q(document__name__icontains=word)
            | Q(summary__icontains=word)
        )

    def quoting(self, words: str) -> "RevisionQuerySet":
        """Return revisions that quote ``words`` in their evidence."""
        as_in_json = json.dumps(words, ensure_ascii=False)[1:-1]
        return self.alias(quotes=quotes_of_document()).filter(quotes__icontains=as_in_json)

    def disputing(self, facts: Iterable[str]) -> "RevisionQuerySet":
        """Return revisions of facts that contradict any of the facts with these ids."""
        return self.having("$.disputes[*].id", facts)

    def in_use_on(self, day: dt.date) -> "RevisionQuerySet":
        """Leave out status types that the organization did not use on ``day``."""
        bounds = self.alias(
            begins=Cast(KT("document__valid__from"), models.DateField()),
            ends=Cast(KT("document__valid__until"), models.DateField()),
        )
        return bounds.filter(Q(begins=None) | Q(begins__lte=day), Q(ends=None) | Q(ends__gt=day))

    def accepted(self) -> "RevisionQuerySet":
        """Return what the registry holds, without competing or rejected claims."""
        return self.filter(rank=Rank.ACCEPTED)

    def not_merely_expected(self) -> "RevisionQuerySet":
        """Leave out what the sources only foresee."""
        return self.exclude(certainty=Certainty.EXPECTED)

    def held(self) -> "RevisionQuerySet":
        """Return what rosters and counts are made of: accepted and not merely expected."""
        return self.accepted().not_merely_expected()


class Revision(models.Model):
    """One immutable published version of a record.

    ``document`` is self-contained. ``definite`` and ``possible`` are the record's extents in
    valid time (days, half-open), ``recorded`` that in recorded time (moments, half-open).
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
            paths=("$.citations[*].source.slug", "$.citations[*].reported_from.slug"),
        ),
        output_field=models.JSONField(),
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
                SlugsIn(F("document"), paths=("$.disputes[*].id",)),
                name="revision_by_facts_disputed",
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
