"""The extents of a fact: what its dates mean in view of what kind of fact reports them, and when.

The one place where they are decided: working copies are saved with them, publication computes them
again, and the ledger's documents are held against them. The rules, with examples, are in
docs/dates.md; why they are so, in docs/adr/0014.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from curation.dates.period import Period, Section
from curation.dates.publications import Publications

__all__ = ["Extents", "extents"]

ONE_DAY = timedelta(days=1)
UNKNOWN = Section("")
# What no source dates: only an attestation can make any day of it certain.
UNDATED = Period("", UNKNOWN, UNKNOWN, is_interval=True)


@dataclass(frozen=True)
class Extents:
    """On which days something can have been so, on which it certainly was, and how exactly."""

    possible: DateRange
    definite: DateRange
    precision: str


def extents(
    period: Period,
    attested: Period | None = None,
    *,
    start_is_meaningful: bool = True,
    is_status: bool = False,
    persists: bool = False,
    is_expected: bool = False,
    publications: Publications = Publications(),  # noqa: B008 (immutable)
) -> Extents:
    """Return what ``period`` comes to.

    ``persists`` tells whether an open end means "until an act ends it"; otherwise what is ongoing
    is certain only as long as it is attested. ``is_status`` tells that it lasts, so that a
    report of it says nothing of its end.

    Raises:
        InvalidPeriod: ``attested`` is not exact or not wholly possible.
    """
    if is_expected:
        bounded = period if attested else _after(period, publications.earliest)
    else:
        bounded = _before(period, attested, publications, is_status=is_status)
    lasting = bounded
    if bounded.end.is_open and bounded.is_interval and not persists:
        lasting = replace(bounded, end=UNKNOWN)
    definite = lasting.definite(attested, start_is_meaningful)
    return Extents(bounded.possible, definite, period.precision)


def _before(
    period: Period, attested: Period | None, publications: Publications, *, is_status: bool
) -> Period:
    """Return the period as far as it lies before the reports of it.

    It had begun when the first report came out, and what is told of its end was told by the
    time the last one did. What lies wholly after a report is not told as past there.
    """
    first, last = publications.latest, publications.last
    if first is None:
        return period
    if period == UNDATED:
        is_past = not (is_status or attested)
        return replace(period, end=replace(UNKNOWN, latest=first)) if is_past else period
    if attested and attested.end.latest:
        first = max(first, attested.end.latest) if not period.is_interval else first
        last = last and max(last, attested.end.latest)
    start = _not_after(period.start, publications, first, only_doubt=is_status)
    if not period.is_interval:
        return replace(period, start=start, end=start)
    end = period.end
    if start != period.start and start.first and _only_year_is_uncertain(end):
        # One doubt about both ends: what settles the year of the one settles that of the other.
        end = _literal(end)
    elif end.is_given and last:
        by = max(last, start.earliest or last)
        end = _not_after(end, publications, by, only_doubt=is_status)
    if start.earliest and end.latest and start.earliest > end.latest:
        end = period.end
    return replace(period, start=start, end=end)


def _not_after(
    section: Section, publications: Publications, by: date, *, only_doubt: bool
) -> Section:
    """Return the date as far as it lies before ``by``, the last day on which it was reported."""
    if not section.is_given or section.earliest is None or section.earliest > by:
        return section
    if _only_year_is_uncertain(section):
        candidates = [each for each in _occurrences(section) if each.first <= by]
        if not candidates:
            return section
        nearest, surely_out = candidates[-1], publications.earliest
        is_the_one = nearest.text == _literal(section).text and _next_year(nearest.first) > by
        if is_the_one and surely_out and nearest.first <= surely_out:
            end = min(nearest.last, by)
            return replace(nearest, text=section.text, parts=section.parts, latest=end, last=end)
        return replace(section, earliest=candidates[0].first, latest=min(nearest.last, by))
    if only_doubt and not section.is_qualified:
        return section
    latest = min(section.latest or by, by)
    return replace(section, latest=latest, last=section.last and min(section.last, by))


def _after(period: Period, published: date | None) -> Period:
    """Return the period as far as it lies after the report that foresees it."""
    if published is None:
        return period
    since = published + ONE_DAY
    if period == UNDATED:
        return replace(period, start=replace(UNKNOWN, earliest=since))
    start = period.start
    if not start.is_given or start.latest is None or start.earliest is None:
        return period
    literal = _literal(start)
    if literal.last is None or literal.last < since or start.earliest >= since:
        return period
    earliest = since
    if _only_year_is_uncertain(start):
        earliest = next(
            max(each.first, since) for each in _occurrences(start) if each.last >= since
        )
    start = replace(start, earliest=earliest, first=start.first and max(start.first, since))
    return replace(period, start=start, end=period.end if period.is_interval else start)


def _only_year_is_uncertain(section: Section) -> bool:
    """Tell whether the year alone is in doubt, and a month, or a month and a day, are stated."""
    marks = section.qualifiers
    return (
        len(marks) > 1 and marks[0] == "?" and not any(marks[1:]) and section.parts[1].value != "XX"
    )


def _literal(section: Section) -> Section:
    """Return the date taken at its word."""
    return Period.parse("-".join(part.value for part in section.parts)).start


def _occurrences(section: Section) -> Iterator[Section]:
    """Yield the dates that it can be, in the years that it can be of."""
    smaller = "-".join(part.value for part in section.parts[1:])
    for year in range(section.earliest.year, (section.latest or section.earliest).year + 1):
        if smaller != "02-29" or _is_leap(year):
            yield Period.parse(f"{year:04}-{smaller}").start


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _next_year(day: date) -> date:
    if day.year == date.max.year:
        return date.max
    return date(
        day.year + 1, *((3, 1) if (day.month, day.day) == (2, 29) else (day.month, day.day))
    )
