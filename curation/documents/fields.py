"""Fields that several documents share."""

from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..vocabulary import Outcome

__all__ = ["ExtentField", "NumberField", "extent_of"]


def extent_of(extent: DateRange | None) -> dict[str, str | None] | None:
    """Return a half-open range of days as ``{from, until}``; None when no day is in it."""
    if extent is None or extent.isempty:
        return None
    return {
        "from": extent.lower and extent.lower.isoformat(),
        "until": extent.upper and extent.upper.isoformat(),
    }


@extend_schema_field(
    {
        "type": ["object", "null"],
        "description": "Half-open range of days; null bounds are open, null is no day at all.",
        "properties": {
            "from": {"type": ["string", "null"], "format": "date", "description": "First day."},
            "until": {
                "type": ["string", "null"],
                "format": "date",
                "description": "The day after the last.",
            },
        },
        "required": ["from", "until"],
    }
)
class ExtentField(serializers.Field):
    """A range of days, half-open, as an object with ``from`` and ``until``."""

    def to_representation(self, value: DateRange) -> dict[str, str | None] | None:
        """Return the range as JSON."""
        return extent_of(value)


@extend_schema_field({"type": "number"})
class NumberField(serializers.Field):
    """A decimal of at most fifteen digits as a JSON number, which a double holds exactly."""

    def to_representation(self, value: Decimal) -> int | float:
        """Return an integer where the value is one."""
        return int(value) if value == value.to_integral_value() else float(value)


@extend_schema_field({"anyOf": [{"type": "string", "enum": Outcome.values}]})
class OutcomeField(serializers.ChoiceField):
    """What became of an expectation; null where nothing did, or nothing was expected."""

    def to_representation(self, value: str) -> str | None:
        """Return the outcome, or None for a blank."""
        return super().to_representation(value) or None
