"""Kinds of parameter: what each accepts, what it asks the ledger, how it is documented."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, TextChoices
from django.utils.dateparse import parse_datetime

__all__ = [
    "Codes",
    "CountryCodes",
    "Day",
    "Extent",
    "Ids",
    "Moment",
    "Number",
    "Parameter",
    "Slugs",
    "at",
    "column",
]

MOST_VALUES = 500

Question = Callable[[Any, list[Any]], QuerySet]


def column(name: str) -> Question:
    """Return the question for any of some values in a column."""
    return lambda queryset, values: queryset.filter(**{f"{name}__in": values})


def at(path: str) -> Question:
    """Return the question for any of some values at a path in the document."""
    return lambda queryset, values: queryset.having(path, map(str, values))


class _Values(forms.Field):
    """The values of one parameter, each checked by ``parse``."""

    widget = forms.SelectMultiple

    def __init__(self, *, parse: Callable[[str], Any], **kwargs: Any) -> None:
        self.parse = parse
        super().__init__(**kwargs)

    def clean(self, value: Iterable[str] | None) -> list[Any]:
        values = list(value or ())
        if len(values) > MOST_VALUES:
            raise ValidationError(f"is given more than {MOST_VALUES} times.")
        return [self.parse(each) for each in values]


class Parameter(django_filters.Filter):
    """A parameter of the API. Repeatable ones mean: any of these values."""

    field_class = _Values
    many = True
    example: str | None = None

    def __init__(self, description: str, ask: Question | None = None) -> None:
        """Take what readers are told, and the question that the values turn into."""
        self.description = description
        self.ask = ask
        super().__init__(label="", required=False, parse=self.parse)

    def filter(self, queryset: QuerySet, value: list[Any]) -> QuerySet:
        """Ask the ledger, when the parameter is given."""
        return self.ask(queryset, value) if value and self.ask else queryset

    def parse(self, text: str) -> Any:
        """Return the value of a text.

        Raises:
            ValidationError: it is none; the message continues the parameter's name.
        """
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """Describe one value in JSON Schema."""
        return {"type": "string"}

    def allowed(self) -> list[str]:
        """Return the values of a closed vocabulary."""
        return []


class Slugs(Parameter):
    """Slugs: stable names like ``full-member``. One that names nothing finds nothing."""

    pattern = "[a-z0-9]+(?:-[a-z0-9]+)*"

    def parse(self, text: str) -> str:
        """Return a well-formed slug."""
        if len(text) > 80 or not re.fullmatch(self.pattern, text):
            raise ValidationError(
                "is a slug: lower-case letters and digits joined by hyphens, like “full-member”."
            )
        return text

    def schema(self) -> dict[str, Any]:
        """Describe a slug."""
        return {"type": "string", "pattern": f"^{self.pattern}$", "maxLength": 80}


class CountryCodes(Parameter):
    """ISO 3166-1 alpha-3 codes."""

    def parse(self, text: str) -> str:
        """Return a well-formed code."""
        if not re.fullmatch("[A-Z]{3}", text):
            raise ValidationError("is an ISO 3166-1 alpha-3 code: three capitals, like “BLR”.")
        return text

    def schema(self) -> dict[str, Any]:
        """Describe a code."""
        return {"type": "string", "pattern": "^[A-Z]{3}$"}


class Codes(Parameter):
    """Values of a closed vocabulary."""

    def __init__(
        self, vocabulary: type[TextChoices] | Iterable[str], description: str, ask: Question
    ) -> None:
        """Take the vocabulary, or that part of it which can occur."""
        self.codes = [str(code) for code in getattr(vocabulary, "values", vocabulary)]
        super().__init__(description, ask)

    def parse(self, text: str) -> str:
        """Return a value of the vocabulary."""
        if text not in self.codes:
            raise ValidationError(f"is one of: {', '.join(self.codes)}.")
        return text

    def schema(self) -> dict[str, Any]:
        """Describe the vocabulary."""
        return {"type": "string", "enum": self.codes}

    def allowed(self) -> list[str]:
        """Return the vocabulary."""
        return self.codes


class Ids(Parameter):
    """Identifiers of facts."""

    def parse(self, text: str) -> uuid.UUID:
        """Return a well-formed identifier."""
        try:
            if len(text) != 36:
                raise ValueError
            return uuid.UUID(text)
        except ValueError:
            raise ValidationError(
                "is an identifier like “59301e62-9c3e-5d30-a966-f5ff79a9ccf8”."
            ) from None

    def schema(self) -> dict[str, Any]:
        """Describe an identifier."""
        return {"type": "string", "format": "uuid"}


class Number(Parameter):
    """A whole number within bounds, both included."""

    many = False

    def __init__(self, description: str, *, least: int, most: int) -> None:
        """Take what readers are told, and the bounds; the view asks the question."""
        self.least, self.most = least, most
        super().__init__(description)

    def parse(self, text: str) -> int:
        """Return the number."""
        plain = text.isascii() and text.isdigit() and len(text) <= len(str(self.most))
        if not plain or not self.least <= int(text) <= self.most:
            raise ValidationError(f"is a whole number from {self.least} to {self.most}.")
        return int(text)

    def schema(self) -> dict[str, Any]:
        """Describe the number."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Day(Parameter):
    """A day of valid time."""

    many = False
    example = "2024-06-12"

    def parse(self, text: str) -> dt.date:
        """Return the day."""
        try:
            if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError
            return dt.date.fromisoformat(text)
        except ValueError:
            raise ValidationError("is a day like “2024-06-12”.") from None

    def schema(self) -> dict[str, Any]:
        """Describe a day."""
        return {"type": "string", "format": "date"}


class Moment(Parameter):
    """A moment of recorded time. A day stands for its end, no zone for UTC."""

    many = False
    example = "2026-11-01T12:00:00Z"

    def parse(self, text: str) -> dt.datetime:
        """Return the moment, in UTC."""
        try:
            if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                midnight = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
                return midnight + dt.timedelta(days=1)
            # In a query, an unescaped “+” arrives as a space.
            moment = parse_datetime(re.sub(r" (?=\d\d:\d\d$)", "+", text))
            if len(text) > 40 or moment is None:
                raise ValueError
            return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            raise ValidationError(
                "is a moment like “2026-11-01T12:00:00Z”, or a day, which stands for its end."
            ) from None

    def schema(self) -> dict[str, Any]:
        """Describe a moment, or a day."""
        return {
            "anyOf": [
                {"type": "string", "format": "date-time"},
                {"type": "string", "format": "date"},
            ]
        }


class Extent(Codes):
    """In which extent a day is looked for."""

    many = False

    def __init__(self, description: str) -> None:
        """Take what readers are told; the day's own parameter asks the question."""
        super().__init__(("definite", "possible"), description, lambda queryset, _: queryset)
