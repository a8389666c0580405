"""Days that are worth comparing: round distances, and days on which somebody's status began."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from ...membership import Record
from ...vocabulary import StatusDimension
from ..questions import Visit

__all__ = ["Preset", "presets", "turning_days"]

YEARS_BACK = (1, 5, 10)
MOST = 12


@dataclass(frozen=True)
class Preset:
    """Two days to compare, and what they are called."""

    name: str
    address: str
    is_chosen: bool


def presets(visit: Visit, record: Record) -> list[Preset]:
    """Return the distances from the present: some years, and the whole record."""
    today = visit.today
    back = [(f"Last {years} years" if years > 1 else "Last year", years) for years in YEARS_BACK]
    pairs = [
        (name, today.replace(year=today.year - years, day=min(today.day, 28)), today)
        for name, years in back
        if today.year - years >= dt.MINYEAR
    ]
    first = record.first_day()
    if first and dt.date.fromordinal(first) < today:
        pairs.append(("Since the beginning", dt.date.fromordinal(first), today))
    return [_preset(visit, *pair) for pair in pairs]


def turning_days(visit: Visit, record: Record) -> list[Preset]:
    """Return the days on which a formal status certainly began, the latest first.

    Each is compared with the day before it.
    """
    today = visit.today.toordinal()
    begun = Counter(
        each.definite.start
        for each in record.accepted
        if each.dimension == StatusDimension.FORMAL
        and not each.definite.is_empty
        and each.definite.start == each.possible.start
        and 1 < each.definite.start <= today
    )
    told = []
    for number in sorted(begun, reverse=True)[:MOST]:
        day = dt.date.fromordinal(number)
        name = f"{day.day} {day:%B %Y}"
        told.append(_preset(visit, name, day - dt.timedelta(days=1), day))
    return told


def _preset(visit: Visit, name: str, before: dt.date, after: dt.date) -> Preset:
    days = {"a": before.isoformat(), "b": after.isoformat()}
    address = visit.in_time(visit.request.path, **days)
    return Preset(name, address, visit.asked.settled() == days)
