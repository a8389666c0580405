"""Values of linked data: codes as IRIs, numbers as decimals, dates as far as they are exact."""

from decimal import Decimal
from typing import Any

from ...dates import Period
from ...dates.period import Section

__all__ = ["Node", "code", "decimal", "exact_dates", "extent", "filled"]

Node = dict[str, Any]


def filled(node: Node) -> Node:
    """Return a node without what is blank: nothing is said where the record says nothing."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def code(vocabulary: str, value: str | None) -> str | None:
    """Return a code of a vocabulary as a compact IRI: ``registry:certainty:stated``."""
    return f"registry:{vocabulary}:{value}" if value else None


def decimal(value: int | float | None) -> str | None:
    """Return a number as ``xsd:decimal`` has it, digit for digit."""
    return None if value is None else f"{Decimal(str(value)):f}"


def extent(days: dict[str, str | None] | None) -> Node | None:
    """Return a half-open range of days as an interval; None when no day is in it."""
    return days and {"@type": "time:Interval", **filled(days)}


def exact_dates(when: str, *, start_says_so: bool = True, end_says_so: bool = True) -> Node:
    """Return ``startDate`` and ``endDate`` of schema.org, where EDTF gives a plain ISO 8601 date.

    Doubtful, unspecified, seasonal, open and unknown ends are left out: schema.org has no words
    for them. So is an end of which no source says what its date is the date of.
    """
    if not when:
        return {}
    period = Period.parse(when)
    end = period.end if period.is_interval else period.start
    return filled(
        {
            "startDate": _exact(period.start) if start_says_so else None,
            "endDate": _exact(end) if end_says_so else None,
        }
    )


def _exact(section: Section) -> str | None:
    return section.text if section.is_exact and section.precision != "season" else None
