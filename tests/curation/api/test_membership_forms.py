"""The membership tables have the forms that every other table has, with the same rows."""

import csv
import io
import json

import openpyxl
import pytest
import rdflib

from curation.exports import DERIVED_TABLES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:.*Dataset:DeprecationWarning"),
]

REGISTRY = rdflib.Namespace("urn:sco-registry:")
TABLES = {
    "membership/": ("roster", {"valid_at": "2024-06-12"}, "MembershipCell"),
    "membership/panel/": ("panel-state-year", {"from": 2023, "to": 2024}, "MembershipCell"),
    "membership/dyads/": (
        "panel-dyad-year",
        {"from": 2024, "to": 2024, "actor": ["china", "india", "belarus"]},
        "MembershipDyad",
    ),
    "membership/comparison/": (
        "comparison",
        {"a": "2016-01-01", "b": "2024-08-01"},
        "MembershipMove",
    ),
}


@pytest.fixture
def download(seeded, client):
    """Ask for a table in a form; return its bytes and the answer."""

    def ask(address, form):
        _, question, _ = TABLES[address]
        response = client.get(f"/api/v1/{address}", {**question, "format": form})
        content = b"".join(response.streaming_content)
        assert response.status_code == 200, content
        return content, response

    return ask


@pytest.mark.parametrize("address", TABLES)
def test_a_workbook_and_lines_of_json_have_the_rows_of_the_csv(download, address):
    table = DERIVED_TABLES[TABLES[address][0]]
    text, as_csv = download(address, "csv")
    header, *rows = csv.reader(io.StringIO(text.decode(), newline=""))

    sheet = openpyxl.load_workbook(io.BytesIO(download(address, "xlsx")[0]))[table.name]
    lines = [json.loads(line) for line in download(address, "ndjson")[0].splitlines()]

    assert rows
    assert len(rows) == int(as_csv["X-Total-Count"])
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert cells == [header, *rows]
    assert [table.row(entry) for entry in lines] == rows


@pytest.mark.parametrize("address", TABLES)
def test_linked_data_have_a_node_for_each_row_and_lead_to_its_records(download, client, address):
    kind = TABLES[address][2]
    content, response = download(address, "jsonld")
    graph = rdflib.Graph().parse(data=content, format="json-ld")

    rows = list(graph.subjects(rdflib.RDF.type, REGISTRY[kind]))

    assert len(rows) == int(response["X-Total-Count"])
    provenance = rdflib.Namespace("http://www.w3.org/ns/prov#")
    records = set(graph.objects(None, provenance.wasDerivedFrom))
    assert records
    of_records = client.get("/api/v1/records/", {"format": "jsonld"}).getvalue()
    assert records <= set(rdflib.Graph().parse(data=of_records, format="json-ld").subjects())


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx", "jsonld"])
def test_head_tells_the_number_of_rows_and_sends_none(seeded, client, form):
    response = client.head("/api/v1/membership/panel/", {"format": form, "to": 2026})

    assert int(response["X-Total-Count"]) > 100
    assert response["Content-Disposition"].startswith("attachment; filename=")


def test_the_page_of_data_offers_all_forms_of_all_tables(seeded, client):
    page = client.get("/data/").content.decode()

    for name in ("membership/", "membership/panel/", "membership/dyads/"):
        for form in ("csv", "ndjson", "xlsx", "jsonld"):
            assert f"/api/v1/{name}?format={form}" in page
