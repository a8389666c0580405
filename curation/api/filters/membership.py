"""Parameters of derived memberships."""

import datetime as dt
import re
from typing import Any

from django.db.models import TextChoices

from ...asking import BadParameters, Flaw, TwoDays
from ...asking.actors import Actors, slugs_at
from ...asking.parameters import BadValue, Codes, Day, Parameter
from ...models import AsOf
from ...vocabulary import CountedBasis, TimeUnit, UnitRule
from .base import KnownAt

__all__ = ["ComparisonFilters", "PanelFilters", "RosterFilters"]

# How many years a question may span: a cell is computed for each of their units.
LONGEST = {TimeUnit.YEAR: 200, TimeUnit.MONTH: 50, TimeUnit.DAY: 5}


class Organization(Actors):
    """One organization or body."""

    many = False
    example = "sco"


class Member(Codes):
    """One member of an enumeration."""

    many = False

    def __init__(self, vocabulary: type[TextChoices], description: str) -> None:
        """Take the enumeration and what readers are told."""
        self.vocabulary = vocabulary
        super().__init__(vocabulary, description)

    def parse(self, text: str) -> TextChoices:
        """Return the member."""
        return self.vocabulary(super().parse(text))


class Year(Parameter):
    """A year of the Gregorian calendar, from 1000 to 9999."""

    many = False

    def parse(self, text: str) -> int:
        """Return the year."""
        if not re.fullmatch("[1-9][0-9]{3}", text):
            raise BadValue("must be a year from 1000 to 9999, like “2001”.")
        return int(text)

    def schema(self) -> dict[str, Any]:
        """Describe a year."""
        return {"type": "string", "pattern": "^[1-9][0-9]{3}$"}


class MembershipFilters(KnownAt):
    """What every derived membership is asked for."""

    organization = Organization(
        "The organization or body in which statuses are held. By default: `sco`."
    )
    basis = Member(
        CountedBasis,
        "From which kind of date an episode counts where the record keeps it from several. By "
        "default as the registry accepts it; an episode not recorded from such a date counts so "
        "too, and `start_basis` tells.",
    )

    def organization_slug(self, place: AsOf) -> str:
        """Return the slug of the organization asked about."""
        return slugs_at(self.given.get("organization", ["sco"]), place)[0]

    def echo(self) -> dict[str, Any]:
        """Return how the parameters were understood."""
        basis = self.value("basis")
        return {"basis": basis and basis.value}


class RosterFilters(MembershipFilters):
    """Parameters of the roster."""

    valid_at = Day(
        "The day asked about. By default that of the moment as of which the registry is quoted, "
        "in UTC."
    )

    def day(self, today: dt.date) -> dt.date:
        """Return the day asked about, by default ``today``."""
        return self.value("valid_at") or today


class ComparisonFilters(MembershipFilters, TwoDays):
    """Parameters of the comparison of two days."""


class PanelFilters(MembershipFilters):
    """Parameters of panels and dyads."""

    unit = Member(
        TimeUnit,
        "The unit of time of a cell: `year` (by default, at most 200 years), `month` (50 years) "
        "or `day` (5 years).",
    )
    rule = Member(
        UnitRule,
        "How the unit is made of its days: what was held on `any` day (by default), on `all` "
        "days, on the `first`, on the `last`, or on the `majority`.",
    )
    actor = Actors("Only these states.")

    first = Year(
        "First year. By default that in which the organization was established, or else the "
        "first that the record dates something in."
    )
    last = Year("Last year, included. By default that of the moment quoted.")
    written = {"first": "from", "last": "to"}  # Python keeps `from` for itself.

    def unit_of_time(self) -> TimeUnit:
        """Return the unit of time."""
        return self.value("unit") or TimeUnit.YEAR

    def years(self, today: dt.date, first_day: int | None) -> tuple[int, int]:
        """Return the first and the last year; ``first_day`` is the record's, an ordinal.

        Raises:
            BadParameters: they are in the wrong order, or too far apart.
        """
        last = self.value("to") or today.year
        longest = LONGEST[self.unit_of_time()]
        begun = dt.date.fromordinal(first_day).year if first_day else last
        first = self.value("from") or min(begun, last)
        if first > last:
            told = "“to”" if "to" in self.given else f"{last}, the last year if “to” is left out"
            raise BadParameters(Flaw("from", f"“from” must not be later than {told}."))
        if last - first >= longest:
            unit = self.unit_of_time().value
            detail = (
                f"“from” and “to” span at most {longest} years of unit {unit}; here they are "
                f"{first} and {last}."
            )
            raise BadParameters(Flaw("from", detail))
        return first, last

    def only(self, place: AsOf) -> frozenset[str] | None:
        """Return the slugs of the states asked for; None for all."""
        return frozenset(slugs_at(self.given.get("actor", ()), place)) or None
