"""The index of issues: each with how many stand how on it."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Window
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.urls import reverse

from ...models.revision_queryset import RevisionQuerySet
from ...vocabulary import RecordKind, Stance
from ..linked import Node, dataset
from ..page import Page, PageView
from ..paging import Paged, Sheet
from .matrix import STANCES, verb_of

__all__ = ["IssuesPage", "IssuesView"]

SIZE = 100
# Who holds a position: an actor, or somebody who is only described.
HOLDER = Coalesce(KT("document__holder__slug"), KT("document__holder_as_described"))


@dataclass(frozen=True)
class Entry:
    """An issue, and how many take each stance on it, by claims that the registry accepts."""

    slug: str
    name: str
    description: str
    stances: list[tuple[Stance, int, str]]


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
    def counts(self) -> dict[str, dict[str, int]]:
        """How many holders are said to take each stance on each issue of the page."""
        rows = (
            self.standing.of_kind(RecordKind.POSITION)
            .held()
            .filter(issue__in=[slug for slug, *_ in self.rows])
            .order_by()
            .annotate(stance=KT("document__stance"))
            .values_list("issue", "stance")
            .annotate(number=Count(HOLDER, distinct=True))
        )
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for issue, stance, number in rows:
            counts[issue][stance] = number
        return counts

    @cached_property
    def entries(self) -> list[Entry]:
        """The issues of the page."""
        return [
            Entry(
                slug, name, told,
                [
                    (each, number, verb_of(each))
                    for each in STANCES
                    if (number := self.counts[slug].get(each))
                ],
            )
            for slug, name, told, _ in self.rows
        ]  # fmt: skip

    @cached_property
    def sheet(self) -> Sheet:
        """Which page of the list it is."""
        total = self.rows[0][3] if self.rows else 0
        return Sheet(self.visit, self.number, total, SIZE)

    def linked(self) -> list[Node]:
        """Return the registry."""
        return [dataset(self.visit.request)]


class IssuesView(PageView):
    """Shows all issues."""

    page = IssuesPage
    template_name = "web/issues.html"
    questions = Paged
