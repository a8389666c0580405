"""Parameters of derived memberships."""

import datetime as dt
import re
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone

from ...vocabulary import CountedBasis, TimeUnit, UnitRule
from ..errors import Flaw
from ..parameters import Codes, Day, Parameter, Slugs
from .base import KnownAt

__all__ = ["PanelFilters", "RosterFilters"]

# How many years a question may span: a cell is computed for each of their units.
LONGEST = {TimeUnit.YEAR: 200, TimeUnit.MONTH: 50, TimeUnit.DAY: 5}


class Slug(Slugs):
    """One slug."""

    many = False


class Choice(Codes):
    """One value of a closed vocabulary."""

    many = False

    def __init__(self, vocabulary: type[TextChoices], description: str) -> None:
        """Take the vocabulary and what readers are told."""
        self.vocabulary = vocabulary
        super().__init__(vocabulary, description, None)

    def parse(self, text: str) -> TextChoices:
        """Return the value."""
        return self.vocabulary(super().parse(text))


class Year(Parameter):
    """A year of the Gregorian calendar, from 1000 to 9999."""

    many = False

    def parse(self, text: str) -> int:
        """Return the year."""
        if not re.fullmatch("[1-9][0-9]{3}", text):
            raise ValidationError("is a year from 1000 to 9999, like “2001”.")
        return int(text)

    def schema(self) -> dict[str, Any]:
        """Describe a year."""
        return {"type": "string", "pattern": "^[1-9][0-9]{3}$"}


class MembershipFilters(KnownAt):
    """What every derived membership is asked for."""

    organization = Slug("The organization or body in which statuses are held. By default: `sco`.")
    basis = Choice(
        CountedBasis,
        "From which kind of date an episode counts where the record keeps it from several. By "
        "default as the registry accepts it; an episode not recorded from such a date counts so "
        "too, and `start_basis` tells.",
    )

    def organization_slug(self) -> str:
        """Return the slug of the organization asked about."""
        return self.value("organization") or "sco"

    def moment_quoted(self) -> dt.datetime:
        """Return as of when the registry is quoted; a moment yet to come is now."""
        now = timezone.now()
        return min(self.moment() or now, now)

    def echo(self) -> dict[str, Any]:
        """Return how the parameters were understood."""
        basis = self.value("basis")
        return {"known_at": super().echo()["known_at"], "basis": basis and basis.value}


class RosterFilters(MembershipFilters):
    """Parameters of the roster."""

    valid_at = Day(
        "The day asked about. By default that on which the registry is quoted: today, or with "
        "`known_at` the day of that moment, in UTC."
    )

    def day(self) -> dt.date:
        """Return the day asked about; a moment that ends a day is still of that day."""
        until = self.moment_quoted() - dt.timedelta(microseconds=1)
        return self.value("valid_at") or until.date()

    def echo(self) -> dict[str, Any]:
        """Return how the parameters were understood."""
        return {"valid_at": self.day().isoformat(), **super().echo()}


class PanelFilters(MembershipFilters):
    """Parameters of panels and dyads."""

    unit = Choice(
        TimeUnit,
        "The unit of time of a cell: `year` (by default, at most 200 years), `month` (50 years) "
        "or `day` (5 years).",
    )
    rule = Choice(
        UnitRule,
        "How the unit is made of its days: what was held on `any` day (by default), on `all` "
        "days, on the `first`, on the `last`, or on the `majority`.",
    )
    actor = Slugs("Only these states.")

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """Add ``from``, which Python keeps for itself, and what goes with it."""
        return {
            "from": Year(
                "First year. By default that in which the organization was established, or else "
                "the first that the record dates something in."
            ),
            "to": Year("Last year, included. By default that in which the registry is quoted."),
            **super().get_filters(),
        }

    def unit_of_time(self) -> TimeUnit:
        """Return the unit of time."""
        return self.value("unit") or TimeUnit.YEAR

    def last_year(self) -> int:
        """Return the last year."""
        return self.value("to") or self.moment_quoted().year

    def first_year(self, first_day: int | None) -> int:
        """Return the first year; ``first_day`` is the record's first, as a Gregorian ordinal."""
        longest = self.last_year() - LONGEST[self.unit_of_time()] + 1
        begun = dt.date.fromordinal(first_day).year if first_day else self.last_year()
        return self.value("from") or min(max(begun, longest), self.last_year())

    def only(self) -> frozenset[str] | None:
        """Return the states asked for; None for all."""
        return frozenset(self.form.cleaned_data["actor"]) or None

    def _contradictions(self) -> list[Flaw]:
        if not self.is_valid() or not (first := self.value("from")):
            return []
        last, unit = self.last_year(), self.unit_of_time()
        if first > last:
            told = "“to”" if "to" in self.data else f"{last}, the last year without “to”"
            return [Flaw("from", f"“from” is a year not after {told}.")]
        if last - first >= LONGEST[unit]:
            detail = f"“from” and “to” span at most {LONGEST[unit]} years of unit {unit.value}."
            return [Flaw("from", detail)]
        return []
