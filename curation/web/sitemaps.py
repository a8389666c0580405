"""What search engines should know of: a class for each kind of page."""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from ..models import Release, Revision
from ..models.revision_queryset import RevisionQuerySet
from .addresses import record_page

__all__ = ["SITEMAPS"]


class OfTheLedger(Sitemap):
    """Pages that change with the ledger; beyond fifty thousand they go on in a further part."""

    def get_latest_lastmod(self) -> dt.datetime | None:
        """Return when any of them changed last, without a look at each."""
        return Revision.objects.place().moment


class StandingPages(OfTheLedger):
    """Pages that are always there; what they say changes with the ledger."""

    routes = (
        "home",
        "actors",
        "issues",
        "compare",
        "sources",
        "search",
        "data",
        "codebook",
        "release-index",
        "about",
    )

    def items(self) -> list[str]:
        """Return their addresses, and those of releases."""
        made = Release.objects.newest_first().values_list("identifier", flat=True)
        named = (reverse("release-page", kwargs={"identifier": name}) for name in made)
        return [*map(reverse, self.routes), *named]

    def location(self, item: str) -> str:
        """Return a page's address."""
        return item

    def lastmod(self, item: str) -> dt.datetime | None:
        """Return since when the ledger has said what it says."""
        return Revision.objects.place().moment


class Records(OfTheLedger):
    """Facts by their ids, and what goes by a slug."""

    def items(self) -> RevisionQuerySet:
        """Return the records in force, oldest first."""
        rows = Revision.objects.current().standing().order_by("id")
        return rows.values_list("kind", "record", "slug", "recorded")

    def location(self, item: tuple[Any, ...]) -> str:
        """Return a record's address."""
        kind, record, slug, _ = item
        return record_page(kind, str(record), slug)

    def lastmod(self, item: tuple[Any, ...]) -> dt.datetime:
        """Return when it was last published."""
        return item[-1].lower


SITEMAPS: dict[str, type[Sitemap]] = {"pages": StandingPages, "records": Records}
