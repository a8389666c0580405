"""What search engines should know of: a class for each kind of page."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse

from ..models import Revision
from ..vocabulary import RecordKind
from .addresses import page_of

__all__ = ["SITEMAPS"]


class StandingPages(Sitemap):
    """Pages that are always there; what they say changes with the ledger."""

    routes = ("home", "actors", "issues", "compare")

    def items(self) -> tuple[str, ...]:
        """Return their routes."""
        return self.routes

    def location(self, item: str) -> str:
        """Return a page's address."""
        return reverse(item)

    def lastmod(self, item: str) -> dt.datetime | None:
        """Return since when the ledger has said what it says."""
        return Revision.objects.place().moment


class ReferencePages(Sitemap):
    """A page for each record of a kind, as the ledger stands."""

    kind: RecordKind

    def items(self) -> list[tuple[str, DateTimeTZRange]]:
        """Return their slugs, and since when their documents have said what they say."""
        rows = Revision.objects.current().standing().of_kind(self.kind).order_by("slug")
        return rows.values_list("slug", "recorded")

    def location(self, item: tuple[str, DateTimeTZRange]) -> str:
        """Return a page's address."""
        return page_of(self.kind, item[0])

    def lastmod(self, item: tuple[str, DateTimeTZRange]) -> dt.datetime:
        """Return since when the record's own document has said what it says."""
        return item[1].lower


class ActorPages(ReferencePages):
    """The pages of actors."""

    kind = RecordKind.ACTOR


class IssuePages(ReferencePages):
    """The pages of issues."""

    kind = RecordKind.ISSUE


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": StandingPages,
    "actors": ActorPages,
    "issues": IssuePages,
}
