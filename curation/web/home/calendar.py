"""The choice of a day, from the organization's first to the present one."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from ..questions import Visit

__all__ = ["Calendar", "Year"]


@dataclass(frozen=True)
class Year:
    """A year to jump to: its last day, or the present one."""

    number: int
    address: str
    is_chosen: bool


class Calendar:
    """Days as numbers from ``start``, the first day of the first year."""

    def __init__(self, visit: Visit, first_day: dt.date) -> None:
        """Take the question and the first day that there is something to say of."""
        self.visit = visit
        self.today = visit.today
        self.day = visit.day
        self.first_day = min(first_day, self.today)
        self.start = self.first_day.replace(month=1, day=1)
        self.end = self._end()

    def _end(self) -> dt.date:
        last = self.today.year
        return dt.date(last + 1, 1, 1) if last < dt.MAXYEAR else dt.date.max

    @cached_property
    def length(self) -> int:
        """How many days there are from the first year's first to the present year's last."""
        return (self.end - self.start).days

    @property
    def chosen(self) -> int:
        """The day asked about as a number, within the calendar."""
        return self.number(self.day)

    @property
    def first(self) -> int:
        """The first day that there is something to say of, as a number."""
        return self.number(self.first_day)

    @property
    def present(self) -> int:
        """The present day as a number."""
        return self.number(self.today)

    def number(self, day: dt.date) -> int:
        """Return a day as a number, within the calendar."""
        return min(max((day - self.start).days, 0), self.length)

    @cached_property
    def years(self) -> list[Year]:
        """The years, each with its address; the chosen day is in the chosen one."""
        return [
            Year(number, self._address(number), number == self.day.year)
            for number in range(self.start.year, self.today.year + 1)
        ]

    def _address(self, year: int) -> str:
        path = self.visit.request.path
        if year == self.today.year:
            return self.visit.in_time(path, valid_at=None)
        return self.visit.in_time(path, valid_at=f"{year:04}-12-31")
