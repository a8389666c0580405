"""What search engines should know of: a class for each kind of page."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from ..models import Revision
from ..models.revision_queryset import RevisionQuerySet
from ..vocabulary import FACT_KINDS

__all__ = ["SITEMAPS"]


class StandingPages(Sitemap):
    """Pages that are always there; what they say changes with the ledger."""

    routes = ("home",)

    def items(self) -> tuple[str, ...]:
        """Return their routes."""
        return self.routes

    def location(self, item: str) -> str:
        """Return a page's address."""
        return reverse(item)

    def lastmod(self, item: str) -> dt.datetime | None:
        """Return since when the ledger has said what it says."""
        return Revision.objects.place().moment


class Records(Sitemap):
    """Facts, each at its own address, in parts of as many as one sitemap may have."""

    def items(self) -> RevisionQuerySet:
        """Return the facts in force, oldest first."""
        rows = Revision.objects.current().standing().of_kind(*FACT_KINDS).order_by("id")
        return rows.values_list("record", "recorded")

    def location(self, item: tuple[UUID, Any]) -> str:
        """Return a record's address."""
        return reverse("record", kwargs={"uuid": item[0]})

    def lastmod(self, item: tuple[UUID, Any]) -> dt.datetime:
        """Return when it was last published."""
        return item[1].lower


SITEMAPS: dict[str, type[Sitemap]] = {"pages": StandingPages, "records": Records}
