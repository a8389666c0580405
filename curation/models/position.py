"""Positions: where an actor stands on an issue, and who says so."""

from django.db import models
from django.db.models import Q

from ..constraints import one_of
from ..vocabulary import RecordKind, Stance
from .actor import Actor
from .event import Event
from .fact import Fact
from .fact_rules import own_columns_of_a_fact
from .statement import Statement
from .vocabularies import Issue

__all__ = ["Position"]


class Position(Fact):
    """A stance on an issue. Holder and teller may differ; without a teller the source tells it.

    ``holder_as_described`` stands for a holder that is no definite actor ("most participants"),
    who belongs to ``holder_group``.
    """

    kind_of_record = RecordKind.POSITION

    fact = models.OneToOneField(
        Fact,
        parent_link=True,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="as_position",
    )

    holder = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="positions"
    )
    holder_as_described = models.CharField(
        max_length=200, blank=True, help_text="A holder who is no definite actor, as described."
    )
    holder_group = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="positions_within",
        help_text="The group that a holder only described is part of.",
    )
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=12, choices=Stance)
    teller = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="positions_told",
        help_text="Who says that the holder holds it. Blank: the source itself.",
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="positions"
    )
    statement = models.ForeignKey(
        Statement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="positions",
        help_text="The statement that tells it.",
    )

    class Meta:
        constraints = [
            one_of("position", "stance", Stance.values),
            models.CheckConstraint(
                condition=Q(holder__isnull=False, holder_as_described="")
                | (Q(holder__isnull=True) & ~Q(holder_as_described="")),
                name="position_has_one_holder",
                violation_error_message="Name the holder, or describe one who is no definite "
                "actor; not both.",
            ),
        ]
        triggers = own_columns_of_a_fact()

    def describe(self) -> str:
        """Return holder, stance, issue and teller in a few words."""
        told = f", as told by {self.teller}" if self.teller and self.teller != self.holder else ""
        holder = self.holder or self.holder_as_described
        return f"{holder}: {self.stance} “{self.issue}”{told}"
