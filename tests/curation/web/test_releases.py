"""The pages of releases: an index, and a page of each that can be cited."""

import html
import json
import re

import pytest
import rispy
import yaml

from curation.actions import withdraw_release
from curation.actions.releasing import frozen
from curation.releases.citing import bibtex_of, citation_file, csl_of_release, ris_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(seeded):
    return factories.release("v2026.11", title="First", notes="The shipped record.")


def test_the_page_tells_what_it_is_and_lists_every_file_with_its_sum(look, client, release):
    page = look("/releases/v2026.11/")

    for said in ("First", "The shipped record.", release.head_digest, str(release.revision_id)):
        assert said in page.text
    for file in release.files.all():
        assert file.sha256 in page.text
        address = f"/api/v1/releases/v2026.11/files/{file.path}"
        assert page.all("a", href=address)
        assert client.head(address).status_code == 200


def test_how_to_cite_it_names_the_page_and_the_digest(look, release):
    text = html.unescape(look("/releases/v2026.11/").text)

    assert "How to cite" in text
    for form in (r"url = \{([^}]+)\}", r"UR  - (\S+)", r"\"URL\": \"([^\"]+)\""):
        assert re.search(form, text)[1] == "http://testserver/releases/v2026.11/"
    assert f"SHA-256 {release.head_digest}" in text


def test_its_own_files_say_the_same_where_the_service_has_an_address(seeded, settings, look):
    settings.PUBLIC_URL = "http://testserver"
    release = factories.release("v2026.11")
    address = "http://testserver/releases/v2026.11/"

    assert release.address == address
    made = frozen(release)
    assert yaml.safe_load(citation_file(made))["url"] == address
    assert f"url = {{{address}}}" in bibtex_of(made)
    assert rispy.loads(ris_of(made))[0]["urls"] == [address]
    text = html.unescape(look("/releases/v2026.11/").text)
    assert bibtex_of(made).strip() in text
    assert json.dumps(csl_of_release(made), ensure_ascii=False, indent=2) in text


def test_without_an_address_the_files_say_so_and_give_the_name(seeded):
    told = yaml.safe_load(citation_file(frozen(factories.release("v2026.11"))))

    assert "url" not in told
    (name, _) = told["identifiers"]
    assert name["value"] == "urn:sco-registry:releases/v2026.11/"
    assert "/releases/v2026.11/" in name["description"]
    assert "no lasting address" in name["description"]


@pytest.mark.parametrize("other", ["2026.11", "latest"])
def test_other_ways_to_name_it_lead_to_its_address(client, release, other):
    response = client.get(f"/releases/{other}/")

    assert (response.status_code, response["Location"]) == (302, "/releases/v2026.11/")


def test_a_release_of_the_former_kind_of_name_keeps_its_address(seeded, client):
    factories.former_release("2026.10")

    assert client.get("/releases/2026.10/").status_code == 200
    assert client.get("/releases/v2026.10/")["Location"] == "/releases/2026.10/"
    assert client.get("/api/v1/releases/2026.10/").json()["identifier"] == "2026.10"


@pytest.mark.parametrize("name", ["v2026.12", "november", "v2026"])
def test_where_there_is_no_release_the_page_says_so(client, release, name):
    response = client.get(f"/releases/{name}/")

    assert response.status_code == 404
    assert "/releases/" in response.content.decode()


def test_before_it_was_made_there_was_no_such_page(client, release):
    assert client.get("/releases/v2026.11/?known_at=2020-01-01").status_code == 404


def test_a_release_that_was_withdrawn_says_why_at_both_pages(look, release):
    withdraw_release(release, by=factories.release_manager(), reason="India’s code is wrong.")

    for address in ("/releases/", "/releases/v2026.11/"):
        assert "withdrawn" in look(address).text
        assert "India’s code is wrong." in look(address).text


def test_it_is_linked_data_with_its_files(look, release):
    node = next(
        each for each in look("/releases/v2026.11/").linked["@graph"]
        if each["@id"] == "http://testserver/releases/v2026.11/"
    )  # fmt: skip

    assert node["version"] == "v2026.11"
    assert {each["sha256"] for each in node["distribution"]} == set(
        release.files.values_list("sha256", flat=True)
    )


def test_it_is_found_from_home_data_index_and_sitemap(client, release):
    for address in ("/", "/data/", "/releases/", "/sitemap-pages.xml"):
        assert "/releases/v2026.11/" in client.get(address).content.decode(), address


def test_the_api_names_the_page(client, release):
    told = client.get("/api/v1/releases/v2026.11/").json()

    assert told["page"] == "http://testserver/releases/v2026.11/"


@pytest.mark.parametrize("name", ["2026.11", "v2026.11"])
def test_both_spellings_of_a_name_are_answered(client, release, name):
    there = f"/api/v1/releases/{name}/"

    assert client.get(there).json()["identifier"] == "v2026.11"
    archive = client.head(f"{there}archive/")
    assert archive["ETag"] == f'"{release.files.get(path=release.archive).sha256}"'
    asked = client.get("/api/v1/statuses/", {"known_at": name, "page_size": 1}).json()
    then = client.get("/api/v1/statuses/", {"known_at": "v2026.11", "page_size": 1}).json()
    assert asked["results"] == then["results"]
    assert asked["known_at"] == then["known_at"]


def test_shapes_and_context_are_public(client):
    shapes = client.get("/api/v1/linked-data/shapes/")
    context = client.get("/api/v1/linked-data/context/")

    assert (shapes.status_code, shapes["Content-Type"]) == (200, "text/turtle; charset=utf-8")
    assert b"sh:NodeShape" in shapes.content
    assert json.loads(context.content)["@context"]["registry"] == "urn:sco-registry:"
    again = client.get("/api/v1/linked-data/shapes/", headers={"If-None-Match": shapes["ETag"]})
    assert again.status_code == 304
