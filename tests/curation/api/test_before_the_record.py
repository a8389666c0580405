"""As of a moment before anything was published, every form of the answer is empty and sound."""

import csv
import io

import pytest
from openpyxl import load_workbook

BEFORE = "2000-01-01"
COLLECTIONS = (
    "actors", "statuses", "statements", "positions", "events", "figures", "records", "citations",
    "sources", "status-types", "issues", "indicators",
)  # fmt: skip


def asked(client, collection, form, **parameters):
    response = client.get(
        f"/api/v1/{collection}/", {"known_at": BEFORE, "format": form, **parameters}
    )
    assert response.status_code == 200
    return response, response.getvalue()


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_table_has_its_header_alone(seeded, client, collection):
    response, body = asked(client, collection, "csv")
    rows = list(csv.reader(io.StringIO(body.decode(), newline="")))

    assert (len(rows), response["X-Total-Count"]) == (1, "0")
    assert "revision_id" in rows[0]


@pytest.mark.parametrize("collection", COLLECTIONS)
@pytest.mark.parametrize("form", ["ndjson", "xlsx", "jsonld"])
def test_other_forms_have_nothing_in_them(seeded, client, collection, form):
    response, body = asked(client, collection, form)

    assert response["X-Total-Count"] == "0"
    if form == "ndjson":
        assert body == b""
    if form == "xlsx":
        assert load_workbook(io.BytesIO(body)).worksheets[0].max_row == 1


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
def test_there_is_nothing_to_cite(seeded, client, form):
    assert asked(client, "statuses", form)[1].strip() in (b"", b"[]", b"[\n]")


def test_a_page_has_no_results_and_facets_no_values(seeded, client):
    page = asked(client, "statuses", "json", facets="status,actor", q="member")[0].json()

    assert page["results"] == []
    assert page["facets"] == {"status": [], "actor": []}
