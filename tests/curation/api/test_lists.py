"""Pages, tables and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.exports import TABLES
from curation.models import Revision

COLLECTIONS = sorted(TABLES)


def walked(get, client, address):
    """Return everything on the pages of a collection, one after the other."""
    answer = get(address, page_size=7)
    found = answer["results"]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        found += answer["results"]
    return found


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_pages_walk_everything_exactly_once(get, client, collection):
    at_once = get(f"{collection}/", page_size=1000)

    assert at_once["next"] is None
    assert walked(get, client, f"{collection}/") == at_once["results"]


def test_pages_lead_back(get, client):
    first = get("statuses/", page_size=7)
    second = client.get(first["next"]).json()

    assert client.get(second["previous"]).json()["results"] == first["results"]


def numbered(entries):
    """Give the holders of statuses the numbers that the table takes from their own documents."""
    actors = {each.slug: each.document for each in Revision.objects.current().of_kind("actor")}
    for entry in entries:
        if entry.get("kind") == "status":
            actor = actors[entry["actor"]["slug"]]
            entry["actor"] |= {"ccode": actor["cow_number"], "gwcode": actor["gw_number"]}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_table_says_what_the_pages_say(get, get_csv, collection):
    table = TABLES[collection]
    rows = get_csv(f"{collection}/")
    entries = get(f"{collection}/", page_size=1000)["results"]

    assert rows
    assert list(rows[0]) == table.header()
    numbered(entries)
    expected = [dict(zip(table.header(), table.row(entry), strict=True)) for entry in entries]
    assert rows == expected


def test_a_row_holds_what_readers_look_for(get_csv):
    row = get_csv("statuses/", status="acceding-member")[0]

    assert (row["actor"], row["actor_name"], row["actor_iso3"]) == ("belarus", "Belarus", "BLR")
    assert (row["organization"], row["dimension"]) == ("sco", "process")
    assert row["sources"] == "asia-plus-2024-06-13"
    assert "Belarus" in row["quotes"]


@pytest.mark.parametrize("address", ["statuses/", "actors/belarus/", "records/", "citations/"])
def test_csv_is_rfc_4180_and_names_a_file(seeded, client, address):
    response = client.get(f"/api/v1/{address}", headers={"accept": "text/csv"})
    text = b"".join(response.streaming_content).decode()

    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"].startswith('attachment; filename="')
    assert text.endswith("\r\n")
    assert "Accept" in response["Vary"]


def test_an_empty_table_has_its_header(seeded, client):
    response = client.get("/api/v1/events/?format=csv&participant=nobody")

    assert b"".join(response.streaming_content).decode().split("\r\n")[0].startswith("id,kind,")


def test_a_single_record_and_a_history_come_as_tables(get, get_csv):
    fact = get("figures/", page_size=1)["results"][0]

    assert get_csv(f"records/{fact['id']}/")[0]["value"] == str(fact["value"])
    assert get_csv(f"records/{fact['id']}/revisions/")[0]["indicator"] == fact["indicator"]["slug"]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_page_costs_the_same_whatever_its_size(get, collection):
    with CaptureQueriesContext(connection) as small:
        get(f"{collection}/", page_size=5)
    with CaptureQueriesContext(connection) as large:
        get(f"{collection}/", page_size=100)

    assert len(small) == len(large) == 2


def test_an_actor_costs_five_queries(get, django_assert_num_queries):
    with django_assert_num_queries(5):
        get("actors/belarus/")


def test_head_and_options_behave(seeded, client):
    assert client.head("/api/v1/statuses/").status_code == 200
    assert client.options("/api/v1/statuses/").json()["renders"]
