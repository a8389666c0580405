"""A release keeps the layout of its time: an old one is built again as it was."""

import csv
import hashlib
import io

import pytest

from curation.exports.layouts import FIRST, PRESENT
from curation.releases.bundle import csv_of
from curation.releases.codebook import codebook_csv, codebook_markdown
from curation.releases.datapackage import csvw
from curation.releases.panels import Panels
from curation.releases.tables import released_tables
from tests.curation.releases.conftest import frozen_now

pytestmark = pytest.mark.django_db

# Of the release 2026.11 as the version before made it.
SUMS = {
    "codebook.csv": "c4a0653ef0a8a187d9b168d8780d6de8e49a0269f7b21963113e0f6aabc5972a",
    "CODEBOOK.md": "e18213dc293bb524752c5657b8e861eb4145fd3b75f7da46c0bac02f6e71aff0",
}


def sum_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


def header_of(frozen, name):
    table = released_tables(frozen.layout)[name]
    text = b"".join(csv_of(table, frozen, Panels(frozen))).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_name_of_a_release_tells_its_layout(seeded):
    assert frozen_now(identifier="2026.11").layout == FIRST
    assert frozen_now(identifier="v2026.11").layout == PRESENT


def test_the_codebook_of_the_first_layout_has_the_bytes_that_it_had(db):
    assert sum_of(codebook_csv(FIRST)) == SUMS["codebook.csv"]
    assert sum_of(codebook_markdown(FIRST)) == SUMS["CODEBOOK.md"]


def test_the_first_layout_has_the_names_and_codes_of_its_time(seeded):
    rows = header_of(frozen_now(identifier="2026.11"), "panel_state_year")

    assert {"period", "cow_code", "actor_cow", "from", "until", "revision_id"} <= rows[0].keys()
    spelled = {column.name: column for column in released_tables(FIRST)["panel_state_year"].columns}
    assert spelled["knowledge"].cell({"knowledge": "known-none"}) == "none"
    assert spelled["knowledge"].cell({"knowledge": "held"}) == "held"
    shared = {column.name: column for column in released_tables(FIRST)["panel_dyad_year"].columns}
    assert shared["shared"].cell({"shared": "not-shared"}) == "none"
    russia = next(row for row in rows if row["actor"] == "russia")
    assert russia["actor_cow"] == "365"


def test_the_present_layout_has_those_of_the_data_sets(seeded):
    rows = header_of(frozen_now(), "panel_state_year")

    assert {"year", "membership_level", "ccode", "stateabb", "gwcode"} <= rows[0].keys()
    assert not {"period", "cow_code", "from", "until"} & rows[0].keys()


@pytest.mark.parametrize("name", list(released_tables(FIRST)))
def test_a_table_of_the_first_layout_has_its_columns_filled_as_the_present_one(seeded, name):
    """What has the same name and means the same has the same cells."""
    former = header_of(frozen_now(identifier="2026.11"), name)
    present = header_of(frozen_now(), name)

    assert len(former) == len(present)
    shared = former[0].keys() & present[0].keys() if former else set()
    codes = {"release", "knowledge", "knowledge_1", "knowledge_2", "shared"}
    for key in shared - codes:
        assert [row[key] for row in former] == [row[key] for row in present], key


def test_the_first_layout_declares_what_it_declared(seeded):
    told = csvw(frozen_now(identifier="2026.11"))

    assert '"null"' not in told
    assert '"cow_code"' in told
    assert '"null": [\n' in csvw(frozen_now())
