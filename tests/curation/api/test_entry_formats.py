"""Forms made from entries: each holds all that the pages do, and says what it is."""

import io
import json

import openpyxl
import pytest

from curation.exports.parsing import entries_of

FORMS = {
    "jsonld": ("application/ld+json", "jsonld"),
    "bibtex": ("application/x-bibtex; charset=utf-8", "bib"),
    "ris": ("application/x-research-info-systems; charset=utf-8", "ris"),
    "csl": ("application/vnd.citationstyles.csl+json", "json"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ndjson": ("application/x-ndjson", "ndjson"),
}


@pytest.fixture
def download(seeded, client):
    """Ask for an address in a form; return what arrives, and the response."""

    def ask(address, form, **parameters):
        response = client.get(f"/api/v1/{address}", {**parameters, "format": form})
        assert response.status_code == 200, response.content
        return b"".join(response.streaming_content), response

    return ask


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_named_counted_and_saved_under_a_name(download, get, form):
    _, response = download("sources/", form)
    media_type, extension = FORMS[form]

    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="sources.{extension}"'
    assert response["X-Total-Count"] == str(len(get("sources/", page_size=1000)["results"]))
    assert f"format={form}" in response["Link"]


def test_each_form_holds_all_sources(download, get):
    slugs = [entry["slug"] for entry in get("sources/", page_size=1000)["results"]]
    root = "registry:sources/"

    graph = json.loads(download("sources/", "jsonld")[0])["@graph"]
    book = openpyxl.load_workbook(io.BytesIO(download("sources/", "xlsx")[0]))

    assert [node["@id"] for node in graph][1:] == [f"{root}{slug}/" for slug in slugs]
    assert [item["id"] for item in json.loads(download("sources/", "csl")[0])] == slugs
    assert [row[1] for row in book["sources"].values][1:] == slugs
    assert download("sources/", "bibtex")[0].count(b"\n}\n") == len(slugs)
    assert download("sources/", "ris")[0].count(b"ER  - ") == len(slugs)


@pytest.mark.parametrize("collection", ["statuses", "citations", "actors", "records"])
def test_lines_of_json_are_the_entries_of_the_pages(download, get, collection):
    lines = download(f"{collection}/", "ndjson")[0].decode().splitlines()

    assert [json.loads(line) for line in lines] == get(f"{collection}/", page_size=1000)["results"]


def test_linked_data_says_of_what_moment_it_is_and_where_it_stands(download, client):
    written, response = download("statuses/", "jsonld", status="full-member")
    answer = json.loads(written)["@graph"][0]

    assert f"<{answer['url']}>" in response["Link"]
    again = client.get(answer["url"])
    assert b"".join(again.streaming_content) == written
    assert again["Cache-Control"].endswith("immutable")


def test_a_record_is_cited_with_its_revision_and_permalink(download, get, client):
    fact = get("statuses/", page_size=1)["results"][0]
    item = json.loads(download(f"records/{fact['id']}/", "csl")[0])[0]

    page = client.get(item["URL"])
    assert (page.status_code, page["Content-Type"][:9]) == (200, "text/html")
    assert fact["revision"]["digest"] in page.content.decode()
    assert str(fact["revision"]["id"]) in json.dumps(item)


def test_a_workbook_has_the_columns_asked_for_and_no_formulas(download):
    book = openpyxl.load_workbook(io.BytesIO(download("events/", "xlsx", fields="id,label")[0]))
    rows = list(book["events"].values)

    assert rows[0] == ("id", "label")
    assert len(rows) > 1
    assert all(cell.data_type != "f" for row in book["events"].rows for cell in row)


@pytest.mark.parametrize(
    ("form", "parameters", "named"),
    [
        ("jsonld", {"fields": "id"}, "fields"),
        ("csl", {"facets": "kind"}, "facets"),
        ("xlsx", {"raw": "1"}, "raw"),
        ("ndjson", {"page_size": "5"}, "page_size"),
        ("json", {"raw": "0"}, "raw"),
    ],
)
def test_what_a_form_has_no_use_for_is_refused(get, form, parameters, named):
    assert get("sources/", expect=400, format=form, **parameters)["parameter"] == named


def test_vocabularies_are_not_cited_one_by_one(get):
    assert get("issues/", expect=400, format="bibtex")["parameter"] == "format"


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_entries_are_read_out_of_blocks_that_end_anywhere(size):
    entries = [{"title": "Таджикистан\nпозиция"}, {"n": 1}, {}]
    for ending in (b"\n", b""):
        text = "\n".join(json.dumps(each, ensure_ascii=False) for each in entries).encode() + ending
        blocks = [text[start : start + size] for start in range(0, len(text), size)]

        assert list(entries_of(blocks)) == entries
