"""Kinds of parameter: what each accepts, what it asks the ledger, how it is documented."""

import datetime as dt
import re
import uuid
from calendar import monthrange
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices

from ..models import AsOf
from .where import Where

__all__ = [
    "BadValue",
    "Choice",
    "Codes",
    "CountryCodes",
    "Day",
    "Ids",
    "Moment",
    "Number",
    "Parameter",
    "Slugs",
    "Texts",
    "WholeNumber",
    "Words",
]

MOST_VALUES = 500
YEARS = "^(?!0000)[0-9]{4}-"
# In a query, an unescaped “+” arrives as a space.
WRITTEN_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"([Tt ](?P<time>[0-9]{2}:[0-9]{2})(:(?P<second>[0-9]{2})(\.(?P<fraction>[0-9]+))?)?"
    r"(?P<zone>[Zz]|[+ -][0-9]{2}:[0-9]{2})?)?"
)
# Neither texts nor questions have control characters (Unicode category Cc) in them.
CONTROL = r"\u0000-\u001f\u007f-\u009f"


class BadValue(ValueError):
    """The text given for a parameter is no value of it; the message continues its name."""

    def __init__(self, message: str, *, suggestion: str = "") -> None:
        """Keep the value that may have been meant."""
        super().__init__(message)
        self.suggestion = suggestion


class Parameter:
    """A parameter of the API. Repeatable ones mean: any of these values."""

    many = True
    example: str | None = None

    def __init__(self, description: str, where: Where | None = None) -> None:
        """Take what readers are told, and where in the ledger the values are looked for."""
        self.description = description
        self.where = where

    def narrowed(self, rows: Any, values: list[Any]) -> Any:
        """Return the rows that have any of ``values``."""
        return self.where.any_of(rows, values) if self.where else rows

    def values(self, texts: list[str]) -> list[Any]:
        """Return the values of what a request gives.

        Raises:
            BadValue: one of them is none, or there are too many.
        """
        if len(texts) > (MOST_VALUES if self.many else 1):
            most = f"more than {MOST_VALUES} times" if self.many else f"{len(texts)} times"
            raise BadValue(f"is given {most}" + ("." if self.many else "; it takes one value."))
        return [self.parse(text) for text in texts]

    def parse(self, text: str) -> Any:
        """Return the value of a text.

        Raises:
            BadValue: it is none.
        """
        raise NotImplementedError

    def at(self, values: list[Any], place: AsOf) -> list[Any]:
        """Return what the values mean as of ``place``."""
        return values

    def schema(self) -> dict[str, Any]:
        """Describe one value in JSON Schema."""
        return {"type": "string"}

    def allowed(self) -> list[str]:
        """Return the values of a closed vocabulary."""
        return []


class Slugs(Parameter):
    """Slugs: stable names like ``full-member``. One that names nothing finds nothing."""

    pattern = "[a-z0-9]+(?:-[a-z0-9]+)*"
    example = "full-member"

    def __init__(
        self, description: str, where: Where | None = None, *, example: str | None = None
    ) -> None:
        """Take what readers are told, where the values stand, and one of them."""
        super().__init__(description, where)
        self.example = example or self.example

    def parse(self, text: str) -> str:
        """Return a well-formed slug."""
        if len(text) > 80 or not re.fullmatch(self.pattern, text):
            raise BadValue(
                "must be a slug: lower-case letters and digits joined by hyphens, like "
                f"“{self.example}”."
            )
        return text

    def schema(self) -> dict[str, Any]:
        """Describe a slug."""
        return {"type": "string", "pattern": f"^{self.pattern}$", "maxLength": 80}


class CountryCodes(Parameter):
    """ISO 3166-1 alpha-3 codes."""

    def parse(self, text: str) -> str:
        """Return a well-formed code, in capitals."""
        if not re.fullmatch("[A-Za-z]{3}", text):
            raise BadValue("must be an ISO 3166-1 alpha-3 code: three letters, like “BLR”.")
        return text.upper()

    def schema(self) -> dict[str, Any]:
        """Describe a code."""
        return {"type": "string", "pattern": "^[A-Za-z]{3}$"}


class Codes(Parameter):
    """Values of a closed vocabulary."""

    def __init__(
        self,
        vocabulary: type[TextChoices] | Iterable[str],
        description: str,
        where: Where | None = None,
    ) -> None:
        """Take the vocabulary, or that part of it which can occur."""
        self.codes = [str(code) for code in getattr(vocabulary, "values", vocabulary)]
        super().__init__(description, where)

    def parse(self, text: str) -> str:
        """Return a value of the vocabulary."""
        if text not in self.codes:
            raise BadValue(f"must be one of: {', '.join(self.codes)}.")
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
            raise BadValue(
                "must be an identifier like “59301e62-9c3e-5d30-a966-f5ff79a9ccf8”."
            ) from None

    def schema(self) -> dict[str, Any]:
        """Describe an identifier."""
        return {"type": "string", "format": "uuid"}


