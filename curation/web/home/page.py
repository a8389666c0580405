"""The page: what it reads, and its parts."""

import datetime as dt
from functools import cached_property

from django.urls import reverse

from ...mapping import HEIGHT, WIDTH
from ...membership import Record, read_record
from ...models import Release
from ...models.evidence_counts import EvidenceCounts
from ...vocabulary import RecordKind
from ..addresses import page_of
from ..exhibits import Exhibit, exhibits
from ..linked import Node, dataset
from ..page import Page, PageView
from ..procedures import Procedure
from ..questions import OnDay
from .calendar import Calendar
from .latest import Changes, latest_changes
from .roster import Group, Standing
from .steps import Steps
from .timeline import Chart, Lane
from .world import Country, countries

__all__ = ["HomePage", "HomeView"]

ORGANIZATION = "sco"


class HomePage(Page):
    """Who holds which status in the organization on a day."""

    title = "SCO Registry"
    description = (
        "Who is in the Shanghai Cooperation Organization, as what, since when, and who says so: "
        "every status with its evidence, on any day since 2001."
    )
    frame = (WIDTH, HEIGHT)

    @property
    def twin(self) -> str:
        """The roster of the API."""
        return reverse("membership")

    @cached_property
    def record(self) -> Record | None:
        """What the ledger holds about the organization; None where it does not know it yet."""
        try:
            return read_record(self.visit.ledger, ORGANIZATION, self.visit.today)
        except LookupError:
            return None

    @cached_property
    def exhibits(self) -> dict[int, Exhibit]:
        """What the episodes that are shown say, and the passages that they rest on."""
        shown = self.standing.revisions | self.chart.revisions | self.steps.revisions
        return exhibits(shown)

    @cached_property
    def standing(self) -> Standing:
        """Who holds what on the day."""
        return Standing(self.record, self.visit.day)

    @cached_property
    def groups(self) -> list[Group]:
        """Who holds each status."""
        return self.standing.groups(self.exhibits)

    @cached_property
    def countries(self) -> list[Country]:
        """The countries of the map that hold or can have held a status."""
        return countries(self.groups)

    @property
    def fills(self) -> list[tuple[str, str]]:
        """The patterns that the map and its legend are filled with, each with its mark."""
        of_countries = {each.fill: each.mark for each in self.countries if each.fill}
        of_legend = {f"fill-{each.mark}": each.mark for each in self.groups if each.is_drawn}
        hatched = {"maybe-other": "other"} if self.is_map_hatched else {}
        return sorted((of_countries | of_legend | hatched).items())

    @property
    def marked_over(self) -> list[Group]:
        """What lies over the formal status of a country on the map, for its legend."""
        shown = {each.group.slug for country in self.countries for each in country.over}
        return [each for each in self.groups if each.slug in shown]

    @property
    def is_map_hatched(self) -> bool:
        """Whether a status of a country on the map is only possible."""
        return any(each.formal and not each.is_certain for each in self.countries)

    @cached_property
    def calendar(self) -> Calendar:
        """Which days can be asked about."""
        return Calendar(self.visit, self.first_day)

    @property
    def first_day(self) -> dt.date:
        """The first day that the record says something about."""
        first = self.record and self.record.first_day()
        return dt.date.fromordinal(first) if first else self.visit.today

    @cached_property
    def chart(self) -> Chart:
        """Which episodes are drawn."""
        return Chart(self.record, self.calendar)

    @cached_property
    def lanes(self) -> list[Lane]:
        """The episodes that are drawn, lane by lane."""
        return self.chart.lanes(self.exhibits, self.procedures)

    @cached_property
    def steps(self) -> Steps:
        """The episodes that can be steps of a procedure."""
        changed = {each.record for together in self.changed for each in together.named}
        return Steps(self.record, self.chart.actors, changed)

    @cached_property
    def procedures(self) -> dict[str, Procedure]:
        """The procedures that what is drawn and what changed are steps of, by record."""
        return self.steps.procedures(self.exhibits) if self.record else {}

    @property
    def all_episodes(self) -> str:
        """Where every status that the record holds can be read, at the times of the question."""
        path = reverse("status-list")
        return self.visit.in_time(path, valid_at=None, organization=ORGANIZATION)

    @cached_property
    def changed(self) -> list[Changes]:
        """What was published, corrected and retracted last, as the ledger has it."""
        return latest_changes(self.visit.place)

    @property
    def changes(self) -> list[Changes]:
        """The same, each with the procedure that it is a step of."""
        return [together.with_procedures(self.procedures) for together in self.changed]

    @cached_property
    def evidence(self) -> EvidenceCounts:
        """How many citations there are, and how many of them were verified."""
        return self.visit.ledger.standing().evidence_counts()

    @cached_property
    def release(self) -> Release | None:
        """The last release of the time read that stands."""
        return Release.objects.made_by(self.visit.moment).recommended()

    def linked(self) -> list[Node]:
        """Return the registry, and the organization with its members."""
        request = self.visit.request
        nodes = [dataset(self.visit)]
        if self.record:
            about = request.build_absolute_uri(page_of(RecordKind.ACTOR, ORGANIZATION)) + "#actor"
            members = [
                {
                    "@id": request.build_absolute_uri(page_of(RecordKind.ACTOR, state["slug"]))
                    + "#actor",
                    "@type": "Country",
                    "name": state["name"],
                    "identifier": state["iso3"] or state["slug"],
                }
                for state in self.standing.members()
            ]
            named = {"name": self.record.organization["name"], "alternateName": "SCO"}
            nodes.append({"@id": about, "@type": "Organization", **named, "member": members})
        return nodes


class HomeView(PageView):
    """Shows who is in the organization."""

    page = HomePage
    template_name = "web/home.html"
    questions = OnDay

    def beside(self) -> tuple[str, ...]:
        """Return which releases there are, and whether each stands."""
        return tuple(Release.objects.states())
