"""Serializers that describe the answers about derived memberships, for OpenAPI."""

from typing import Any

from django.db.models import TextChoices
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..documents.references import StatusTypeReference
from ..vocabulary import (
    ActorKind,
    Basis,
    CountedBasis,
    Knowledge,
    Movement,
    RecordKind,
    SharedMembership,
    TimeUnit,
    UnitRule,
)

__all__ = ["ComparisonAnswer", "DyadsAnswer", "PanelAnswer", "RosterAnswer"]

LOSSY = (
    "Level of membership as in the Correlates of War data on organizations, lossy: 1 full, 2 "
    "associate, 3 observer, 0 none, -9 if several levels are possible or nothing is known, -1 no "
    "organization; null: the scheme has none, or the actor is no state."
)


def code_or_null(vocabulary: type[TextChoices], meaning: str) -> serializers.Field:
    """Return a value of a closed vocabulary, or null."""
    choices = [{"type": "string", "enum": vocabulary.values}, {"type": "null"}]
    kind = type(f"{vocabulary.__name__}OrNull", (serializers.CharField,), {})
    return extend_schema_field({"anyOf": choices})(kind)(help_text=meaning)


def slugs(meaning: str) -> serializers.ListField:
    """Return a list of slugs of status types."""
    return serializers.ListField(child=serializers.SlugField(), help_text=meaning)


class Beginning(serializers.Serializer):
    """Something with a field that Python keeps for itself, put first."""

    def get_fields(self) -> dict[str, serializers.Field]:
        """Add ``from``."""
        return {"from": self.beginning(), **super().get_fields()}

    def beginning(self) -> serializers.Field:
        """Return the field."""
        return serializers.DateField(help_text="Its first day.")


class CodedActor(serializers.Serializer):
    """An actor with the codes under which data sets know states."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(ActorKind.choices)
    iso2 = serializers.CharField(allow_null=True, help_text="ISO 3166-1 alpha-2.")
    iso3 = serializers.CharField(allow_null=True, help_text="ISO 3166-1 alpha-3.")
    iso_numeric = serializers.CharField(allow_null=True, help_text="ISO 3166-1 numeric.")
    ccode = serializers.IntegerField(allow_null=True, help_text="Correlates of War number.")
    stateabb = serializers.CharField(allow_null=True, help_text="Correlates of War abbreviation.")
    gwcode = serializers.IntegerField(allow_null=True, help_text="Gleditsch–Ward number.")


class Body(serializers.Serializer):
    """The organization or body in which statuses are held."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(ActorKind.choices)
    iso3 = serializers.CharField(allow_null=True, help_text="ISO 3166-1 alpha-3; of a body null.")


class RestsOn(serializers.Serializer):
    """A published record that a cell rests on, in the revision that was read."""

    record = serializers.UUIDField()
    revision = serializers.IntegerField(help_text="Place in the ledger.")
    kind = serializers.ChoiceField(
        [(kind.value, kind.label) for kind in (RecordKind.STATUS, RecordKind.EVENT)],
        help_text="An episode, or an event that began or ended the organization.",
    )


class Known(serializers.Serializer):
    """What is known of an actor over a unit of time."""

    knowledge = serializers.ChoiceField(Knowledge.choices)
    status = StatusTypeReference(
        allow_null=True, help_text="The formal status certain by the rule; of several, the last."
    )
    membership_level = serializers.IntegerField(allow_null=True, help_text=LOSSY)
    statuses = slugs("All formal statuses certain by the rule, in the order last held.")
    possible = slugs("Formal statuses that may meet the rule and are not certain.")
    start_basis = code_or_null(Basis, "What made the episode of the status start.")
    attendance = slugs("Attendance without a formal status, certain by the rule.")
    attendance_possible = slugs("Attendance that is not certain.")
    process = slugs("Steps of a procedure that are certain by the rule.")
    process_possible = slugs("Steps of a procedure that are not certain.")
    activity = slugs("Activity that is certain by the rule.")
    activity_possible = slugs("Activity that is not certain.")
    rests_on = RestsOn(many=True)
    days_held = serializers.IntegerField(
        allow_null=True,
        help_text="Days on which the status is certain, none of them to come; null: not known.",
    )


class MembershipCell(Beginning, Known):
    """One actor over one unit of time."""

    actor = CodedActor()
    year = serializers.IntegerField(help_text="The year; of a month or a day, that it lies in.")
    period = serializers.CharField(help_text="The year, month or day.")
    until = serializers.DateField(allow_null=True, help_text="The day after its last.")
    days = serializers.IntegerField(help_text="The number of its days.")