class WholeNumber(Parameter):
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
            raise BadValue(f"must be a whole number from {self.least} to {self.most}.")
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
            raise BadValue("must be a day like “2024-06-12”.") from None

    def schema(self) -> dict[str, Any]:
        """Describe a day."""
        return {"type": "string", "format": "date"}


class Moment(Parameter):
    """A moment of recorded time. A day stands for its end, no zone for UTC.

    Written as in RFC 3339, small letters and leap seconds included. What is in no year of UTC is
    before everything that was recorded, or after it.
    """

    many = False
    example = "2026-11-01T12:00:00Z"

    def parse(self, text: str) -> dt.datetime:
        """Return the moment, in UTC."""
        written = WRITTEN_MOMENT.fullmatch(text)
        try:
            if written is None:
                raise ValueError
            return _moment(*written.group("day", "time", "second", "fraction", "zone"))
        except ValueError:
            raise BadValue(
                "must be a moment like “2026-11-01T12:00:00Z”, or a day, which means the end "
                "of that day."
            ) from None

    def schema(self) -> dict[str, Any]:
        """Describe a moment, or a day."""
        return {
            "anyOf": [
                {"type": "string", "format": "date-time", "pattern": YEARS},
                {"type": "string", "format": "date", "pattern": YEARS},
            ]
        }


def _moment(
    day: str, time: str | None, second: str | None, fraction: str | None, zone: str | None
) -> dt.datetime:
    if time is None:
        return _later(dt.datetime.fromisoformat(day), dt.timedelta(days=1))
    is_leap = second == "60"
    seconds = "59" if is_leap else second or "00"
    local = dt.datetime.fromisoformat(f"{day}T{time}:{seconds}.{(fraction or '')[:6]:0<6}")
    moment = _later(local, -_offset(zone))
    if not is_leap:
        return moment
    last_day = monthrange(moment.year, moment.month)[1]
    if (moment.day, moment.hour, moment.minute) != (last_day, 23, 59):
        raise ValueError  # Leap seconds end a month, in UTC.
    return _later(moment.replace(tzinfo=None, microsecond=0), dt.timedelta(seconds=1))


def _offset(zone: str | None) -> dt.timedelta:
    if zone in (None, "Z", "z"):
        return dt.timedelta()
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if hours > 23 or minutes > 59:
        raise ValueError
    return (-1 if zone[0] == "-" else 1) * dt.timedelta(hours=hours, minutes=minutes)


def _later(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Return a moment of UTC, which ends with the years that can be written."""
    try:
        return (moment + by).replace(tzinfo=dt.UTC)
    except OverflowError:
        end = dt.datetime.max if by > dt.timedelta() else dt.datetime.min
        return end.replace(tzinfo=dt.UTC)


class Choice(Codes):
    """One value of a closed vocabulary."""

    many = False


class Texts(Parameter):
    """Short texts that are matched as they stand: codes, names of editors, addresses."""

    longest = 500

    def parse(self, text: str) -> str:
        """Return a text that can stand in a document."""
        if not text or len(text) > self.longest:
            raise BadValue(f"must be 1 to {self.longest} characters long.")
        if re.search(f"[{CONTROL}]", text):
            raise BadValue("must not contain control characters.")
        return text

    def schema(self) -> dict[str, Any]:
        """Describe a text."""
        pattern = f"^[^{CONTROL}]+$"
        return {"type": "string", "pattern": pattern, "minLength": 1, "maxLength": self.longest}


class Number(Parameter):
    """A decimal number, written as in JSON."""

    many = False
    largest = 10**18

    def parse(self, text: str) -> Decimal:
        """Return the number."""
        written_so = re.fullmatch(r"-?[0-9]{1,19}(\.[0-9]{1,340})?([eE][+-]?[0-9]{1,3})?", text)
        number = Decimal(text) if written_so else None
        if number is None or abs(number) > self.largest:
            raise BadValue(f"must be a number like “42” or “-1.5”, not beyond ±{self.largest}.")
        return number

    def schema(self) -> dict[str, Any]:
        """Describe a number."""
        return {"type": "number", "minimum": -self.largest, "maximum": self.largest}


class Words(Parameter):
    """Words to search for, as in a search engine."""

    many = False
    longest = 200
    example = "acceding member"

    def parse(self, text: str) -> str:
        """Return the question."""
        if not text.strip() or len(text) > self.longest:
            raise BadValue(f"must be 1 to {self.longest} characters long.")
        if re.search(f"[{CONTROL}]", text):
            raise BadValue("must not contain control characters.")
        return text

    def schema(self) -> dict[str, Any]:
        """Describe a question."""
        pattern = rf"^[^{CONTROL}]*[^\s{CONTROL}][^{CONTROL}]*$"
        return {"type": "string", "pattern": pattern, "minLength": 1, "maxLength": self.longest}
