"""The derived tables of a release: memberships in the organization that the registry is about."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from ..exports import Entry
from ..exports.writing import row_writer
from ..membership import Panel, read_record
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
            record = read_record(Revision.objects.as_of(self.frozen.place), ORGANIZATION)
        except LookupError:
            return None
        first, last = record.first_day(), self.frozen.released_on.year
        return None if first is None else Panel(record, dt.date.fromordinal(first).year, last)

    def csv_blocks(self, table: ReleasedTable) -> Iterator[bytes]:
        """Yield one of the two tables as CSV, in blocks."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(table.table.header())
        cells = row_writer(table.table)
        for entry in self._entries(table):
            writer.writerow(cells(entry))
            if text.tell() >= BLOCK:
                yield text.getvalue().encode()
                text.seek(0)
                text.truncate()
        yield text.getvalue().encode()

    def _entries(self, table: ReleasedTable) -> Iterator[Entry]:
        if self.panel is None:
            return
        frame: dict[str, Any] = {
            **self.panel.frame(),
            "revision_id": self.frozen.place.revision,
            "release": self.frozen.identifier,
        }
        of_pairs = table.name == "panel_dyad_year"
        rows: Iterable[Entry] = self.panel.dyad_entries() if of_pairs else self.panel.entries()
        for row in rows:
            yield {**frame, **row}
