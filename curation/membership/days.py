"""Spans of days, and the units of time that a panel is divided into.

A day is its proleptic Gregorian ordinal (`datetime.date.toordinal`), so that spans are counted by
subtraction. Spans are half-open. `BEGINNING` and `END` stand for open bounds.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..vocabulary import TimeUnit

__all__ = ["ALWAYS", "BEGINNING", "END", "NEVER", "Span", "Unit", "day_text", "units"]

BEGINNING = dt.date.min.toordinal()
END = dt.date.max.toordinal() + 1


class Span(NamedTuple):
    """Days from ``start`` until before ``end``."""

    start: int
    end: int

    @classmethod
    def of(cls, extent: Any) -> "Span":
        """Return the days of a range of dates; one without any day is `NEVER`."""
        if extent is None or extent.isempty:
            return NEVER
        return cls(
            extent.lower.toordinal() if extent.lower else BEGINNING,
            extent.upper.toordinal() if extent.upper else END,
        )

    @property
    def is_empty(self) -> bool:
        """Whether no day is in it."""
        return self.start >= self.end

    def holds(self, day: int) -> bool:
        """Tell whether ``day`` is in it."""
        return self.start <= day < self.end

    def within(self, other: "Span") -> "Span":
        """Return the days that are in both."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else NEVER


NEVER = Span(BEGINNING, BEGINNING)
ALWAYS = Span(BEGINNING, END)


class Unit(NamedTuple):
    """A year, month or day: its name (``2017``, ``2017-06``, ``2017-06-09``) and its days."""

    name: str
    start: int
    end: int

    @property
    def year(self) -> int:
        """The year in which it lies, or that it is."""
        return dt.date.fromordinal(self.start).year

    @classmethod
    def of_day(cls, day: dt.date) -> "Unit":
        """Return the unit of a single day."""
        return cls(day.isoformat(), day.toordinal(), day.toordinal() + 1)


def day_text(day: int) -> str | None:
    """Return a day in ISO 8601; None beyond the calendar."""
    return dt.date.fromordinal(day).isoformat() if day < END else None


def units(unit: TimeUnit, first: int, last: int) -> Iterator[Unit]:
    """Divide the years from ``first`` to ``last``, both of them included."""
    for year in range(first, last + 1):
        start = dt.date(year, 1, 1).toordinal()
        if unit == TimeUnit.YEAR:
            yield Unit(f"{year:04}", start, start + 365 + calendar.isleap(year))
            continue
        for month in range(1, 13):
            length = calendar.monthrange(year, month)[1]
            if unit == TimeUnit.MONTH:
                yield Unit(f"{year:04}-{month:02}", start, start + length)
            else:
                days = range(start, start + length)
                yield from (Unit.of_day(dt.date.fromordinal(day)) for day in days)
            start += length
