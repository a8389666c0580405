"""Where in the ledger the values of a parameter stand: how they are found, and counted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThanOrEqual, LessThan, LessThanOrEqual

from ..models.document_paths import Elements, SlugsIn

__all__ = ["AtLeast", "AtMost", "Before", "Listed", "Stored", "Uncounted", "Where", "Within"]


@dataclass(frozen=True)
class Where:
    """A place where values stand; ``counted`` tells whether they can be facets."""

    counted = True
    repeats = True  # A row may have several values there.

    def any_of(self, rows: Any, values: list[Any]) -> Any:
        """Return the rows that have any of ``values`` there."""
        raise NotImplementedError

    def elements(self, rows: Any) -> Combinable:
        """Return the expression of the values there, for counting."""
        raise NotImplementedError


@dataclass(frozen=True)
class Stored(Where):
    """A column of its own."""

    name: str

    repeats = False

    def any_of(self, rows: Any, values: list[Any]) -> Any:
        """Return the rows that have any of ``values`` in the column."""
        return rows.filter(**{f"{self.name}__in": values})

    def elements(self, rows: Any) -> Combinable:
        """Return the column."""
        return Cast(F(self.name), TextField())


@dataclass(frozen=True)
class Uncounted(Stored):
    """A column whose values are not those of the parameter: they are looked up first."""

    counted = False


@dataclass(frozen=True)
class Within(Where):
    """A path in the document (SQL/JSON); with ``narrow``, an index finds the candidates first."""

    path: str
    narrow: Callable[[Any, list[Any]], Any] | None = None

    def any_of(self, rows: Any, values: list[Any]) -> Any:
        """Return the rows that have any of ``values`` at the path."""
        rows = self.narrow(rows, values) if self.narrow else rows
        return rows.having(self.path, map(str, values))

    def elements(self, rows: Any) -> Combinable:
        """Return the values at the path."""
        return Elements(SlugsIn(F(rows.document_column), paths=(self.path,)))


@dataclass(frozen=True)
class Listed(Where):
    """A column that gathers the values of many paths, with the question that looks into it."""

    name: str
    ask: Callable[[Any, list[Any]], Any]

    def any_of(self, rows: Any, values: list[Any]) -> Any:
        """Return the rows that have any of ``values`` in the column."""
        return self.ask(rows, values)

    def elements(self, rows: Any) -> Combinable:
        """Return the values gathered."""
        return Elements(F(self.name))


@dataclass(frozen=True)
class Compared(Where):
    """A value that is compared with a bound."""

    value: Combinable

    counted = False
    lookup = GreaterThanOrEqual

    def any_of(self, rows: Any, values: list[Any]) -> Any:
        """Return the rows on the right side of the bound."""
        return rows.filter(self.lookup(self.value, values[0]))


class AtLeast(Compared):
    """From the bound on."""


class AtMost(Compared):
    """Up to the bound, which is included."""

    lookup = LessThanOrEqual


class Before(Compared):
    """Up to the bound, which is not included: ranges of time are half-open."""

    lookup = LessThan