class DyadSide(Known):
    """One of the two states of a dyad."""

    actor = CodedActor()


class MembershipDyad(Beginning):
    """Two states over one unit of time."""

    year = serializers.IntegerField(help_text="The year; of a month or a day, that it lies in.")
    period = serializers.CharField(help_text="The year, month or day.")
    until = serializers.DateField(allow_null=True, help_text="The day after its last.")
    days = serializers.IntegerField(help_text="The number of its days.")
    state_1 = DyadSide(help_text="The one with the lower Correlates of War number.")
    state_2 = DyadSide()
    shared_status = serializers.SlugField(
        allow_null=True, help_text="The formal status that both hold."
    )
    shared_level = serializers.IntegerField(
        allow_null=True, help_text=f"The lower level of the two. {LOSSY}"
    )
    shared = code_or_null(SharedMembership, "What the two share by that level.")


class Question(serializers.Serializer):
    """How the parameters were understood."""

    permalink = serializers.URLField(help_text="The address of this very answer, for ever.")
    known_at = serializers.DateTimeField(
        allow_null=True, help_text="As of which moment of the ledger the registry is quoted."
    )
    method = serializers.IntegerField(help_text="Version of the method by which this is derived.")
    organization = Body()
    basis = code_or_null(
        CountedBasis, "From which kind of date episodes were to count; null: as accepted."
    )


class RosterGroup(serializers.Serializer):
    """Those who hold one status, and those who can have held it."""

    status = StatusTypeReference()
    membership_level = serializers.IntegerField(allow_null=True, help_text=LOSSY)
    count = serializers.IntegerField(help_text="How many hold it for certain.")
    states = serializers.IntegerField(help_text="How many of them are states.")
    possible_count = serializers.IntegerField(help_text="How many more can have held it.")
    holders = MembershipCell(many=True)
    possible_holders = MembershipCell(many=True)


class RosterAnswer(Question):
    """Who holds what on a day."""

    valid_at = serializers.DateField(help_text="The day.")
    is_to_come = serializers.BooleanField(
        help_text="Whether the day was yet to come on the day as of which the registry is quoted. "
        "Nothing is certain then: every holder is only possible."
    )
    statuses = RosterGroup(many=True, help_text="By standing; then what lies over it.")
    without = MembershipCell(many=True, help_text="States of which no status is known.")


class Panelled(Beginning, Question):
    """What a panel was asked for."""

    to = serializers.IntegerField(help_text="Last year, included.")
    unit = serializers.ChoiceField(TimeUnit.choices)
    rule = serializers.ChoiceField(UnitRule.choices)
    count = serializers.IntegerField(help_text="The number of results.")

    def beginning(self) -> Any:
        """Return the first year."""
        return serializers.IntegerField(help_text="First year.")


class PanelAnswer(Panelled):
    """States by units of time."""

    results = MembershipCell(many=True)


class DyadsAnswer(Panelled):
    """Pairs of states by units of time."""

    results = MembershipDyad(many=True)


class MembershipMove(serializers.Serializer):
    """An actor of whom something else is known on the later day."""

    actor = CodedActor()
    movement = serializers.ChoiceField(Movement.choices)
    before = Known(help_text="What is known of the earlier day.")
    after = Known(help_text="What is known of the later day.")


class StatusCount(serializers.Serializer):
    """How many certainly held a status on each of the two days."""

    status = StatusTypeReference()
    before = serializers.IntegerField()
    after = serializers.IntegerField()
    change = serializers.IntegerField(
        allow_null=True,
        help_text="Those who are known to have come to it, less those who left it; null where all "
        "that differs is what is known.",
    )
    unknown_before = serializers.IntegerField(
        help_text="Of how many it is not known whether they held it on the earlier day."
    )
    unknown_after = serializers.IntegerField(
        help_text="Of how many it is not known whether they held it on the later day."
    )


class ComparisonAnswer(Question):
    """Two days compared."""

    a = serializers.DateField(help_text="The earlier day.")
    b = serializers.DateField(help_text="The later day.")
    counts = StatusCount(many=True, help_text="By standing; then what lies over it.")
    count = serializers.IntegerField(help_text="The number of results.")
    results = MembershipMove(many=True, help_text="By movement, then by name.")
