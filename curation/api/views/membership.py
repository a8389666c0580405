"""Memberships derived from the record: roster, panel and dyads."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from ...asking import BadParameters, Flaw
from ...exports import (
    COMPARISON,
    PANEL_DYAD_YEAR,
    PANEL_STATE_YEAR,
    ROSTER,
    Entry,
    Table,
    json_writer,
    moment_text,
)
from ...exports.linked import LinkedPage
from ...membership import METHOD, Comparison, Panel, Record, Roster, read_record
from ...models import Revision
from ...vocabulary import UnitRule
from ..answers import Problem
from ..derived_formats import DERIVED_FORMATS, batches, derived_blocks
from ..filters import ComparisonFilters, FormatOnly, PanelFilters, RosterFilters
from ..formats import COUNT, Delivery, WholeFormat
from ..membership_answers import ComparisonAnswer, DyadsAnswer, PanelAnswer, RosterAnswer
from ..schema import in_query
from .as_of import AsOfView

__all__ = ["ComparisonView", "DyadsView", "PanelView", "RosterView"]

# Of a table that is derived. A row takes about a kilobyte as JSON; all dyads by year are 11,000.
MOST_ROWS = 100_000


def described(
    filters: type[FormatOnly], table: Table, answer: type[Serializer], summary: str
) -> Any:
    """Describe an operation from its filters, its table and its answer."""
    form = OpenApiParameter(
        "format",
        enum=[each.format for each in DERIVED_FORMATS],
        description="The form of the answer; `Accept` says the same.",
    )
    columns = ", ".join(table.header())
    problem = OpenApiResponse(Problem, "Why the request cannot be answered.")
    return extend_schema(
        summary=summary,
        tags=["membership"],
        operation_id=table.name.replace("-", "_"),
        parameters=[*(in_query(*each) for each in filters.parameters.items()), form],
        responses={
            (200, "application/json"): OpenApiResponse(answer, f"As CSV, the columns: {columns}."),
            **{(200, each.media_type): OpenApiTypes.STR for each in DERIVED_FORMATS[1:]},
            (400, "application/problem+json"): problem,
        },
    )


class MembershipView(AsOfView):
    """What is derived from the episodes in one organization."""

    renderer_classes = DERIVED_FORMATS

    def get(self, request: Request) -> HttpResponseBase:
        """Return what is derived, or that the reader has it already."""
        return self.kept(self.derived)

    def derived(self) -> HttpResponseBase:
        """Return what is derived."""
        raise NotImplementedError

    def record(self) -> Record:
        """Return what the ledger holds about the organization asked for.

        Raises:
            BadParameters: it knows no such organization.
        """
        slug = self.asked.organization_slug(self.place)
        try:
            return read_record(Revision.objects.as_of(self.place), slug, self.today())
        except LookupError:
            then = " at that moment" if self.asked.moment() else ""
            detail = f"The public record has no organization or body called “{slug}”{then}."
            raise BadParameters(Flaw("organization", detail)) from None

    def echo(self) -> Entry:
        """Return where the answer stands for ever, and how the parameters were understood."""
        moment = self.pinned().moment
        return {
            "permalink": self.link(),
            "known_at": moment and moment_text(moment),
            "method": METHOD,
            **self.asked.echo(),
        }

    def is_table(self) -> bool:
        """Return whether the answer has the rows alone, whatever their form."""
        return isinstance(self.form, WholeFormat)

    def tabulated(
        self, table: Table, frame: Entry, entries: Iterable[Entry], name: str, count: int
    ) -> HttpResponseBase:
        """Return a stream of rows that browsers save under ``name``; each row repeats ``frame``."""
        moment, bodiless = self.place.moment, self.request.method == "HEAD"
        link = self.link()
        page = LinkedPage(link, link, known_at=moment and moment_text(moment))
        rows = ({**frame, **entry} for entry in entries)
        delivery = Delivery(self.request.build_absolute_uri(reverse("api-root")), link)
        return StreamingHttpResponse(
            () if bodiless else derived_blocks(self.form.format, table, rows, delivery, page),
            content_type=self.form.content_type,
            headers={
                "Content-Disposition": f'attachment; filename="{name}.{self.form.extension}"',
                COUNT: str(count),
            },
        )


class RosterView(MembershipView):
    """Who holds which status on a day, status by status."""

    filterset_class = RosterFilters

    @described(RosterFilters, ROSTER, RosterAnswer, "Who holds what on a day")
    def get(self, request: Request) -> HttpResponseBase:
        """Return who holds each status for certain and who can have held it, with counts.

        States of which no status is known stand under `without`, with what is known instead. As
        CSV, one row for each actor.
        """
        return super().get(request)

    def settled(self) -> dict[str, str]:
        """Return the day asked about."""
        return {"valid_at": self.last_day().isoformat()}

    def last_day(self) -> dt.date:
        """Return the day asked about."""
        return self.asked.day(self.today())

    def derived(self) -> HttpResponseBase:
        """Return the roster of the day asked for."""
        record, day = self.record(), self.asked.day(self.today())
        roster = Roster(record, day, self.asked.value("basis"))
        if self.is_table():
            name = f"membership-{record.organization['slug']}-{day}"
            entries = list(roster.entries())
            return self.tabulated(ROSTER, roster.frame(), entries, name, len(entries))
        told = {
            **self.echo(),
            "valid_at": day.isoformat(),
            "is_to_come": roster.is_to_come,
            "organization": record.organization,
            "statuses": roster.groups(),
            "without": roster.without(),
        }
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


class ComparisonView(MembershipView):
    """Who moved from what to what between two days."""

    filterset_class = ComparisonFilters

    @described(ComparisonFilters, COMPARISON, ComparisonAnswer, "Two days compared")
    def get(self, request: Request) -> HttpResponseBase:
        """Return everyone of whom something else is known on the later day, and the counts.

        Who came and who left is told of what is certain; what was only possible and is certain
        now, or the reverse, has the movement `known`. Between the two days anything can have
        happened: the panel by months or days tells.
        """
        return super().get(request)

    def settled(self) -> dict[str, str]:
        """Return the two days."""
        return self.asked.settled()

    def last_day(self) -> dt.date:
        """Return the later day."""
        return self.asked.days()[1]

    def derived(self) -> HttpResponseBase:
        """Return what differs between the two days."""
        record, days = self.record(), self.settled()
        basis = self.asked.value("basis")
        compared = Comparison(record, *self.asked.days(), basis)
        entries = [move.entry() for move in compared.moves]
        frame = {"organization": record.organization, "basis": basis and basis.value}
        if self.is_table():
            name = "-".join(("comparison", record.organization["slug"], *days.values()))
            return self.tabulated(COMPARISON, {**frame, **days}, entries, name, len(entries))
        told = {
            **self.echo(),
            **days,
            **frame,
            "counts": [count.entry() for count in compared.counts],
            "count": len(entries),
            "results": entries,
        }
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


class PanelView(MembershipView):
    """What each state held over each unit of time."""

    filterset_class = PanelFilters
    table = PANEL_STATE_YEAR

    @described(PanelFilters, PANEL_STATE_YEAR, PanelAnswer, "States by units of time")
    def get(self, request: Request) -> HttpResponseBase:
        """Return one cell for each state and unit of time: state by state, in order of time."""
        return super().get(request)

    def settled(self) -> dict[str, str]:
        """Return the last year asked about; the first follows from the record."""
        return {"to": str(self.last_day().year)}

    def last_day(self) -> dt.date:
        """Return the last day of the last year."""
        return dt.date(self.asked.value("to") or self.today().year, 12, 31)

    def derived(self) -> HttpResponseBase:
        """Return the panel asked for."""
        return self.answer(*self.rows(self.panel()))

    def rows(self, panel: Panel) -> tuple[Panel, int, Iterator[Entry]]:
        """Return the panel, how many rows there are, and the rows."""
        return panel, len(panel.states) * len(panel.units), panel.entries()

    def panel(self) -> Panel:
        """Return the panel asked for."""
        record, asked = self.record(), self.asked
        self._refuse_strangers(record)
        return Panel(
            record,
            *asked.years(self.today(), record.first_day()),
            unit=asked.unit_of_time(),
            rule=asked.value("rule") or UnitRule.ANY,
            basis=asked.value("basis"),
            only=asked.only(self.place),
        )

    def _refuse_strangers(self, record: Record) -> None:
        """Refuse states that the record does not know: a table would leave them out in silence.

        Raises:
            BadParameters: naming each.
        """
        on_record = {state["slug"] for state in record.states()}
        if strangers := sorted((self.asked.only(self.place) or frozenset()) - on_record):
            then = " at that moment" if self.asked.moment() else ""
            named = ", ".join(f"“{slug}”" for slug in strangers)
            raise BadParameters(
                Flaw("actor", f"The public record has no state called {named}{then}. Nothing is "
                     "known of it, which is not to say that it holds no status.")
            )  # fmt: skip

    def answer(self, panel: Panel, count: int, entries: Iterator[Entry]) -> HttpResponseBase:
        """Return a stream of rows, computed as they are sent.

        Raises:
            BadParameters: there are more rows than one answer has.
        """
        if count > MOST_ROWS:
            detail = (
                f"This table would have {count:,} rows; one answer has {MOST_ROWS:,} at most. "
                "Narrow it down with “from” and “to”, with “actor”, or with a longer “unit”."
            )
            raise BadParameters(Flaw("unit", detail))
        frame = panel.frame()
        if self.is_table():
            organization, years = frame["organization"]["slug"], f"{panel.first}-{panel.last}"
            name = f"{self.table.name}-{organization}-{frame['unit']}-{years}"
            return self.tabulated(self.table, frame, entries, name, count)
        echo = {**self.echo(), "from": panel.first, "to": panel.last, **frame}
        return StreamingHttpResponse(
            json_lines({**echo, "count": count}, entries), content_type="application/json"
        )


class DyadsView(PanelView):
    """What two states held over each unit of time, and what they shared."""

    table = PANEL_DYAD_YEAR

    @described(PanelFilters, PANEL_DYAD_YEAR, DyadsAnswer, "Pairs of states by units of time")
    def get(self, request: Request) -> HttpResponseBase:
        """Return one row for each undirected pair of states and unit of time, unit by unit.

        Both sides are cells of the panel. What is shared follows from the lower standing of the
        two codes; by the rule `any`, the two may have held theirs on different days.
        """
        return super().get(request)

    def rows(self, panel: Panel) -> tuple[Panel, int, Iterator[Entry]]:
        """Return the panel, how many rows there are, and the rows."""
        return panel, panel.pairs * len(panel.units), panel.dyad_entries()


def json_lines(echo: Entry, entries: Iterable[Entry]) -> Iterator[str]:
    """Write an answer out with its results, some rows at a time, in flat memory."""
    write = json_writer()
    yield write(echo)[:-1] + ',"results":['
    separator = ""
    for some in batches(map(write, entries)):
        yield separator + ",".join(some)
        separator = ","
    yield "]}"
