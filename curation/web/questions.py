"""What pages can be asked: which parameters they take, and what is understood of them."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest

from ..asking import Grammar, KnownAt, permalink, place_on, quoted_on, unpinned
from ..asking.parameters import Day
from ..exports import moment_text
from ..models import AsOf, Revision
from ..models.revision_queryset import RevisionQuerySet

__all__ = ["KnownAt", "OnDay", "Visit"]


class OnDay(KnownAt):
    """Both axes of time: a day in the world, and the moment as of which the registry is quoted."""

    valid_at = Day("The day asked about. By default that as of which the registry is quoted.")

    def day(self) -> dt.date:
        """Return the day asked about, by default that on which the registry is quoted."""
        return self.value("valid_at") or quoted_on(self.value("known_at"))

    def settled(self) -> dict[str, str]:
        """Return the day asked about."""
        return {"valid_at": self.day().isoformat()}


@dataclass(frozen=True)
class Visit:
    """A question to a page, and the place in the ledger as of which it is answered."""

    request: HttpRequest
    asked: Grammar
    place: AsOf

    @property
    def ledger(self) -> RevisionQuerySet:
        """The ledger as of the place, tombstones included."""
        return Revision.objects.as_of(self.place)

    @property
    def moment(self) -> dt.datetime | None:
        """As of when the reader wants the registry quoted; None for now."""
        return self.asked.value("known_at")

    @cached_property
    def beginning(self) -> dt.datetime | None:
        """When the registry recorded something for the first time, if that was after ``moment``.

        None where it had recorded something by then, or has not recorded anything yet.
        """
        if self.moment is None or self.place.revision:
            return None
        first = Revision.objects.order_by("id").values_list("recorded", flat=True).first()
        return first and first.lower

    @property
    def at_that_moment(self) -> str:
        """The end of a sentence about what is not there: as of when, and why if that is why."""
        if self.beginning:
            first = self.beginning.astimezone(dt.UTC)
            return (
                " as of that moment: the registry recorded its first revision on "
                f"{first.day} {first:%B %Y} at {first:%H:%M} UTC"
            )
        return " as of that moment" if self.moment else ""

    @property
    def at_the_beginning(self) -> str:
        """The address of the page as of the first revision."""
        return self.in_time(self.request.path, known_at=moment_text(self.beginning))

    @cached_property
    def today(self) -> dt.date:
        """The day on which the registry is quoted."""
        return quoted_on(self.moment)

    @property
    def day(self) -> dt.date:
        """The day asked about, by default that on which the registry is quoted."""
        return self.asked.value("valid_at") or self.today

    def address(self) -> str:
        """Return the page's address for search engines: the question without the place."""
        return self.request.build_absolute_uri(self.as_of_now)

    @property
    def as_of_now(self) -> str:
        """The path with the whole question but the moment, which is what links lead back to."""
        query = unpinned(self.request)
        return self.request.path + (query and f"?{query}")

    def permalink(self) -> str:
        """Return the address at which the page says the same for ever."""
        return permalink(self.request, self.pinned, **self.asked.settled())

    @cached_property
    def pinned(self) -> AsOf:
        """The place that the permalink names, at a moment that settles which days had come."""
        settled = self.asked.settled()
        last = max(map(dt.date.fromisoformat, settled.values()), default=None)
        return place_on(self.place, self.today, last)

    def in_time(self, path: str, **changes: str | None) -> str:
        """Return the address of another page at the same times, or at those that are given."""
        given = self.request.GET
        times = {name: given.get(name) for name in ("valid_at", "known_at")} | changes
        query = urlencode(sorted((name, value) for name, value in times.items() if value))
        return path + (query and f"?{query}")
