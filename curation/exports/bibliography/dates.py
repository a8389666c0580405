"""EDTF as CSL has dates (CSL-JSON 1.0.2, date variables)."""

from typing import Any

from ...dates import Period, in_words
from ...dates.period import Section

__all__ = ["csl_date"]

# EDTF's 21–24 are CSL's seasons 1–4: spring, summer, autumn, winter.
FIRST_SEASON = 20


def csl_date(when: str | None) -> dict[str, Any] | None:
    """Return an EDTF text as a CSL date; None when there is none.

    ``date-parts`` hold what is given outright; ``circa`` marks whatever is uncertain or
    approximate; a season is ``season``. What date parts cannot say (a decade, an end without a
    start) is a ``literal`` in English words. ``edtf`` repeats the text wherever the rest says
    less than it does.
    """
    if not when:
        return None
    period = Period.parse(when)
    parts = _parts(period)
    date: dict[str, Any] = {"date-parts": parts} if parts else {"literal": in_words(period)}
    if parts and any(section.is_qualified for section in (period.start, period.end)):
        date["circa"] = True
    if parts and len(parts) == 1 and period.start.precision == "season":
        date["season"] = int(period.start.parts[1].value) - FIRST_SEASON
    if not _says_all(period, date):
        date["edtf"] = period.text
    return date


def _parts(period: Period) -> list[list[int]]:
    """Return the date, or both ends of an interval, as numbers; nothing if one has none."""
    start = _numbers(period.start)
    if not period.is_interval:
        return [start] if start else []
    end = _numbers(period.end)
    return [start, end] if start and end else []


def _numbers(section: Section) -> list[int]:
    """Return year, month and day as far as they are known; a season is no month."""
    numbers = []
    for place, part in enumerate(section.parts):
        if "X" in part.value or (place == 1 and int(part.value) > FIRST_SEASON):
            break
        numbers.append(int(part.value))
    return numbers


def _says_all(period: Period, date: dict[str, Any]) -> bool:
    exact = period.start.is_exact and period.end.is_exact
    seasons = "season" in (period.start.precision, period.end.precision)
    return "date-parts" in date and exact and (not seasons or "season" in date)
