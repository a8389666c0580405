"""Confirmations of evidence: who read it anew, and of which version it still holds."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..constraints import Rule, refuse
from .authorship_rules import names_its_account
from .fact import Fact

__all__ = ["EvidenceConfirmation"]

PRESENT_VERSION = """
    SELECT version INTO present FROM curation_fact WHERE id = NEW.fact_id;
    IF NEW.fact_version IS DISTINCT FROM present THEN
"""


class EvidenceConfirmation(models.Model):
    """Someone has re-read the passages that a version of a fact rests on: they support it.

    The identity of whoever did is copied beside the account. A later edit is of another version,
    for which nobody has vouched.
    """

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="confirmations")
    fact_version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["fact", "-at"], name="confirmation_by_fact")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(by_name=""),
                name="confirmation_names_who_read",
                violation_error_message="A confirmation names whoever re-read the evidence.",
            ),
        ]
        triggers = [
            Rule(
                name="confirmation_is_never_altered",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=refuse(
                    "confirmation_is_never_altered",
                    "That someone re-read the evidence stands as it was recorded.",
                    hint="Read it anew and confirm again instead.",
                ),
            ),
            Rule(
                name="confirmation_is_of_the_present_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("present", "integer")],
                func=PRESENT_VERSION
                + refuse(
                    "confirmation_is_of_the_present_version",
                    "The fact is at version % now; evidence cannot be confirmed for version %.",
                    "present",
                    "NEW.fact_version",
                    hint="Load the fact anew and read its evidence as it stands now.",
                )
                + " END IF; RETURN NEW;",
            ),
            Rule(
                name="confirmation_names_its_account",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=names_its_account("confirmation_names_its_account"),
            ),
        ]

    def __str__(self) -> str:
        return f"Evidence re-read by {self.by_name}"
