"""The page: two days, who moved between them, and how many held what."""

import datetime as dt
from functools import cached_property

from django.urls import reverse

from ...asking import TwoDays
from ...membership import Comparison, Count, Record, read_record
from ..exhibits import exhibits
from ..linked import Node, dataset
from ..marks import mark_of
from ..page import Page, PageView
from ..tags import day
from .moves import Group, grouped, resting, shown
from .presets import Preset, presets, turning_days

__all__ = ["ComparePage", "CompareView"]

ORGANIZATION = "sco"


class ComparePage(Page):
    """Who moved from what to what between two days."""

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The earlier day and the later."""
        return self.visit.asked.days()

    @property
    def title(self) -> str:
        """Which days are compared."""
        before, after = self.days
        return f"What changed between {day(before)} and {day(after)}"

    @property
    def description(self) -> str:
        """What the page has, for whoever links to it."""
        before, after = self.days
        return (
            f"Who gained, lost or changed a status in the Shanghai Cooperation Organization "
            f"between {day(before)} and {day(after)}, and on what evidence."
        )

    @property
    def twin(self) -> str:
        """The comparison of the API."""
        return reverse("membership-comparison")

    def twin_path(self, **more: str) -> str:
        """Return the path of the API's comparison of the same days, in the form asked for."""
        return self.visit.in_time(self.twin, **self.visit.asked.settled(), **more)

    def twin_address(self) -> str:
        """Return the address of the API's comparison of the same days."""
        return self.visit.request.build_absolute_uri(self.twin_path())

    @property
    def as_csv(self) -> str:
        """The path of the API's comparison as a table."""
        return self.twin_path(format="csv")

    @cached_property
    def record(self) -> Record | None:
        """What the ledger holds about the organization; None where it does not know it yet."""
        try:
            return read_record(self.visit.ledger, ORGANIZATION, self.visit.today)
        except LookupError:
            return None

    @cached_property
    def compared(self) -> Comparison:
        """The two days."""
        return Comparison(self.record, *self.days)

    @cached_property
    def groups(self) -> list[Group]:
        """Who moved, movement by movement."""
        moves = [move for some, _ in shown(self.compared).values() for move in some]
        told = exhibits({each.revision for each in resting(moves)})
        return grouped(self.compared, told)

    @property
    def counts(self) -> list[dict[str, object]]:
        """How many held which status on each day."""
        return [
            {
                "name": count.kind.name,
                "mark": mark_of(count.kind.slug),
                "before": count.before,
                "after": count.after,
                "difference": f"{count.change or 0:+d}".replace("-", "−"),
                "missing": _missing(count, *self.days),
                "is_same": not count.change,
            }
            for count in self.compared.counts
        ]

    @property
    def unmoved(self) -> int:
        """How many certainly held on both days what they held, and nothing else is known."""
        moved = {move.actor["slug"] for move in self.compared.moves}
        cells = self.compared.after.cells
        return sum(bool(cell.outcome.status) and cell.actor["slug"] not in moved for cell in cells)

    @property
    def presets(self) -> list[Preset]:
        """Round distances from the present."""
        return presets(self.visit, self.record)

    @property
    def turning_days(self) -> list[Preset]:
        """Days on which somebody's status began."""
        return turning_days(self.visit, self.record)

    def linked(self) -> list[Node]:
        """Return the registry."""
        return [dataset(self.visit)]


def _missing(count: Count, before: dt.date, after: dt.date) -> str:
    """Return for which of the days, and of how many, it was not researched; blank: of nobody."""
    if count.unknown_before and count.unknown_after:
        return "not researched"
    if count.unknown_before:
        return f"not researched before {day(after)} for {count.unknown_before}"
    if count.unknown_after:
        return f"not researched after {day(before)} for {count.unknown_after}"
    return ""


class CompareView(PageView):
    """Compares two days."""

    page = ComparePage
    template_name = "web/compare.html"
    questions = TwoDays
