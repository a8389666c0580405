"""The tables of a release: valid by their own description, and read with the declared types."""

import csv
import io
import json

import duckdb
import frictionless
import pandas
import pyarrow as pa
import pytest
from pyarrow import parquet

from curation.actions import approve, submit
from curation.exports import ColumnType
from curation.models import Revision
from curation.releases.bundle import csv_of
from curation.releases.panels import Panels
from curation.releases.tables import RELEASED
from tests import factories
from tests.curation.releases.conftest import frozen_now

pytestmark = pytest.mark.django_db

NAMES = list(RELEASED)
EXPECTED = [
    "actors", "actor_names", "statuses", "statements", "positions", "events", "figures",
    "citations", "sources", "status_types", "issues", "indicators", "disputes",
    "panel_state_year", "panel_dyad_year",
]  # fmt: skip
ARROW = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "string": pa.string(),
         "datetime": pa.timestamp("us", "UTC")}  # fmt: skip
DUCKDB = {"integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "string": "VARCHAR",
          "datetime": "TIMESTAMP WITH TIME ZONE"}  # fmt: skip
PANDAS = {"integer": "Int64", "number": "Float64", "string": "string"}


def rows_of(unpacked, name):
    with (unpacked / f"csv/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def fields_of(unpacked, name):
    package = json.loads((unpacked / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = [each for each in package["resources"] if each["name"] == name]
    return {field["name"]: field["type"] for field in resource["schema"]["fields"]}


def test_a_bundle_has_the_tables_that_were_promised_and_rows_in_each(unpacked):
    assert NAMES == EXPECTED
    assert [name for name in NAMES if not rows_of(unpacked, name)] == ["disputes"]


def test_a_dispute_is_a_row_that_names_both_facts(seeded):
    accepted = factories.published_status()
    other = factories.draft_status(rank="alternative", rationale="Another source says so.")
    other.disputes.add(accepted)
    other.refresh_from_db()
    submit(other, by=factories.editor())
    approve(other, by=factories.reviewer())
    table, frozen = RELEASED["disputes"], frozen_now()

    text = b"".join(csv_of(table, frozen, Panels(frozen))).decode()

    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    revision = Revision.objects.get(record=other.pk)
    assert (row["fact"], row["disputed"]) == (str(other.pk), str(accepted.pk))
    assert (row["fact_label"], row["disputed_label"]) == (other.label, accepted.label)
    assert (row["revision_id"], row["release"]) == (str(revision.id), "v2026.11")


def test_the_names_of_an_actor_are_rows_as_its_document_has_them(unpacked):
    expected = {
        (revision.slug, name["language"], name["name"], name["kind"])
        for revision in Revision.objects.current().of_kind("actor")
        for name in revision.document["names"]
    }

    told = rows_of(unpacked, "actor_names")

    assert {(row["actor"], row["language"], row["name"], row["kind"]) for row in told} == expected


def test_frictionless_finds_no_error_and_every_foreign_key_leads_somewhere(unpacked):
    report = frictionless.validate(str(unpacked / "datapackage.json"))

    errors = [(task.name, error.message) for task in report.tasks for error in task.errors]
    assert errors == []
    assert report.valid
    assert {task.name for task in report.tasks} == set(NAMES)


def test_frictionless_would_have_seen_a_foreign_key_that_leads_nowhere(unpacked, tmp_path):
    for file in ("datapackage.json", *(f"csv/{name}.csv" for name in NAMES)):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes((unpacked / file).read_bytes())
    statuses = tmp_path / "csv/statuses.csv"
    statuses.write_bytes(statuses.read_bytes().replace(b",belarus,", b",nowhere,"))

    report = frictionless.validate(str(tmp_path / "datapackage.json"))

    assert "foreign-key" in {error.type for task in report.tasks for error in task.errors}


@pytest.mark.parametrize("name", NAMES)
def test_every_row_names_the_release_and_its_revision(unpacked, shipped, name):
    for row in rows_of(unpacked, name):
        assert row["release"] == "v2026.11"
        revision = row.get("as_of_revision") or row["revision_id"]
        assert 0 < int(revision) <= shipped.place.revision


@pytest.mark.parametrize("name", NAMES)
def test_parquet_has_the_types_of_the_data_package_and_the_rows_of_the_csv(unpacked, name):
    table = parquet.read_table(unpacked / f"parquet/{name}/{name}.parquet")

    declared = fields_of(unpacked, name)
    assert {field.name: field.type for field in table.schema} == {
        column: ARROW[kind] for column, kind in declared.items()
    }
    texts = [column for column, kind in declared.items() if kind == "string"]
    assert table.select(texts).to_pylist() == [
        {column: row[column] or None for column in texts} for row in rows_of(unpacked, name)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_duckdb_reads_the_csv_with_the_declared_types(unpacked, name):
    declared = {column: DUCKDB[kind] for column, kind in fields_of(unpacked, name).items()}

    relation = duckdb.read_csv(str(unpacked / f"csv/{name}.csv"), dtype=declared)

    assert dict(zip(relation.columns, map(str, relation.types), strict=True)) == declared
    assert len(relation.fetchall()) == len(rows_of(unpacked, name))


@pytest.mark.parametrize("name", NAMES)
def test_duckdb_finds_the_same_rows_in_the_parquet(unpacked, name):
    columns = ", ".join(
        f'"{column}"' for column, kind in fields_of(unpacked, name).items() if kind != "datetime"
    )
    declared = {column: DUCKDB[kind] for column, kind in fields_of(unpacked, name).items()}
    told = duckdb.read_csv(str(unpacked / f"csv/{name}.csv"), dtype=declared)
    stored = duckdb.read_parquet(str(unpacked / f"parquet/{name}/*.parquet"))

    assert told.project(columns).fetchall() == stored.project(columns).fetchall()


@pytest.mark.parametrize("name", NAMES)
def test_pandas_reads_the_csv_with_the_declared_types(unpacked, name):
    declared = fields_of(unpacked, name)
    moments = [column for column, kind in declared.items() if kind in ("date", "datetime")]
    others = {column: PANDAS[kind] for column, kind in declared.items() if kind in PANDAS}

    frame = pandas.read_csv(
        unpacked / f"csv/{name}.csv", dtype=others, parse_dates=moments,
        keep_default_na=False, na_values=[""],
    )  # fmt: skip

    assert len(frame) == len(rows_of(unpacked, name))
    assert {column: str(frame[column].dtype) for column in others} == {
        column: kind if kind != "string" else str(frame[column].dtype)
        for column, kind in others.items()
    }
    assert all(frame[column].isna().all() or frame[column].dtype.kind == "M" for column in moments)


@pytest.mark.parametrize("name", NAMES)
def test_a_key_is_never_empty_and_never_comes_twice(unpacked, name):
    key = RELEASED[name].table.key

    found = [tuple(row[column] for column in key) for row in rows_of(unpacked, name)]

    assert len(found) == len(set(found))
    assert all(all(values) for values in found)


def test_columns_that_hold_codes_hold_no_other(unpacked):
    for name, table in RELEASED.items():
        for column in table.columns:
            if column.type == ColumnType.CODE:
                found = {row[column.name] for row in rows_of(unpacked, name)}
                assert found <= {"", *column.codes.values}, (name, column.name)


def test_dyads_rest_on_the_cells_of_the_states_which_are_in_the_panel(unpacked):
    cells = {(row["actor"], row["year"]) for row in rows_of(unpacked, "panel_state_year")}

    for row in rows_of(unpacked, "panel_dyad_year"):
        assert (row["state_1"], row["year"]) in cells
        assert (row["state_2"], row["year"]) in cells
