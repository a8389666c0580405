"""In which orders a collection can be read, page by page, by keyset.

A page begins after the last key of the page before it, whatever number of pages that is: the
thousandth costs what the first does. Keys end in the place in the ledger, which is unique.
"""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import DateField, F, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Cast
from django.db.models.lookups import (
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
)

from ..models.document_paths import BeginsOn, label_of

__all__ = ["ORDERINGS", "PUBLICATION", "Cursor", "NotGivenOut", "Order"]

PUBLICATION = "revision"
LARGEST_ID = 2**63 - 1
MINUS_INFINITY = "-infinity"


class NotGivenOut(ValueError):
    """A cursor is none of those that this API gives out."""


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST_ID:
        raise NotGivenOut
    return value


def _text(value: Any) -> str:
    if type(value) is not str or "\x00" in value:
        raise NotGivenOut
    return value


def _day(value: Any) -> Any:
    if value != MINUS_INFINITY:
        try:
            dt.date.fromisoformat(_text(value))
        except ValueError:
            raise NotGivenOut from None
    return Cast(Value(value), DateField())


@dataclass(frozen=True)
class Key:
    """One part of an order: an expression, how it is read, and how a cursor's value goes back."""

    expression: Combinable
    shown: Combinable
    checked: Callable[[Any], Any]


def _id(column: str) -> Key:
    return Key(F(column), F(column), _number)


LABEL = Key(label_of("document"), label_of("document"), _text)
BEGINNING = Key(BeginsOn("possible"), Cast(BeginsOn("possible"), TextField()), _day)

ORDERINGS: dict[str, tuple[Key, ...]] = {
    PUBLICATION: (_id("id"),),
    "label": (LABEL, _id("id")),
    "begins": (BEGINNING, _id("id")),
}
OF_CITATIONS: dict[str, tuple[Key, ...]] = {PUBLICATION: (_id("revision_id"), _id("ordinal"))}


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after (or, going back, before) the row with these keys."""

    keys: tuple[Any, ...]
    backwards: bool = False

    def __str__(self) -> str:
        """Return the cursor as it stands in an address."""
        written = json.dumps([int(self.backwards), *self.keys], separators=(",", ":"))
        return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the cursor of a text.

        Raises:
            NotGivenOut: the text is none.
        """
        try:
            padded = text.encode("ascii") + b"=" * (-len(text) % 4)
            way, *keys = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        except (ValueError, TypeError, binascii.Error, RecursionError):
            raise NotGivenOut from None
        if way not in (0, 1) or type(way) is not int:
            raise NotGivenOut
        return cls(tuple(keys), bool(way))


@dataclass(frozen=True)
class Order:
    """An order of a collection, one way or the other."""

    keys: tuple[Key, ...]
    descending: bool = False

    @classmethod
    def named(cls, name: str | None, *, of_citations: bool = False) -> Self:
        """Return the order of that name; a hyphen before it turns it round."""
        name = name or PUBLICATION
        orderings = OF_CITATIONS if of_citations else ORDERINGS
        return cls(orderings[name.removeprefix("-")], name.startswith("-"))

    def sorted(self, rows: QuerySet, *, backwards: bool = False) -> QuerySet:
        """Return the rows in this order, or in its opposite."""
        down = self.descending != backwards
        return rows.order_by(*(OrderBy(key.expression, descending=down) for key in self.keys))

    def shown(self) -> dict[str, Combinable]:
        """Return the keys as annotations, for the cursors of what was read."""
        return {f"key_{number}": key.shown for number, key in enumerate(self.keys)}

    def beyond(self, rows: QuerySet, cursor: Cursor) -> QuerySet:
        """Return the rows after the cursor, or before it if it leads back.

        Raises:
            NotGivenOut: the cursor belongs to another order.
        """
        if len(cursor.keys) != len(self.keys):
            raise NotGivenOut
        down = self.descending != cursor.backwards
        past, up_to = (LessThan, LessThanOrEqual) if down else (GreaterThan, GreaterThanOrEqual)
        return rows.filter(_beyond(self.keys, cursor.keys, past, up_to))


def _beyond(keys: Sequence[Key], values: Sequence[Any], past: Any, up_to: Any) -> Q:
    """Return the condition that ``keys`` come past ``values``, in a form that an index serves."""
    key, value = keys[0], keys[0].checked(values[0])
    if len(keys) == 1:
        return Q(past(key.expression, value))
    rest = _beyond(keys[1:], values[1:], past, up_to)
    return Q(up_to(key.expression, value)) & (Q(past(key.expression, value)) | rest)
