"""Suggestions: what readers report as wrong. For editors only; nothing of it is ever public."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from ..constraints import Rule, one_of, refuse
from ..vocabulary import RecordKind, SuggestionState

__all__ = ["LONGEST", "Suggestion", "SuggestionQuerySet"]

# How long what a reader writes may be, in code points.
LONGEST = {"wrong": 4000, "correction": 4000, "evidence": 4000, "name": 100, "email": 254}
WRITTEN = ("record", "kind", "revision", "wrong", "correction", "evidence", "received_at")


def _within_its_length(field: str) -> models.CheckConstraint:
    most = LONGEST[field]
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length(field), most),
        name=f"suggestion_{field}_is_not_too_long",
        violation_error_message=f"Write at most {most:,} letters here.",
    )


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Questions about suggestions."""

    def open(self) -> "SuggestionQuerySet":
        """Return those that nobody has closed, the longest waiting first."""
        return self.filter(state=SuggestionState.OPEN).order_by("received_at", "pk")


class Suggestion(models.Model):
    """What a reader thinks is wrong in a published record, and what an editor made of it.

    ``revision`` is the number of the revision that the reader saw. Who wrote it need not say so;
    name and e-mail are kept out of the history. Who closed it is copied by name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.UUIDField(editable=False, db_index=True)
    kind = models.CharField(max_length=20, choices=RecordKind, editable=False)
    revision = models.PositiveIntegerField(editable=False)
    wrong = models.TextField("what is wrong", editable=False)
    correction = models.TextField("suggested correction", blank=True, editable=False)
    evidence = models.TextField(blank=True, editable=False)
    name = models.TextField(blank=True, editable=False)
    email = models.TextField("e-mail", blank=True, editable=False)
    received_at = models.DateTimeField(editable=False)
    state = models.CharField(
        max_length=10, choices=SuggestionState, default=SuggestionState.OPEN, db_index=True
    )
    note = models.TextField(blank=True, help_text="For the desk: what was found, what was done.")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_by_name = models.CharField(max_length=200, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "id"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["state", "received_at"], name="suggestion_by_state")]
        constraints = [
            one_of("suggestion", "kind", RecordKind.values),
            one_of("suggestion", "state", SuggestionState.values),
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("wrong")), 0),
                name="suggestion_says_what_is_wrong",
                violation_error_message="Say what is wrong.",
            ),
            *(_within_its_length(field) for field in LONGEST),
            models.CheckConstraint(
                condition=Q(
                    state=SuggestionState.OPEN,
                    closed_by__isnull=True,
                    closed_by_name="",
                    closed_at__isnull=True,
                )
                | (
                    Q(closed_by__isnull=False, closed_at__isnull=False)
                    & ~Q(state=SuggestionState.OPEN)
                    & ~Q(closed_by_name="")
                ),
                name="closed_suggestion_names_who_and_when",
                violation_error_message="A closed suggestion names who closed it and when.",
            ),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.OPEN) | ~Q(note=""),
                name="closed_suggestion_has_a_note",
                violation_error_message="Note what was found, or why it was declined.",
            ),
        ]
        triggers = [
            Rule(
                name="suggestion_is_kept_as_it_was_written",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF ({', '.join(f'OLD.{name}' for name in WRITTEN)}) IS DISTINCT FROM "
                f"({', '.join(f'NEW.{name}' for name in WRITTEN)}) "
                "OR NEW.name NOT IN (OLD.name, '') OR NEW.email NOT IN (OLD.email, '') THEN "
                + refuse(
                    "suggestion_is_kept_as_it_was_written",
                    "What a reader wrote is not edited.",
                    hint="Write what you make of it into the note. Name and e-mail can be erased.",
                )
                + " END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"Suggestion {self.reference}"

    @property
    def reference(self) -> str:
        """The number that the reader was given."""
        return self.id.hex[:8].upper()
