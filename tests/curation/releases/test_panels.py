"""The panels of a release are those that the registry derives, row by row."""

import csv
import datetime as dt
import io

import pytest

from curation.exports import PANEL_DYAD_YEAR, PANEL_STATE_YEAR
from curation.membership import Panel, read_record
from curation.models import AsOf, Revision
from curation.releases.panels import Panels
from curation.releases.tables import RELEASED
from tests.curation.releases.conftest import frozen_now

pytestmark = pytest.mark.django_db


def rows_of(frozen, name):
    text = b"".join(Panels(frozen).csv_blocks(RELEASED[name])).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def derived(frozen):
    record = read_record(Revision.objects.as_of(frozen.place), "sco", frozen.released_on)
    return Panel(record, dt.date.fromordinal(record.first_day()).year, 2026)


def told(table, panel, entries, left_out=()):
    columns = [column for column in table.columns if column.name not in left_out]
    rows = ({**panel.frame(), **entry} for entry in entries)
    return [{column.name: column.cell(row) for column in columns} for row in rows]


def without_release(rows):
    return [
        {key: value for key, value in row.items() if key not in ("as_of_revision", "release")}
        for row in rows
    ]


def test_the_panel_of_states_goes_from_the_first_year_to_that_of_the_release(seeded):
    frozen = frozen_now()
    panel = derived(frozen)

    rows = rows_of(frozen, "panel_state_year")

    assert without_release(rows) == told(PANEL_STATE_YEAR, panel, panel.entries(), {"period"})
    assert (rows[0]["year"], rows[-1]["year"]) == (str(panel.first), "2026")


def test_dyads_tell_all_but_what_the_cells_of_the_states_rest_on(seeded):
    frozen = frozen_now()
    panel = derived(frozen)
    left_out = {"period", "records_1", "revisions_1", "records_2", "revisions_2"}

    rows = rows_of(frozen, "panel_dyad_year")

    assert without_release(rows) == told(PANEL_DYAD_YEAR, panel, panel.dyad_entries(), left_out)
    assert {row["shared"] for row in rows} >= {"full", "unknown"}


def test_before_the_organization_is_known_both_are_empty(seeded):
    frozen = frozen_now(place=AsOf(0, None))

    assert rows_of(frozen, "panel_state_year") == rows_of(frozen, "panel_dyad_year") == []
