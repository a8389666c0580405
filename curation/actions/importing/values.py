"""How a cell becomes a value of a column, and a value a cell again.

Writing and reading are inverse to each other: what is exported is imported as it was. Free
texts are taken to the code point; of codes, keys and numbers the white space around is not.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, Protocol

from django.db.models import Model

__all__ = [
    "CellError",
    "Code",
    "Day",
    "Key",
    "Number",
    "Records",
    "Reference",
    "References",
    "Slug",
    "Text",
    "Value",
    "Whole",
    "suggestion",
]


class Records(Protocol):
    """Where a cell's keys are looked up."""

    def get(self, model: type[Model], key: str) -> Model | None:
        """Return the record of ``model`` with this key, if there is one."""

    def keys(self, model: type[Model]) -> Iterable[str]:
        """Return all keys of ``model`` that an editor may have meant."""


class CellError(ValueError):
    """A cell says something that its column cannot take; the message is fit for an editor."""


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """Return “ Did you mean …?”, or nothing."""
    near = get_close_matches(wrong.lower(), list(known), n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


@dataclass(frozen=True)
class Value:
    """What a column holds: a blank cell is ``blank``."""

    blank: Any = ""
    meaning = "text"

    def wanted(self, text: str) -> tuple[str, ...]:
        """Return the keys of the records that the cell refers to."""
        return ()

    def read(self, text: str, records: Records) -> Any:
        """Return the value of a cell that is not blank.

        Raises:
            CellError: the cell cannot be understood.
        """
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return the cell of a value."""
        return "" if value is None else str(value)

    def codes(self) -> list[tuple[str, str]]:
        """Return the codes that the column takes and what they mean, if it is coded."""
        return []


class Text(Value):
    """A text, to the code point."""

    def read(self, text: str, records: Records) -> str:
        """Return the text."""
        if "\x00" in text:
            raise CellError("it holds a NUL character, which is no part of a text")
        return text


class Slug(Text):
    """A public identifier of our own."""

    meaning = "slug"

    def read(self, text: str, records: Records) -> str:
        """Return the slug."""
        return super().read(text.strip(), records)


@dataclass(frozen=True)
class Code(Value):
    """A code of a closed vocabulary; a blank cell is the default."""

    choices: tuple[tuple[str, str], ...] = ()
    meaning = "code"

    def read(self, text: str, records: Records) -> str:
        """Return the code."""
        code = text.strip()
        known = [each for each, _ in self.choices]
        if code not in known:
            raise CellError(
                f"“{code}” is none of the codes {', '.join(known)}.{suggestion(code, known)}"
            )
        return code

    def codes(self) -> list[tuple[str, str]]:
        """Return codes and labels."""
        return list(self.choices)


@dataclass(frozen=True)
class Whole(Value):
    """A whole number."""

    blank: int | None = None
    meaning = "whole number"

    def read(self, text: str, records: Records) -> int:
        """Return the number."""
        try:
            return int(text.strip().replace("−", "-"))
        except ValueError:
            raise CellError(f"“{text.strip()}” is no whole number, such as 42") from None


@dataclass(frozen=True)
class Number(Value):
    """A decimal number."""

    blank: Decimal | None = None
    meaning = "number"

    def read(self, text: str, records: Records) -> Decimal:
        """Return the number."""
        try:
            number = Decimal(text.strip().replace("−", "-"))
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite():
            raise CellError(
                f"“{text.strip()}” is no number; write it with digits and a point, such as 23.5"
            )
        return number

    def write(self, value: Any) -> str:
        """Return the number without idle noughts."""
        if value is None:
            return ""
        shown = format(Decimal(value), "f")
        return (shown.rstrip("0").rstrip(".") or "0") if "." in shown else shown


@dataclass(frozen=True)
class Day(Value):
    """A day of the calendar."""

    blank: dt.date | None = None
    meaning = "day (YYYY-MM-DD)"

    def read(self, text: str, records: Records) -> dt.date:
        """Return the day."""
        try:
            return dt.date.fromisoformat(text.strip())
        except ValueError:
            raise CellError(f"“{text.strip()}” is no day, such as 2024-06-11") from None

    def write(self, value: Any) -> str:
        """Return the day in ISO 8601."""
        return value.isoformat() if value else ""


@dataclass(frozen=True)
class Key(Value):
    """An identifier of the registry's own: a UUID."""

    blank: None = None
    meaning = "UUID"

    def read(self, text: str, records: Records) -> uuid.UUID:
        """Return the UUID."""
        try:
            return uuid.UUID(text.strip())
        except ValueError:
            raise CellError(
                f"“{text.strip()}” is no id; leave the cell blank for something new"
            ) from None


@dataclass(frozen=True)
class Reference(Value):
    """A record named by its ``key``: the slug, or the id of a fact."""

    blank: None = None
    to: type[Model] | None = None
    key: str = "slug"

    @property
    def meaning(self) -> str:
        """What the cell holds, in words."""
        return f"{'slug' if self.key == 'slug' else 'id'} of a {self.to._meta.verbose_name}"

    def wanted(self, text: str) -> tuple[str, ...]:
        """Return the one key."""
        return (text.strip(),)

    def read(self, text: str, records: Records) -> Model:
        """Return the record."""
        key = text.strip()
        found = records.get(self.to, key)
        if found is None:
            what = self.to._meta.verbose_name
            hint = suggestion(key, records.keys(self.to))
            raise CellError(f"“{key}” is the {self.key} of no {what}.{hint}")
        return found

    def write(self, value: Any) -> str:
        """Return the key."""
        return "" if value is None else str(getattr(value, self.key))


@dataclass(frozen=True)
class References(Reference):
    """Several records named by their keys, joined by semicolons; their order means nothing."""

    blank: tuple = ()

    @property
    def meaning(self) -> str:
        """What the cell holds, in words."""
        what = "slugs" if self.key == "slug" else "ids"
        return f"{what} of {self.to._meta.verbose_name_plural}, joined by “; ”"

    def wanted(self, text: str) -> tuple[str, ...]:
        """Return the keys."""
        return tuple(key for key in (part.strip() for part in text.split(";")) if key)

    def read(self, text: str, records: Records) -> tuple[Model, ...]:
        """Return the records, each once."""
        read_one = super().read
        return tuple(dict.fromkeys(read_one(key, records) for key in self.wanted(text)))

    def write(self, value: Any) -> str:
        """Return the keys in alphabetical order."""
        return "; ".join(sorted(str(getattr(each, self.key)) for each in value))
