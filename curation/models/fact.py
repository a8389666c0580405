"""The base of every curated record, and where its working copy stands in review."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from ..constraints import Rule, one_of, refuse
from ..dates import InvalidPeriod, Period
from ..vocabulary import FACT_KINDS, Certainty, Outcome, Rank, RecordKind, State
from .fact_extents import claimed_extents
from .fact_rules import FACT_RULES, parts_of_a_fact

if TYPE_CHECKING:
    from .citation import Citation

__all__ = ["Dispute", "Fact", "FactQuerySet"]

FACT_KIND_CHOICES = [(kind.value, kind.label) for kind in FACT_KINDS]


class FactQuerySet(models.QuerySet["Fact"]):
    """Questions about working copies."""

    def awaiting_review(self) -> "FactQuerySet":
        """Return facts submitted and not yet decided, the longest waiting first."""
        return self.filter(state=State.SUBMITTED).order_by("submitted_at", "pk")

    def returned_to(self, user: object) -> "FactQuerySet":
        """Return facts that a reviewer returned to ``user``."""
        return self.filter(state=State.RETURNED, submitted_by=user)


class Fact(models.Model):
    """A curated record: what is claimed, how firmly, for when, and where it stands in review.

    ``when`` is EDTF. ``possible`` and ``definite`` are computed from it, from ``attested`` (the
    time of which a source speaks as its present) and from when its sources came out; half-open
    ranges of days, see docs/dates.md. ``version`` counts edits of the working copy and is kept by
    the database.
    """

    kind_of_record: ClassVar[RecordKind]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=FACT_KIND_CHOICES, blank=True, editable=False)
    label = models.CharField(max_length=400, blank=True, editable=False)
    when = models.CharField(
        max_length=64,
        blank=True,
        help_text="EDTF: 2005, 2024-05-20/2024-05-21, 2022-09-16/.. (ongoing), /.. (start not "
        "known), 2024?-06-11 (year inferred). Blank when no source says.",
    )
    attested = models.CharField(
        max_length=64,
        blank=True,
        help_text="EDTF: the time of which the sources speak as their present.",
    )
    possible = DateRangeField(blank=True, editable=False)
    definite = DateRangeField(blank=True, editable=False)
    precision = models.CharField(max_length=10, blank=True, editable=False)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.STATED)
    hedge = models.CharField(
        max_length=120, blank=True, help_text="The hedging words, verbatim: around, reportedly, …"
    )
    rank = models.CharField(max_length=12, choices=Rank, default=Rank.ACCEPTED)
    rationale = models.TextField(
        blank=True, help_text="Public: why the claim is kept as an alternative, or is rejected."
    )
    outcome = models.CharField(
        max_length=14,
        choices=Outcome,
        blank=True,
        help_text="What became of an expectation; blank while it is open.",
    )
    settled_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settles",
        help_text="The fact that fulfilled or disappointed the expectation.",
    )
    public_note = models.TextField(blank=True)
    desk_note = models.TextField(blank=True, help_text="For editors; never published.")
    disputes = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="disputed_by",
        help_text="Facts that this one contradicts.",
    )
    state = models.CharField(
        max_length=10, choices=State, default=State.DRAFT, editable=False, db_index=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="submitted_facts",
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["label", "id"]
        permissions = [("review_fact", "Can approve, return and retract facts")]
        indexes = [
            models.Index(fields=["kind", "state"], name="fact_kind_and_state"),
            models.Index(fields=["label", "id"], name="fact_by_label"),
            models.Index(fields=["updated_at"], name="fact_by_update"),
            models.Index(fields=["kind", "label", "id"], name="fact_by_kind_and_label"),
            models.Index(fields=["submitted_at", "label", "id"], name="fact_by_submission"),
            GinIndex(OpClass(Upper("label"), name="gin_trgm_ops"), name="fact_label_by_trigrams"),
            GinIndex(
                OpClass(Upper("public_note"), name="gin_trgm_ops"),
                OpClass(Upper("desk_note"), name="gin_trgm_ops"),
                name="fact_notes_by_trigrams",
            ),
        ]
        constraints = [
            one_of("fact", "kind", FACT_KINDS),
            one_of("fact", "certainty", Certainty.values),
            one_of("fact", "rank", Rank.values),
            one_of("fact", "state", State.values),
            models.CheckConstraint(
                condition=Q(definite__contained_by=F("possible")),
                name="definite_extent_lies_within_the_possible",
                violation_error_message="What certainly held must lie within what possibly held.",
            ),
            models.CheckConstraint(
                condition=Q(possible__isempty=False),
                name="possible_extent_is_not_empty",
                violation_error_message="The period ends before it starts.",
            ),
            models.CheckConstraint(
                condition=~Q(certainty=Certainty.HEDGED) | ~Q(hedge=""),
                name="hedged_fact_names_its_hedge",
                violation_error_message="Quote the hedging words (around, reportedly, …), "
                "or choose another certainty.",
            ),
            models.CheckConstraint(
                condition=Q(rank=Rank.ACCEPTED) | ~Q(rationale=""),
                name="fact_not_accepted_has_a_rationale",
                violation_error_message="Say publicly why this claim is not what the registry "
                "holds.",
            ),
            one_of("fact", "outcome", ["", *Outcome.values]),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(certainty=Certainty.EXPECTED),
                name="only_an_expectation_has_an_outcome",
                violation_error_message="Only what is expected is fulfilled or not; "
                "choose the certainty “expected”, or leave the outcome blank.",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | (~Q(outcome="") & ~Q(settled_by=F("id"))),
                name="fact_that_settles_belongs_to_an_outcome",
                violation_error_message="Say what became of the expectation, and name another "
                "fact as the one that settled it.",
            ),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="submission_names_who_and_when",
                violation_error_message="A submission names its submitter and its moment.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SUBMITTED, State.RETURNED])
                | Q(submitted_by__isnull=False),
                name="submitted_fact_has_a_submitter",
                violation_error_message="A submitted or returned fact names its submitter.",
            ),
        ]
        triggers = FACT_RULES

    def __str__(self) -> str:
        return self.label

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with derived columns, then read back what the database's rules made of it."""
        if type(self) is not Fact:
            self.derive()
        super().save(*args, **kwargs)
        self.refresh_from_db(fields=["state", "version", "submitted_by", "submitted_at"])

    def describe(self) -> str:
        """Return the claim in a few words; each kind says its own."""
        raise NotImplementedError

    def as_its_kind(self) -> "Fact":
        """Return the fact with the columns of its kind."""
        return self if type(self) is not Fact else getattr(self, f"as_{self.kind}")

    def meaning_of_dates(self) -> dict[str, str]:
        """Return what decides, with the dates, on which days the fact was so."""
        return {"kind": self.kind_of_record, "certainty": self.certainty}

    def set_extents(self, citations: Iterable["Citation"] | None = None) -> None:
        """Normalise ``when`` and ``attested``; compute both extents and the precision.

        ``citations`` are the evidence if it is not, or not yet, that of the database.

        Raises:
            InvalidPeriod: a text is not EDTF, ends before it starts, or excludes the other.
        """
        if citations is None:
            citations = [] if self._state.adding else self.citations.reporting()
        found = claimed_extents(
            when=self.when,
            attested=self.attested,
            reports=[each.report() for each in citations],
            **self.meaning_of_dates(),
        )
        self.possible, self.definite = found.possible, found.definite
        self.precision = found.precision
        self.when = Period.parse(self.when).text if self.when else ""
        self.attested = Period.parse(self.attested).text if self.attested else ""

    def renew_extents(self, citations: Iterable["Citation"] | None = None) -> None:
        """Compute the extents from the evidence as it is now, and store them.

        They follow from what was edited, so that storing them is no edit.
        """
        former = self.possible, self.definite
        self.set_extents(citations)
        if (self.possible, self.definite) != former:
            extents = {"possible": self.possible, "definite": self.definite}
            Fact.objects.filter(pk=self.pk).update(**extents)

    def clean(self) -> None:
        """Check the dates and set what follows from the other columns.

        Raises:
            ValidationError: on the field whose text cannot be understood.
        """
        self.check_dates()

    def check_dates(self, citations: Iterable["Citation"] | None = None) -> None:
        """Check the dates and set what follows from them and from ``citations``.

        Raises:
            ValidationError: on the field whose text cannot be understood.
        """
        for field in ("attested", "when"):
            try:
                text = getattr(self, field)
                if text:
                    Period.parse(text)
            except InvalidPeriod as error:
                raise ValidationError({field: str(error)}) from error
        self.kind = self.kind_of_record
        try:
            self.set_extents(citations)
        except InvalidPeriod as error:
            raise ValidationError({"attested": str(error)}) from error

    def derive(self) -> None:
        """Set every column that follows from the others.

        Raises:
            InvalidPeriod: the dates cannot be understood.
        """
        self.kind = self.kind_of_record
        self.set_extents()
        self.label = self.describe()[:400]


class Dispute(Fact.disputes.through):
    """A link from a fact to one it contradicts; a change of it is an edit of the former."""

    class Meta:
        proxy = True
        triggers = [
            *parts_of_a_fact("from_fact_id"),
            Rule(
                name="fact_does_not_dispute_itself",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="IF NEW.from_fact_id = NEW.to_fact_id THEN "
                + refuse("fact_does_not_dispute_itself", "A fact cannot dispute itself.")
                + " END IF; RETURN NEW;",
            ),
        ]
