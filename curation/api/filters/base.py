"""Parameters of every collection: when it was so, and when the registry said so."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet

from ..errors import BadParameters, Flaw, unknown_parameter
from ..parameters import Day, Extent, Moment

__all__ = ["FormatOnly", "InTime", "KnownAt"]


class FormatOnly(django_filters.FilterSet):
    """No parameter but ``format`` and those of pages; anything else is refused by name."""

    def check(self, besides: Iterable[str]) -> None:
        """Refuse what the address does not take, and values that are none.

        Raises:
            BadParameters: naming each parameter.
        """
        flaws = [*self._strangers([*self.filters, *besides]), *self._repeated(besides)]
        bad_values = [] if self.is_valid() else self.form.errors.as_data().items()
        flaws += [self._bad_value(name, error.messages) for name, (error, *_) in bad_values]
        flaws += self._contradictions()
        if flaws:
            raise BadParameters(*flaws)

    def _strangers(self, known: list[str]) -> list[Flaw]:
        return [unknown_parameter(name, known) for name in self.data if name not in known]

    def _repeated(self, besides: Iterable[str]) -> list[Flaw]:
        single = {name for name, each in self.filters.items() if not each.many} | set(besides)
        return [
            Flaw(name, f"“{name}” is given {len(values)} times; it takes one value.")
            for name, values in self.data.lists()
            if name in single and len(values) > 1
        ] + [Flaw(name, f"“{name}” is empty.") for name in besides if self.data.get(name) == ""]

    def _bad_value(self, name: str, messages: list[str]) -> Flaw:
        return Flaw(name, f"“{name}” {messages[0]}", allowed=self.filters[name].allowed())

    def _contradictions(self) -> list[Flaw]:
        return []

    def value(self, name: str) -> Any:
        """Return the value of a parameter that takes one; None when it is not given."""
        return next(iter(self.form.cleaned_data.get(name) or ()), None)

    def moment(self) -> dt.datetime | None:
        """Return as of when the registry is quoted; None for now."""
        return self.value("known_at")

    def of(self, ledger: Any) -> Any:
        """Return the part of the ledger in force at the moment asked about."""
        moment = self.moment()
        return ledger.known_at(moment) if moment else ledger.current()

    def echo(self) -> dict[str, str | None]:
        """Return how the parameters of time were understood."""
        day, moment = self.value("valid_at"), self.moment()
        extent = self.value("extent") or ("definite" if day else None)
        return {
            "valid_at": day and day.isoformat(),
            "known_at": moment and moment.isoformat().replace("+00:00", "Z"),
            "extent": extent,
        }


class KnownAt(FormatOnly):
    """As of when the registry is quoted."""

    known_at = Moment(
        "As of which moment the registry is quoted, in ISO 8601; without a zone, in UTC. A day "
        "stands for its end. By default: now."
    )


class InTime(KnownAt):
    """Both axes of time."""

    valid_at = Day("Only what held on this day.")
    extent = Extent(
        "With `valid_at`: what held on that day for certain (`definite`, the default), or what "
        "can have held then (`possible`)."
    )

    def _contradictions(self) -> list[Flaw]:
        if "extent" in self.data and "valid_at" not in self.data:
            return [Flaw("extent", "“extent” says how to understand “valid_at”: give that too.")]
        return []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Return what stands at the moment, held on the day and passes the other filters."""
        queryset = self.of(queryset).standing()
        if day := self.value("valid_at"):
            queryset = self.on_day(queryset, day, self.value("extent") or "definite")
        return super().filter_queryset(queryset)

    def on_day(self, queryset: Any, day: dt.date, extent: str) -> Any:
        """Return what held on ``day``."""
        return queryset.valid_on(day, extent)
