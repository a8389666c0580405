"""What search engines should know of: a class for each kind of page."""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from ..models import Release, Revision
from ..models.release import ReleaseQuerySet
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

    def items(self) -> tuple[str, ...]:
        """Return their routes."""
        return self.routes

    def location(self, item: str) -> str:
        """Return a page's address."""
        return reverse(item)

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


class Releases(Sitemap):
    """Releases, each by its name."""

    def items(self) -> ReleaseQuerySet:
        """Return all of them, withdrawn or not."""
        return Release.objects.newest_first()

    def location(self, item: Release) -> str:
        """Return a release's address."""
        return reverse("release-page", kwargs={"identifier": item.identifier})

    def lastmod(self, item: Release) -> dt.datetime:
        """Return when it was made, or withdrawn."""
        return item.withdrawn_at or item.released_at


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": StandingPages,
    "records": Records,
    "releases": Releases,
}
