"""Events: what happened, with which actors in which roles."""

from django.db import models
from django.db.models import Q

from ..constraints import one_of
from ..vocabulary import EventType, RecordKind
from .actor import Actor
from .fact import Fact
from .fact_rules import own_columns_of_a_fact, parts_of_a_fact

__all__ = ["Event", "EventParticipant"]


class Event(Fact):
    """Something that happened: a meeting, an establishment, a decision, a change of power."""

    kind_of_record = RecordKind.EVENT

    fact = models.OneToOneField(
        Fact,
        parent_link=True,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="as_event",
    )

    type = models.CharField(max_length=20, choices=EventType)
    name = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    place_actor = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events_hosted",
        verbose_name="state of the place",
    )

    class Meta:
        constraints = [
            one_of("event", "type", EventType.values),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="event_has_a_name",
                violation_error_message="Name the event.",
            ),
        ]
        triggers = own_columns_of_a_fact()

    def describe(self) -> str:
        """Return the event's name."""
        return self.name


class EventParticipant(models.Model):
    """An actor's part in an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="participations_in")
    role = models.CharField(max_length=120, help_text="participant, founder, dissolved body, …")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "actor", "role"],
                name="actor_has_a_role_in_an_event_once",
                violation_error_message="This actor has that role in the event already.",
            ),
        ]
        triggers = parts_of_a_fact("event_id")

    def __str__(self) -> str:
        return f"{self.actor} ({self.role})"
