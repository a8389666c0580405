"""Review decisions: who decided what about which version of a fact, and when."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..constraints import Rule, one_of, refuse
from ..vocabulary import Verdict
from .authorship_rules import AUTHOR_DOES_NOT_APPROVE, names_its_account
from .decision_rules import IS_ABOUT_THE_VERSION_UNDER_REVIEW, MADE_ITS_REVISION
from .fact import Fact
from .revision import Revision

__all__ = ["ReviewDecision"]


class ReviewDecision(models.Model):
    """A decision about a version of a fact, with the identity of the reviewer copied.

    ``device`` is the fingerprint of the browser that it was sent from, if it is known.
    """

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="decisions")
    fact_version = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    comment = models.TextField(blank=True)
    device = models.CharField(max_length=64, blank=True, editable=False)
    revision = models.OneToOneField(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="decision"
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="decision_by_moment")]
        constraints = [
            one_of("review_decision", "verdict", Verdict.values),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.APPROVED) | ~Q(comment=""),
                name="return_or_retraction_gives_a_reason",
                violation_error_message="Say why: whoever edits the fact next needs to know.",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.RETURNED, revision__isnull=True)
                | (~Q(verdict=Verdict.RETURNED) & Q(revision__isnull=False)),
                name="approval_and_retraction_have_a_revision",
                violation_error_message="An approval or retraction enters the ledger; a return "
                "does not.",
            ),
        ]
        triggers = [
            Rule(
                name="decision_is_never_altered",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=refuse(
                    "decision_is_never_altered",
                    "A review decision stands as it was taken.",
                    hint="Take a new decision instead.",
                ),
            ),
            Rule(
                name="decision_is_about_the_version_under_review",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("fact", "record")],
                func=IS_ABOUT_THE_VERSION_UNDER_REVIEW,
            ),
            Rule(
                name="decision_names_the_version_that_it_published",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("made", "record")],
                func=MADE_ITS_REVISION,
            ),
            Rule(
                name="decision_names_its_account",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=names_its_account("decision_names_its_account"),
            ),
            Rule(
                name="author_of_a_change_does_not_approve_it",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=AUTHOR_DOES_NOT_APPROVE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.by_name}"
