"""The page of an actor: what it reads, and its parts."""

from functools import cached_property

from django.db.models import Count, Window
from django.db.models.fields.json import KT
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ...asking.actors import slug_at
from ...vocabulary import RecordKind
from ..addresses import page_of
from ..claims import Claim, claims
from ..dossier import Conflict, conflicts, counterparts
from ..linked import Node
from ..page import PageView
from ..questions import Visit
from ..recorded import NamedPage
from ..stances import HolderKey, tallies
from .history import History
from .identity import Identity
from .parts import PARTS, Shown, places

__all__ = ["ActorPage", "ActorView"]

ORGANIZATION = "sco"
MOST_ORGANS = 40
MOST_CONFLICTS = 8


class ActorPage(NamedPage):
    """An actor: who it is, what it holds, what it said and what is said of it."""

    kind = "profile"
    of_kind = RecordKind.ACTOR

    @cached_property
    def actor(self) -> Identity:
        """Who it is."""
        return Identity(self.document)

    @property
    def title(self) -> str:
        """The actor's name."""
        return self.actor.name

    @property
    def description(self) -> str:
        """What the page has, for whoever links to it."""
        return (
            f"{self.actor.name} in the SCO Registry: its names and codes, every status with its "
            "dates, what it said and what others said about it, each with its evidence."
        )

    @property
    def twin(self) -> str:
        """The actor in the API."""
        return reverse("actor-detail", kwargs={"slug": self.slug})

    @cached_property
    def organs(self) -> tuple[list[dict[str, str]], int]:
        """Its organs, offices and people, as many as are shown; and how many there are."""
        rows = (
            self.standing.of_kind(RecordKind.ACTOR)
            .annotate(of=KT("document__parent__slug"), name=KT("document__name"))
            .filter(of=self.slug)
            .annotate(total=Window(Count("id")))
            .order_by("name", "slug")
        )
        columns = ("slug", "name", "total")
        found = list(rows.values(*columns)[:MOST_ORGANS])
        return found, found[0]["total"] if found else 0

    @cached_property
    def parts(self) -> dict[str, Shown]:
        """The parts that have something in them, in their order."""
        placed = list(places(self.standing, self.slug))
        self._told = claims([number for number, _, _ in placed], self.standing)
        shown = {}
        for part in PARTS:
            own = [(number, total) for number, name, total in placed if name == part.name]
            if own:
                told = [self._told[number] for number, _ in own]
                title = part.title.format_map(self.actor.pronouns)
                shown[part.name] = Shown(part, title, told, own[0][1])
        return shown

    @property
    def has_roster(self) -> bool:
        """Whether the front door shows who holds what in it on any day."""
        return self.slug == ORGANIZATION

    @property
    def told(self) -> list[Claim]:
        """All claims on the page."""
        return [claim for shown in self.parts.values() for claim in shown.claims]

    @cached_property
    def history(self) -> History:
        """Its statuses."""
        held = self.parts.get("held")
        return History(held.claims if held else (), self.visit.today)

    @cached_property
    def disputed_issues(self) -> list[str]:
        """The issues on which sources disagree about where it stands."""
        shown = self.parts.get("positions")
        issues = {each.says["issue"]["slug"] for each in shown.claims} if shown else set()
        if not issues:
            return []
        told = tallies(self.standing.naming_actor([self.slug]), issues)
        return [issue for issue, tally in told.items() if HolderKey(self.slug) in tally.disputed]

    @cached_property
    def all_conflicts(self) -> list[Conflict]:
        """What is claimed of it against what else is claimed."""
        told = self.told
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
        """Return the actor."""
        address = page_of(RecordKind.ACTOR, self.slug)
        return [self.actor.node(self.visit.request.build_absolute_uri(address))]


class ActorView(PageView):
    """Shows an actor."""

    page = ActorPage
    template_name = "web/actor.html"

    def shown(self, visit: Visit, named: dict[str, str]) -> HttpResponse:
        """Return the page; a code leads to the page of the actor that has it."""
        slug = slug_at(named["slug"], visit.place)
        if slug != named["slug"]:
            return HttpResponseRedirect(visit.in_time(page_of(RecordKind.ACTOR, slug)))
        return super().shown(visit, named)
