"""The index of issues: each with how many stand how on it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Window
from django.db.models.fields.json import KT
from django.urls import reverse

from ...models.revision_queryset import RevisionQuerySet
from ...vocabulary import RecordKind
from ..linked import Node, dataset
from ..page import Page, PageView
from ..paging import Paged, Sheet
from ..stances import Tally, tallies

__all__ = ["IssuesPage", "IssuesView"]

SIZE = 100


@dataclass(frozen=True)
class Entry:
    """An issue, and who takes which stance on it, by claims that the registry accepts."""

    slug: str
    name: str
    description: str
    tally: Tally


class IssuesPage(Page):
    """All issues."""

    title = "Issues"
    description = (
        "The questions on which actors around the Shanghai Cooperation Organization take "
        "positions: who supports, doubts or opposes what, and who says so."
    )

    @property
    def twin(self) -> str:
        """The issues in the API."""
        return reverse("issue-list")

    @property
    def standing(self) -> RevisionQuerySet:
        """What stands in the ledger."""
        return self.visit.ledger.standing()

    @property
    def number(self) -> int:
        """The page asked for."""
        return self.visit.asked.value("page") or 1

    @cached_property
    def rows(self) -> list[tuple[str, str, str, int]]:
        """The issues of the page, by name: slug, name, description, and how many there are."""
        rows = (
            self.standing.of_kind(RecordKind.ISSUE)
            .annotate(
                name=KT("document__name"),
                told=KT("document__description"),
                total=Window(Count("id")),
            )
            .order_by("name", "slug")
        )
        first = (self.number - 1) * SIZE
        return list(rows.values_list("slug", "name", "told", "total")[first : first + SIZE])

    @cached_property
    def entries(self) -> list[Entry]:
        """The issues of the page."""
        told = tallies(self.standing, [slug for slug, *_ in self.rows])
        return [Entry(slug, *about, told[slug]) for slug, *about, _ in self.rows]

    @cached_property
    def sheet(self) -> Sheet:
        """Which page of the list it is."""
        total = self.rows[0][3] if self.rows else 0
        return Sheet(self.visit, self.number, total, SIZE)

    def linked(self) -> list[Node]:
        """Return the registry."""
        return [dataset(self.visit)]


class IssuesView(PageView):
    """Shows all issues."""

    page = IssuesPage
    template_name = "web/issues.html"
    questions = Paged
