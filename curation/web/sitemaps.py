"""What search engines should know of: a class for each kind of page."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from ..models import Revision

__all__ = ["SITEMAPS"]


class StandingPages(Sitemap):
    """Pages that are always there; what they say changes with the ledger."""

    routes = ("home", "search", "data", "codebook", "about")

    def items(self) -> tuple[str, ...]:
        """Return their routes."""
        return self.routes

    def location(self, item: str) -> str:
        """Return a page's address."""
        return reverse(item)

    def lastmod(self, item: str) -> dt.datetime | None:
        """Return since when the ledger has said what it says."""
        return Revision.objects.place().moment


SITEMAPS: dict[str, type[Sitemap]] = {"pages": StandingPages}
