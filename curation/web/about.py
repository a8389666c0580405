"""What the registry is: its method, what its marks mean, its limits."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from ..dates import Period, in_words
from ..vocabulary import Basis, Certainty, Rank, RecordKind, StatusDimension
from .linked import Node, dataset
from .marks import MARKS, OTHER, mark_of
from .page import Page, PageView

__all__ = ["AboutPage", "AboutView"]


@dataclass(frozen=True)
class Kind:
    """A status that can be held: its mark, in which respect it is one, and when it was in use."""

    slug: str
    name: str
    dimension: str
    in_use: str

    @property
    def mark(self) -> str:
        """The name of its mark."""
        return mark_of(self.slug)

    @property
    def standing(self) -> tuple[int, str]:
        """Its place among others: as the marks are in order."""
        return (*MARKS, OTHER).index(self.mark), self.name


class AboutPage(Page):
    """How the record comes about and how to read it."""

    title = "About"
    description = (
        "How the SCO Registry is made: what a record rests on, what certainty, rank and the marks "
        "mean, who may do what, where its limits are, and how to report an error."
    )
    certainties = Certainty.choices
    ranks = Rank.choices
    bases = Basis.choices

    @property
    def twin(self) -> str:
        """The status types of the API: what the marks stand for."""
        return reverse("status-type-list")

    @cached_property
    def kinds(self) -> list[Kind]:
        """The statuses of organizations, as the ledger has them."""
        rows = self.visit.ledger.standing().of_kind(RecordKind.STATUS_TYPE).order_by("slug")
        kinds = (_kind(document) for document in rows.values_list("document", flat=True))
        return sorted(kinds, key=lambda each: each.standing)

    def linked(self) -> list[Node]:
        """Return the registry, which the page is about."""
        here = self.visit.request.build_absolute_uri(self.visit.request.path)
        registry = dataset(self.visit)
        return [
            registry,
            {"@id": here, "@type": "AboutPage", "about": {"@id": registry["@id"]}, "url": here},
        ]


class AboutView(PageView):
    """Shows what the registry is."""

    page = AboutPage
    template_name = "web/about.html"


def _kind(document: dict[str, Any]) -> Kind:
    validity = document["validity"]
    return Kind(
        slug=document["slug"],
        name=document["name"],
        dimension=StatusDimension(document["dimension"]).label,
        in_use=in_words(Period.parse(validity)) if validity else "",
    )
