"""The page of downloads."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.urls import reverse

from ...exports import DERIVED_TABLES, TABLE_OF_KIND, TABLES, Table, moment_text
from ...exports.bibliography import bibtex, csl_of_registry, ris
from ...models import Release, Revision
from ...vocabulary import FACT_KINDS
from ..linked import Node, dataset
from ..page import Page, PageView

__all__ = ["DataPage", "DataView"]

FORMATS = {
    "csv": ("CSV", "text/csv"),
    "ndjson": ("NDJSON", "application/x-ndjson"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "jsonld": ("JSON-LD", "application/ld+json"),
}
MOST_RELEASES = 12
# The list of each table, by the name of the route of the API.
ROUTES = {table.name: f"{kind.value}-list" for kind, table in TABLE_OF_KIND.items()}
ROUTES |= {"records": "record-list", "citations": "citation-list"}
DERIVED_ROUTES = {
    "roster": "membership",
    "panel-state-year": "membership-panel",
    "panel-dyad-year": "membership-dyads",
}


@dataclass(frozen=True)
class Download:
    """A table in one form: what the form is called, its type, and where it is.

    At ``address`` it is what the page describes, at ``present`` what the record says when asked.
    """

    form: str
    media_type: str
    address: str
    present: str


@dataclass(frozen=True)
class Offer:
    """A table: its rows, None where counting them is as dear as reading them, and its forms."""

    table: Table
    rows: int | None
    downloads: list[Download]


class DataPage(Page):
    """All tables, as of the place that the page is of."""

    title = "Data"
    description = (
        "The whole record to download: statuses, statements, positions, events, figures, actors "
        "and sources as CSV, NDJSON, XLSX and linked data, with codebook and citation."
    )

    @property
    def twin(self) -> str:
        """The records of the API."""
        return reverse("record-list")

    @cached_property
    def offers(self) -> list[Offer]:
        """The tables of the record."""
        counts = self._counts()
        return [
            Offer(table, counts.get(name), list(self._downloads(ROUTES[name], FORMATS)))
            for name, table in TABLES.items()
            if name in ROUTES  # The others are parts of documents, and stand in releases.
        ]

    @cached_property
    def releases(self) -> list[Release]:
        """The frozen states of the record that there were, the newest first."""
        made = Release.objects.made_by(self.visit.moment)
        return list(made.newest_first().with_archive()[:MOST_RELEASES])

    @cached_property
    def derived(self) -> list[Offer]:
        """The tables that are computed from the record."""
        return [
            Offer(table, None, list(self._downloads(DERIVED_ROUTES[name], FORMATS)))
            for name, table in DERIVED_TABLES.items()
            if name in DERIVED_ROUTES  # A comparison is of two days that the reader names.
        ]

    def _counts(self) -> dict[str, int]:
        """Return the number of rows by table; citations are within documents, and not counted."""
        standing = self.visit.ledger.standing().order_by().values_list("kind")
        found = dict(standing.annotate(number=Count("id")))
        counts = {table.name: found.get(kind, 0) for kind, table in TABLE_OF_KIND.items()}
        return counts | {"records": sum(found.get(kind, 0) for kind in FACT_KINDS)}

    def _downloads(self, route: str, forms):
        for form in forms:
            name, media_type = FORMATS[form]
            address = self.visit.in_time(reverse(route), format=form, **self._pinned)
            present = self.visit.in_time(reverse(route), format=form)
            yield Download(name, media_type, address, present)

    @cached_property
    def _pinned(self) -> dict[str, str]:
        """What makes the files those that the page describes."""
        moment = self.visit.place.moment
        return {"known_at": moment_text(moment)} if moment else {}

    @cached_property
    def citation(self) -> dict | None:
        """How to cite the record as of the place; None before there was any."""
        place = self.visit.place
        if place.moment is None:
            return None
        return csl_of_registry(place.revision, place.moment, self.visit.permalink())

    @property
    def bibtex(self) -> str:
        """The citation for LaTeX."""
        return bibtex(self.citation)

    @property
    def ris(self) -> str:
        """The citation for Zotero, EndNote and Mendeley."""
        return ris(self.citation).replace("\r\n", "\n")

    def linked(self) -> list[Node]:
        """Return the data set with its files: the tables, and the archive of each release."""
        files = [*map(self._archived, self.releases), *self._tables()]
        published = Revision.objects.order_by("id").values_list("recorded", flat=True).first()
        dated = {"datePublished": published.lower.date().isoformat()} if published else {}
        return [dataset(self.visit) | dated | {"distribution": files}]

    def _tables(self) -> Iterator[Node]:
        """Yield the tables at addresses that robots may ask for: of now, unless of the past."""
        for offer in (*self.offers, *self.derived):
            for each in offer.downloads:
                yield {
                    "@type": "DataDownload",
                    "name": f"{offer.table.name}, {each.form}",
                    "encodingFormat": each.media_type,
                    "contentUrl": self.visit.request.build_absolute_uri(each.present),
                }

    def _archived(self, release: Release) -> Node:
        (archive,) = release.archived
        parts = {"identifier": release.identifier, "path": archive.path}
        return {
            "@type": "DataDownload",
            "name": f"Release {release.identifier}",
            "encodingFormat": archive.media_type,
            "contentSize": str(archive.size),
            "sha256": archive.sha256,
            "contentUrl": self.visit.request.build_absolute_uri(
                reverse("released-file", kwargs=parts)
            ),
        }


class DataView(PageView):
    """Shows what can be taken away."""

    page = DataPage
    template_name = "web/data.html"

    def beside(self) -> tuple[str, ...]:
        """Return which releases there are, and whether each stands."""
        return tuple(Release.objects.states())
