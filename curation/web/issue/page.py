"""The page of an issue: what it reads, and its parts."""

from functools import cached_property

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from ...models.document_paths import BeginsOn
from ...vocabulary import RecordKind
from ..addresses import page_of
from ..claims import Claim, claims
from ..dossier import Conflict, conflicts, counterparts
from ..linked import Node
from ..names import names_of_term, other_names_of_term
from ..page import PageView
from ..recorded import NamedPage
from ..stances import tallies
from .matrix import Matrix
from .timeline import Timeline

__all__ = ["IssuePage", "IssueView"]

MOST = {RecordKind.POSITION: 100, RecordKind.STATEMENT: 30}
MOST_CONFLICTS = 8


class IssuePage(NamedPage):
    """An issue: who stands how on it, when, and according to whom."""

    kind = "article"
    of_kind = RecordKind.ISSUE

    @property
    def title(self) -> str:
        """What the issue is called."""
        return self.document["name"]

    @property
    def names(self) -> list[tuple[str, str]]:
        """Its names in Russian and Chinese, each with its language, as far as they are known."""
        return names_of_term(self.document)

    @property
    def other_names(self) -> list[tuple[str, str]]:
        """What else it is called, each with its language."""
        return other_names_of_term(self.document)

    @property
    def description(self) -> str:
        """What the page has, for whoever links to it."""
        return (
            f"{self.document['name']}: who supports, doubts or opposes it, when, and according to "
            "whom, each with its evidence."
        )

    @property
    def twin(self) -> str:
        """The positions on the issue, in the API."""
        return reverse("position-list")

    def twin_address(self) -> str:
        """Return the address of the positions on the issue in the API."""
        path = self.visit.in_time(self.twin, issue=self.slug)
        return self.visit.request.build_absolute_uri(path)

    @cached_property
    def placed(self) -> list[tuple[int, str, int]]:
        """The facts to be shown, the latest first: id, kind, and how many of it there are."""
        within = {"partition_by": F("kind")}
        latest = [BeginsOn(F("possible")).desc(), F("rank").asc(), F("id").desc()]
        ranked = (
            self.standing.of_kind(*MOST)
            .filter(issue=self.slug)
            .annotate(
                at=Window(RowNumber(), order_by=latest, **within),
                total=Window(Count("id"), **within),
            )
        )
        rows = ranked.filter(at__lte=max(MOST.values())).order_by("kind", "at")
        columns = rows.values_list("id", "kind", "total", "at")
        return [(number, kind, total) for number, kind, total, at in columns if at <= MOST[kind]]

    @cached_property
    def told(self) -> dict[int, Claim]:
        """All claims on the page."""
        return claims([number for number, _, _ in self.placed], self.standing)

    def _of_kind(self, kind: RecordKind) -> list[Claim]:
        return [self.told[number] for number, of, _ in self.placed if of == kind]

    def _total(self, kind: RecordKind) -> int:
        return next((total for _, of, total in self.placed if of == kind), 0)

    @cached_property
    def matrix(self) -> Matrix:
        """The positions."""
        tally = tallies(self.standing, [self.slug])[self.slug]
        return Matrix(self._of_kind(RecordKind.POSITION), tally)

    @cached_property
    def timeline(self) -> Timeline:
        """The positions in time."""
        return Timeline(self.matrix)

    @property
    def positions_in_all(self) -> int:
        """How many positions there are."""
        return self._total(RecordKind.POSITION)

    @cached_property
    def statements(self) -> list[Claim]:
        """What was said on the issue."""
        return self._of_kind(RecordKind.STATEMENT)

    @property
    def statements_in_all(self) -> int:
        """How many statements there are."""
        return self._total(RecordKind.STATEMENT)

    @cached_property
    def all_conflicts(self) -> list[Conflict]:
        """Claims that editors linked as contradicting each other."""
        told = list(self.told.values())
        others = claims(counterparts(self.standing, told), self.standing)
        return conflicts([*told, *others.values()])

    @property
    def conflicts(self) -> list[Conflict]:
        """As many of them as are shown."""
        return self.all_conflicts[:MOST_CONFLICTS]

    @property
    def conflicts_left(self) -> int:
        """How many more there are."""
        return len(self.all_conflicts) - len(self.conflicts)

    def linked(self) -> list[Node]:
        """Return the issue as a term that the registry defines."""
        address = self.visit.request.build_absolute_uri(page_of(RecordKind.ISSUE, self.slug))
        told = {"description": self.document["description"]} if self.document["description"] else {}
        node = {"@id": f"{address}#issue", "@type": "DefinedTerm", "name": self.title}
        return [{**node, "url": address, "termCode": self.slug, **told}]


class IssueView(PageView):
    """Shows an issue."""

    page = IssuePage
    template_name = "web/issue.html"
