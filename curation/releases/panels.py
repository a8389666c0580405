"""The derived tables of a release: memberships in the organization that the registry is about."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from ..exports import Column, Entry
from ..exports.writing import row_writer
from ..membership import Cell, Panel, Unit, read_record
from ..membership.panel import period_entry, shared_entry
from ..models import Revision
from .frozen import Frozen
from .tables import ReleasedTable

__all__ = ["Panels"]

ORGANIZATION = "sco"
BLOCK = 1 << 16


class Panels:
    """Panels by years, by the rule of any day, from the first year of the record to the release's.

    Of a record that knows nothing of the organization, they are empty.
    """

    def __init__(self, frozen: Frozen) -> None:
        """Take the release."""
        self.frozen = frozen

    @cached_property
    def panel(self) -> Panel | None:
        """The panel of states."""
        try:
            ledger = Revision.objects.as_of(self.frozen.place)
            record = read_record(ledger, ORGANIZATION, self.frozen.released_on)
        except LookupError:
            return None
        first, last = record.first_day(), self.frozen.released_on.year
        return None if first is None else Panel(record, dt.date.fromordinal(first).year, last)

    def csv_blocks(self, table: ReleasedTable) -> Iterator[bytes]:
        """Yield one of the two tables as CSV, in blocks."""
        text = _line(table.table.header())
        for line in self._lines(table):
            text += line
            if len(text) >= BLOCK:
                yield text.encode()
                text = ""
        yield text.encode()

    def _lines(self, table: ReleasedTable) -> Iterator[str]:
        if self.panel is None:
            return iter(())
        if table.name == "panel_dyad_year":
            return _Dyads(self.panel, table, self._frame(self.panel)).lines()
        return self._cells(self.panel, table)

    def _cells(self, panel: Panel, table: ReleasedTable) -> Iterator[str]:
        frame, cells = self._frame(panel), row_writer(table.table)
        for entry in panel.entries():
            yield _line(cells({**frame, **entry}))

    def _frame(self, panel: Panel) -> Entry:
        """Return what all rows share."""
        return {
            **panel.frame(),
            "revision_id": self.frozen.place.revision,
            "release": self.frozen.identifier,
        }


class _Dyads:
    """Lines about pairs of states: joined from pieces, each of which is written out once.

    There are pieces of the unit of time, of either state as the first and as the second of a pair,
    and of what two states share. What a cell rests on is not told again.
    """

    def __init__(self, panel: Panel, table: ReleasedTable, frame: Entry) -> None:
        self.panel, self.frame = panel, frame
        columns = table.columns
        roots = [_root(column) for column in columns]
        first = roots.index("state_1")
        last = len(roots) - roots[::-1].index("state_2")
        self.before, self.after = columns[:first], columns[last:]
        sides = list(zip(columns[first:last], roots[first:last], strict=True))
        # Names and codes of both come before what is known of both.
        self.who = {root: [each for each, own in sides if own == root and _is_of_actor(each)]
                    for root in ("state_1", "state_2")}  # fmt: skip
        self.what = {root: [each for each, own in sides if own == root and not _is_of_actor(each)]
                     for root in ("state_1", "state_2")}  # fmt: skip

    def lines(self) -> Iterator[str]:
        """Yield the lines: unit by unit, the first state of each with the lower number."""
        states = list(self.panel.cells_by_number())
        for place, unit in enumerate(self.panel.units):
            yield from self._of_unit(unit, [cells[place] for cells in states])

    def _of_unit(self, unit: Unit, cells: Sequence[Cell]) -> Iterator[str]:
        before = _piece(self.before, {**self.frame, **period_entry(unit)})
        told = [self._sides(cell) for cell in cells]
        for place, ((who, _), (what, _), code, status) in enumerate(told):
            begun = before + who
            for (_, other_who), (_, other_what), other_code, other_status in told[place + 1 :]:
                shared = self._shared(code, status, other_code, other_status)
                yield f"{begun}{other_who}{what}{other_what}{shared}"

    def _sides(self, cell: Cell) -> tuple:
        side = {"actor": cell.actor, **cell.outcome.known(), "days_held": cell.days_held}
        who, what = (
            tuple(_piece(columns, {root: side}) for root, columns in pieces.items())
            for pieces in (self.who, self.what)
        )
        return who, what, cell.outcome.cow_code, cell.outcome.status

    @cache  # noqa: B019 - as many as there are pairs of statuses, while the table is written
    def _shared(self, *codes_and_statuses: object) -> str:
        shared = shared_entry(*codes_and_statuses)
        return _line([column.cell({**self.frame, **shared}) for column in self.after])


def _root(column: Column) -> str:
    return column.path.partition(".")[0]


def _is_of_actor(column: Column) -> bool:
    return column.path.split(".")[1] == "actor"


def _piece(columns: Sequence[Column], entry: Entry) -> str:
    """Return the cells of some columns as the beginning or the middle of a line."""
    return _line([column.cell(entry) for column in columns]).removesuffix("\r\n") + ","


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()
