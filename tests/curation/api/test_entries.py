"""What entries and lists tell of themselves: where they stand, how many there are, no blanks."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.exports import TABLES
from curation.exports.json_text import without_blanks as in_text
from curation.models import Revision, StatusType
from tests import factories
from tests.blanks import without_blanks

COLLECTIONS = sorted(TABLES)


def texts(value):
    """Yield every text of an answer."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_nothing_is_null_and_never_an_empty_text(get, client, collection):
    entries = get(f"{collection}/", page_size=1000)["results"]

    assert "" not in set(texts(entries))
    lines = client.get(f"/api/v1/{collection}/", {"format": "ndjson"}).getvalue().splitlines()
    assert list(map(json.loads, lines)) == entries


def test_one_entry_by_itself_has_no_empty_text_either(get):
    for address in ("actors/sco/", "actors/belarus/", "sources/asia-plus-2024-06-13/"):
        assert "" not in set(texts(get(address)))
    fact = get("statuses/", page_size=1)["results"][0]
    assert "" not in set(texts(get(f"records/{fact['id']}/")))
    chosen = get("statuses/", page_size=100, fields="note,hedge,rationale")["results"]
    assert "" not in set(texts(chosen))


def test_what_the_digests_cover_is_told_as_it_was_published(get):
    """Blank texts of a document stay blank in the ledger's own addresses."""
    revision = Revision.objects.current().get(slug="belarus").document

    history = get(f"records/{revision['id']}/revisions/")["results"]
    (change,) = get("changes/", record=revision["id"])["results"]

    assert history[0].items() >= revision.items()
    assert change["document"] == revision
    assert get("actors/belarus/").items() >= without_blanks(revision).items()


@pytest.mark.parametrize(
    "document",
    [
        {"a": "", "b": 'says ": ""', "c": [{"d": ""}], "e": "\\", "f": '\\"', "g": ': ""'},
        {"": "", "x": '"": ""', "y": ": ", "z": '\\": \\"'},
        {"text": '“” ": "" \'\'', "": {"": {"": ""}}},
    ],
)
def test_blanks_within_texts_are_left_as_they_are(document):
    text = json.dumps(document, ensure_ascii=False).encode()

    assert json.loads(in_text(text)) == without_blanks(document)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_list_tells_how_many_there_are_on_every_page(get, client, collection):
    everything = get(f"{collection}/", page_size=1000)
    first = client.get(f"/api/v1/{collection}/", {"page_size": 3})
    answer = first.json()

    assert everything["count"] == len(everything["results"]) == answer["count"]
    assert first["X-Total-Count"] == str(answer["count"])
    assert client.get(answer["next"]).json()["count"] == answer["count"]
    last = get(f"{collection}/", page_size=3, ordering="-revision")
    assert last["count"] == answer["count"]


def test_the_number_is_that_of_the_filters_and_of_the_place(get):
    before = get("statuses/", status="observer", page_size=1)
    number, then = before["count"], before["known_at"]
    observer = StatusType.objects.get(slug="observer")
    factories.published_status(status=observer)

    assert get("statuses/", status="observer", page_size=1)["count"] == number + 1
    assert get("statuses/", status="observer", page_size=1, known_at=then)["count"] == number
    assert get("statuses/", actor="nobody")["count"] == 0


def test_it_is_counted_once_for_all_pages_of_a_walk(get, client):
    def counting(address):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address).json()
        return answer, sum("COUNT(" in each["sql"].upper() for each in asked)

    factories.published_status()
    answer, first = counting("/api/v1/statuses/?page_size=2")
    _, second = counting(answer["next"])
    _, whole = counting("/api/v1/issues/?page_size=1000")

    assert (first, second, whole) == (1, 0, 0)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_an_entry_tells_where_it_stands_in_the_api_and_as_a_page(get, client, collection):
    for entry in get(f"{collection}/", page_size=3)["results"]:
        links = entry["links"]
        alone = client.get(links["api"])
        page = client.get(links["page"])

        assert alone.json()["id"] == entry.get("fact", entry)["id"]
        assert page.status_code == 200
        assert page["Content-Type"].startswith("text/html")


def test_links_are_those_of_the_host_that_was_asked(seeded, client):
    for host in ("testserver", "localhost"):
        answer = client.get("/api/v1/issues/?page_size=1", headers={"host": host}).json()
        assert answer["results"][0]["links"]["page"].startswith(f"http://{host}/issues/")


def test_releases_tell_how_many_there_are(get):
    factories.release()

    assert get("releases/")["count"] == 1


def test_a_list_of_parameters_stands_once_in_a_problem(seeded, client):
    text = client.get("/api/v1/statuses/?actr=belarus").content.decode()

    assert text.count("definite_from_after") == 1
    assert len(text) < 2200
