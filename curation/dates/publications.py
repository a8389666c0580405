"""When the sources of a fact came out: what they bound, whether or not they give a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from curation.dates.period import Period

__all__ = ["Publications"]


@dataclass(frozen=True)
class Publications:
    """The days between which the first source of a fact came out, and by when all had.

    ``earliest`` and ``latest`` bound the publication of the source that came out first; ``last``
    is the day by which all of them had come out. None where no source says.
    """

    earliest: date | None = None
    latest: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, reporting: Iterable[str], originals: Iterable[str] = ()) -> "Publications":
        """Return what the EDTF dates of publication say; a blank one says nothing.

        ``originals`` are what the reporting sources rely on: they came out before those, so they
        can be the first, and never the last.
        """
        own, theirs = [_days(text) for text in reporting], [_days(text) for text in originals]
        dated = [days for days in (*own, *theirs) if days is not None]
        if not dated:
            return cls()
        earliest, latest = min(dated, key=lambda days: days[1])
        last = None if None in own or not own else max(days[1] for days in own)
        return cls(earliest, latest, last)


def _days(text: str) -> tuple[date | None, date] | None:
    """Return the first and the last conceivable day of a publication; None without a last."""
    possible = Period.parse(text).possible if text else None
    if possible is None or possible.upper is None:
        return None
    return possible.lower, possible.upper - timedelta(days=1)
