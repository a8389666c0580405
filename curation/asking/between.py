"""Two days to be compared, and which they are where the reader names none."""

import datetime as dt
from collections.abc import Iterator

from .flaws import Flaw
from .grammar import KnownAt
from .parameters import Day
from .permanence import quoted_on

__all__ = ["TwoDays"]


class TwoDays(KnownAt):
    """The days before and after, both included in the answer."""

    a = Day("The earlier day. By default a year before `b`.")
    b = Day("The later day. By default that as of which the registry is quoted, in UTC.")

    def days(self) -> tuple[dt.date, dt.date]:
        """Return the two days."""
        after = self.value("b") or quoted_on(self.value("known_at"))
        return self.value("a") or _a_year_before(after), after

    def settled(self) -> dict[str, str]:
        """Return the two days."""
        before, after = self.days()
        return {"a": before.isoformat(), "b": after.isoformat()}

    def _contradictions(self) -> Iterator[Flaw]:
        yield from super()._contradictions()
        before, after = self.days() if not self._is_flawed() else (dt.date.min, dt.date.max)
        if before > after:
            told = "“b”" if self.value("b") else "the day as of which the registry is quoted"
            yield Flaw("a", f"“a” is the earlier day: {before} is after {told}, {after}.")

    def _is_flawed(self) -> bool:
        """Tell whether a day or the moment is given and not understood."""
        return any(
            name in self.query and self.value(name) is None for name in ("a", "b", "known_at")
        )


def _a_year_before(day: dt.date) -> dt.date:
    """Return the same day of the year before; of a leap day, the last of February."""
    if day.year == dt.MINYEAR:
        return dt.date.min
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
