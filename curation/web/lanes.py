"""Lanes of time: bars that are solid where something is certain and hatched where it is possible.

Templates draw them with `templates/web/parts/segment.html`; `static/web/lanes.css` and `lanes.js`
are theirs.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import Truncator

from ..membership import Span
from .exhibits import Exhibit
from .procedures import Procedure
from .quoting import within_marks

__all__ = ["Axis", "Bar", "Segment", "bounded_days"]

# So many ticks can be told apart.
MOST_TICKS = 14
STEPS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
# What would be too narrow to be seen, or to be pointed at, is drawn so wide: a part of the axis.
LEAST = 120
# Of a quotation, a tooltip has so many letters.
LONGEST_QUOTE = 240
# Up to so many years, the axis has quarters of them.
FEW_YEARS = 4


@dataclass(frozen=True)
class Bar:
    """A stretch of a lane, in days from the beginning of the axis."""

    x: int
    width: int


@dataclass(frozen=True)
class Segment:
    """Something in its lane: where it is possible, where certain, and what says so.

    One that ``is_over`` lies over another, and is drawn below it as a thin bar.
    """

    name: str
    mark: str
    possible: Bar
    definite: Bar | None
    exhibit: Exhibit
    number: int
    is_over: bool = False
    procedure: Procedure | None = None

    @property
    def told(self) -> str:
        """What it is, when, in whose words and by whose account: for a tooltip."""
        when = self.exhibit.words or "undated"
        # Cut roughly first: the exact way looks at every letter of a text.
        quote = Truncator(self.exhibit.quote[: 2 * LONGEST_QUOTE]).chars(LONGEST_QUOTE)
        said = f": “{within_marks(quote)}”" if quote else ""
        return f"{self.name}, {when}{said} ({self.exhibit.teller})"


class Axis:
    """Whole years, or quarters of few of them, around the days that there is something to say of.

    Its ticks are equally far apart, and never too many, however long it is.
    """

    def __init__(self, first: dt.date, last: dt.date) -> None:
        """Take the first day and the last."""
        years = last.year - first.year + 1
        self.in_quarters = years <= FEW_YEARS
        self.step = next((step for step in STEPS if years <= step * (MOST_TICKS - 1)), STEPS[-1])
        begun = first.year - first.year % self.step
        self.start = dt.date(max(begun, dt.MINYEAR), 1, 1)
        ended = last.year - last.year % self.step + self.step
        self.end = dt.date(ended, 1, 1) if ended <= dt.MAXYEAR else dt.date.max

    @cached_property
    def length(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    @cached_property
    def ticks(self) -> list[str]:
        """What stands at its ticks: years, or the first months of quarters."""
        years = range(self.start.year, max(self.end.year, self.start.year + 1), self.step)
        if not self.in_quarters:
            return [str(year) for year in years]
        return [
            str(year) if month == 1 else f"{dt.date(year, month, 1):%b}"
            for year in years
            for month in (1, 4, 7, 10)
        ]

    def number(self, day: dt.date) -> int:
        """Return a day as a number, within the axis."""
        return min(max((day - self.start).days, 0), self.length)

    def bar(self, span: Span, last: dt.date | None = None) -> Bar | None:
        """Return a span's days on the axis, up to the ``last`` day to be shown.

        None if there is none of them.
        """
        zero = self.start.toordinal()
        until = self.number(last) + 1 if last else self.length
        start, end = max(span.start - zero, 0), min(span.end - zero, until)
        if end <= start:
            return None
        width = max(end - start, self.length // LEAST)
        return Bar(min(start, self.length - width), width)


def bounded_days(spans: Iterable[Span]) -> list[dt.date]:
    """Return the first and the last days of spans, but for bounds that are open."""
    days = {day for span in spans if not span.is_empty for day in (span.start, span.end - 1)}
    known = sorted(days - {dt.date.min.toordinal(), dt.date.max.toordinal()})
    return [dt.date.fromordinal(day) for day in known]
