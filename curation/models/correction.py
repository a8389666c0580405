"""Confirmations of a correction: the second pair of eyes for a change that a reviewer wrote in."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..constraints import Rule, refuse
from .authorship_rules import (
    CORRECTION_IS_CONFIRMED_BY_AN_AUTHOR,
    CORRECTION_IS_OF_THE_PRESENT_VERSION,
    names_its_account,
)
from .fact import Fact

__all__ = ["CorrectionConfirmation"]


class CorrectionConfirmation(models.Model):
    """An author of a change has read what others corrected in it, and agrees.

    It lets a reviewer who wrote part of the change approve this version. A later edit makes
    another version, which nobody has confirmed.
    """

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="corrections_confirmed")
    fact_version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    device = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["fact", "fact_version"], name="correction_by_version")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(by_name=""),
                name="correction_names_who_confirmed_it",
                violation_error_message="A confirmation names the author who confirmed.",
            ),
        ]
        triggers = [
            Rule(
                name="correction_confirmation_is_never_altered",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=refuse(
                    "correction_confirmation_is_never_altered",
                    "The confirmation of a correction stays as it was recorded.",
                    hint="Edit the fact instead: the confirmation does not cover the new version.",
                ),
            ),
            Rule(
                name="correction_is_confirmed_as_it_is_now",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("present", "integer")],
                func=CORRECTION_IS_OF_THE_PRESENT_VERSION,
            ),
            Rule(
                name="correction_is_confirmed_by_another_author",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("written", "record")],
                func=CORRECTION_IS_CONFIRMED_BY_AN_AUTHOR,
            ),
            Rule(
                name="correction_confirmation_names_its_account",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=names_its_account("correction_confirmation_names_its_account"),
            ),
        ]

    def __str__(self) -> str:
        return f"Correction of version {self.fact_version} confirmed by {self.by_name}"
