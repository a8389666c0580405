"""Statuses: who holds which status in which organization, over which period."""

from django.db import models
from django.db.models import F, Q

from ..constraints import one_of
from ..vocabulary import Basis, Certainty, RecordKind
from .actor import Actor
from .fact import Fact
from .fact_rules import own_columns_of_a_fact
from .vocabularies import StatusType

__all__ = ["Status"]


class Status(Fact):
    """An episode: an actor holds a status in an organization over a period.

    ``start_basis`` and ``end_basis`` say what the dates of the period are the dates of. Where no
    source says what the date of the start means, an attestation bounds the definite extent.
    """

    kind_of_record = RecordKind.STATUS

    fact = models.OneToOneField(
        Fact,
        parent_link=True,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="as_status",
    )

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="statuses")
    status = models.ForeignKey(StatusType, on_delete=models.PROTECT, related_name="episodes")
    organization = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="participations",
        help_text="The organization, body or state in which the status is held.",
    )
    start_basis = models.CharField(max_length=20, choices=Basis, default=Basis.UNKNOWN)
    end_basis = models.CharField(max_length=20, choices=Basis, default=Basis.UNKNOWN)
    actor_as_written = models.CharField(
        max_length=200, blank=True, help_text="The actor's name in the source, if it differs."
    )

    class Meta:
        verbose_name_plural = "statuses"
        constraints = [
            one_of("status", "start_basis", Basis.values),
            one_of("status", "end_basis", Basis.values),
            models.CheckConstraint(
                condition=~Q(actor=F("organization")),
                name="actor_holds_no_status_in_itself",
                violation_error_message="An actor cannot hold a status in itself.",
            ),
        ]
        triggers = own_columns_of_a_fact()

    def describe(self) -> str:
        """Return actor, status and organization in a few words."""
        expected = ", expected" if self.certainty == Certainty.EXPECTED else ""
        return f"{self.actor}: {self.status} ({self.organization}){expected}"

    def meaning_of_dates(self) -> dict[str, str]:
        """Return what decides, with the dates, on which days the status was held."""
        more = {"dimension": self.status.dimension, "start_basis": self.start_basis}
        return {**super().meaning_of_dates(), **more}
