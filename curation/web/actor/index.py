"""The index of actors: all of them by kind, with what they hold at present."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.fields.json import KT
from django.db.models.functions import RowNumber
from django.urls import reverse

from ...asking import Flaw
from ...asking.parameters import Choice
from ...membership import Roster, read_record
from ...models.revision_queryset import RevisionQuerySet
from ...vocabulary import ActorKind, RecordKind
from ..linked import Node, dataset
from ..marks import mark_of
from ..names import names_beside
from ..page import Page, PageView
from ..paging import Paged, Sheet

__all__ = ["ActorsPage", "ActorsView"]

ORGANIZATION = "sco"
# Of each kind, so many stand on the page of all; and so many on each page of one kind.
MOST = {ActorKind.STATE: 250}
MOST_OF_OTHERS = 60
SIZE = 250
PLURALS = {
    ActorKind.STATE: "States",
    ActorKind.ORGANIZATION: "Organizations",
    ActorKind.BODY: "Organs and offices",
    ActorKind.AUTHORITY: "De facto authorities",
    ActorKind.PERSON: "People",
}


class ActorQuestions(Paged):
    """Which actors: all, or one kind of them in pages."""

    kind = Choice(ActorKind, "Only actors of this kind.")

    def _contradictions(self) -> Iterator[Flaw]:
        if "page" in self.query and "kind" not in self.query:
            yield Flaw(
                "page",
                "“page” applies to actors of one kind: give “kind” too.",
                allowed=ActorKind.values,
            )


@dataclass(frozen=True)
class Held:
    """A status in a word: its name and mark, of which organization unless it is the SCO."""

    name: str
    mark: str
    is_certain: bool
    where: str = ""


@dataclass(frozen=True)
class Entry:
    """An actor of the index."""

    slug: str
    name: str
    names: list[tuple[str, str]]
    statuses: list[Held]


@dataclass(frozen=True)
class Group:
    """The actors of one kind that are shown, and how many there are."""

    kind: str
    total: int
    entries: list[Entry] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What they are called."""
        return PLURALS[ActorKind(self.kind)]


class ActorsPage(Page):
    """All actors, kind by kind."""

    description = (
        "Every state, organization, organ, authority and person of the SCO Registry, with the "
        "status that each holds at present."
    )

    @property
    def only(self) -> str | None:
        """The kind asked for."""
        return self.visit.asked.value("kind")

    @property
    def title(self) -> str:
        """What is listed."""
        return PLURALS[ActorKind(self.only)] if self.only else "Actors"

    @property
    def twin(self) -> str:
        """The actors in the API."""
        return reverse("actor-list")

    def twin_address(self) -> str:
        """Return the address of the actors in the API, of the kind asked for."""
        path = self.visit.in_time(self.twin, kind=self.only)
        return self.visit.request.build_absolute_uri(path)

    @property
    def number(self) -> int:
        """The page asked for."""
        return self.visit.asked.value("page") or 1

    @property
    def standing(self) -> RevisionQuerySet:
        """What stands in the ledger."""
        return self.visit.ledger.standing()

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The actors that are shown: kind by kind, by name."""
        within = {"partition_by": F("of")}
        alphabet = [F("name").asc(), F("slug").asc()]
        ranked = (
            self.standing.of_kind(RecordKind.ACTOR)
            .annotate(of=KT("document__kind"), name=KT("document__name"))
            .annotate(
                at=Window(RowNumber(), order_by=alphabet, **within),
                total=Window(Count("id"), **within),
            )
        )
        columns = ("slug", "name", "of", "total", "document__names")
        return list(ranked.filter(self._shown()).order_by("of", "at").values(*columns))

    def _shown(self) -> Q:
        if self.only:
            last = self.number * SIZE
            return Q(of=self.only, at__gt=last - SIZE, at__lte=last)
        few = Q()
        for kind in ActorKind:
            few |= Q(of=kind, at__lte=MOST.get(kind, MOST_OF_OTHERS))
        return few

    @cached_property
    def groups(self) -> list[Group]:
        """The kinds of which there are any, in the order of the vocabulary."""
        groups = {}
        for row in self.rows:
            group = groups.setdefault(row["of"], Group(row["of"], row["total"]))
            statuses = [*self.members.get(row["slug"], ()), *self.elsewhere.get(row["slug"], ())]
            beside = names_beside(row["document__names"])
            group.entries.append(Entry(row["slug"], row["name"], beside, statuses))
        return sorted(groups.values(), key=lambda each: ActorKind.values.index(each.kind))

    @cached_property
    def sheet(self) -> Sheet:
        """Which page of the list it is."""
        if self.only and not self.rows and self.number > 1:
            return Sheet(self.visit, self.number, 0, SIZE)
        total = self.rows[0]["total"] if self.only and self.rows else 0
        return Sheet(self.visit, self.number, total, SIZE)

    @cached_property
    def members(self) -> dict[str, list[Held]]:
        """What actors hold in the organization at present, and what they possibly hold."""
        try:
            record = read_record(self.visit.ledger, ORGANIZATION, self.visit.today)
        except LookupError:
            return {}
        told = {}
        for cell in Roster(record, self.visit.today).cells:
            known = cell.outcome
            certain = known.statuses + known.over
            possible = known.possible + known.over_possible
            told[cell.actor["slug"]] = [
                Held(record.kinds[status].name, mark_of(status), status in certain)
                for status in (*certain, *possible)
            ]
        return told

    @cached_property
    def elsewhere(self) -> dict[str, list[Held]]:
        """What the actors shown hold elsewhere at present, for certain or possibly: offices."""
        rows = (
            self.standing.of_kind(RecordKind.STATUS)
            .held()
            .valid_on(self.visit.today, "possible")
            .filter(actor__in=[row["slug"] for row in self.rows])
            .exclude(organization=ORGANIZATION)
            .order_by("id")
        )
        columns = ("actor", "status", "definite", KT("document__status__name"),
                   KT("document__organization__name"))  # fmt: skip
        told = defaultdict(list)
        for actor, status, definite, name, where in rows.values_list(*columns):
            is_certain = self.visit.today in definite
            told[actor].append(Held(name, mark_of(status), is_certain, where))
        return told

    def linked(self) -> list[Node]:
        """Return the registry."""
        return [dataset(self.visit)]


class ActorsView(PageView):
    """Shows all actors."""

    page = ActorsPage
    template_name = "web/actors.html"
    questions = ActorQuestions
