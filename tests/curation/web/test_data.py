"""Data, codebook and method: what can be taken away, and what it means."""

import re

import bibtexparser
import pytest
import rispy

from curation.actions import withdraw_release
from curation.exports import DERIVED_TABLES, TABLES
from curation.models import Revision
from curation.vocabulary import Certainty, Rank
from tests import factories

pytestmark = pytest.mark.django_db


WHOLE = {name for name, table in TABLES.items() if not table.part}
DERIVED = DERIVED_TABLES.keys() - {"comparison"}


def files(page):
    return [each["href"] for each in page.all("a") if each.get("type")]


def rows(page):
    """Return the number of rows of each table, blank where it is not counted."""
    found = re.findall(
        r'/codebook/#([\w-]+)">.*?<td class="number">(?:(\d+)|<span)', page.text, re.DOTALL
    )
    return dict(found)


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_every_table_can_be_had_in_every_form(look, client):
    page = look("/data/")

    addresses = files(page)
    assert len(addresses) == 4 * (len(WHOLE) + len(DERIVED))
    for address in addresses:
        response = client.get(address.replace("&amp;", "&"))
        assert response.status_code == 200, address
        assert content(response), address


def test_rows_are_as_many_as_the_downloads_have(look, client):
    page = look("/data/")

    told = rows(page)
    assert told.keys() == WHOLE
    counted = {name: number for name, number in told.items() if number}
    assert counted.keys() == WHOLE - {"citations"}
    for name, number in counted.items():
        (csv,) = [each for each in files(page) if f"/{name}/" in each and "=csv" in each]
        assert client.head(csv.replace("&amp;", "&"))["X-Total-Count"] == number, name


def test_the_files_are_those_of_the_state_that_the_page_is_of(look, client, publish_more):
    page = look("/data/")
    (statuses,) = [each for each in files(page) if "/statuses/" in each and "=csv" in each]
    before = content(client.get(statuses))

    publish_more(1)

    assert content(client.get(statuses)) == before
    assert int(rows(look("/data/"))["statuses"]) == int(rows(page)["statuses"]) + 1


def test_the_record_is_cited_as_it_stands(look, client):
    page = look("/data/")
    place = Revision.objects.place()

    blocks = re.findall(r"<pre[^>]*>(.*?)</pre>", page.text, re.DOTALL)
    (entry,) = bibtexparser.parse_string(blocks[0].replace("&amp;", "&")).entries
    (reference,) = rispy.loads(blocks[1].replace("&amp;", "&"))
    address = entry["url"].strip("{}")
    assert entry.key == f"sco-registry-{place.revision}"
    assert address == reference["urls"][0]
    assert client.get(address).status_code == 200
    assert "known_at=" in address
    assert reference["type_of_reference"] == "DATA"


def test_before_the_first_revision_there_is_nothing_to_cite(look):
    page = look("/data/?known_at=1999-01-01")

    assert "Nothing had been published yet" in page.text
    assert "How to cite</h2>" not in page.text
    assert set(rows(page).values()) == {"0", ""}


def test_the_licence_is_told_to_readers_and_machines(look):
    page = look("/data/")

    (registry,) = page.linked["@graph"]
    assert page.all("a", rel="license")
    assert registry["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert len(registry["distribution"]) == len(files(page))


COMPLETE = {
    "@id", "name", "description", "url", "identifier", "license", "creator", "publisher", "version",
    "datePublished", "dateModified", "temporalCoverage", "spatialCoverage", "keywords",
    "variableMeasured", "distribution",
}  # fmt: skip


def test_the_data_set_is_described_completely_for_search_engines_of_data(look, client):
    release = factories.release()
    (registry,) = look("/data/").linked["@graph"]

    assert registry.keys() >= COMPLETE
    assert all(registry[key] for key in COMPLETE)
    (archive,) = [each for each in registry["distribution"] if each["name"] == f"Release {release}"]
    assert archive["sha256"] == release.files.get(path=release.archive).sha256
    assert client.head(archive["contentUrl"]).status_code == 200


def test_robots_may_fetch_every_file_that_the_description_names(look, client):
    factories.release()
    forbidden = [
        re.escape(line.removeprefix("Disallow: ")).replace(r"\*", ".*")
        for line in client.get("/robots.txt").content.decode().splitlines()
        if line.startswith("Disallow: ")
    ]
    (registry,) = look("/data/").linked["@graph"]

    assert forbidden
    for each in registry["distribution"]:
        path = each["contentUrl"].removeprefix("http://testserver")
        assert not [rule for rule in forbidden if re.match(rule, path)], path


def test_the_data_set_is_the_same_on_every_page(look):
    def core(address):
        return next(
            {key: node[key] for key in COMPLETE - {"distribution", "datePublished"}}
            for node in look(address).linked["@graph"]
            if node["@id"].endswith("#registry")
        )

    addresses = ["/", "/data/", "/data/codebook/", "/about/", "/actors/", "/search/", "/sources/"]
    assert all(core(address) == core("/data/") for address in addresses)


def test_a_country_has_one_identifier_wherever_it_is_described(look):
    members = next(
        node["member"] for node in look("/").linked["@graph"] if node["@type"] == "Organization"
    )

    assert members
    for member in members:
        address = member["@id"].removeprefix("http://testserver").removesuffix("#actor")
        (own,) = look(address).linked["@graph"]
        assert (own["@id"], own["identifier"]) == (member["@id"], member["identifier"])


def test_each_column_of_each_table_is_explained(look, client):
    page = look("/data/codebook/")
    told = client.get("/data/codebook.json").json()["tables"]

    for table in (*TABLES.values(), *DERIVED_TABLES.values()):
        assert page.all("h2", id=table.name), table.name
    assert [each["name"] for each in told] == [*TABLES, *DERIVED_TABLES]
    for table, each in zip((*TABLES.values(), *DERIVED_TABLES.values()), told, strict=True):
        assert [column["name"] for column in each["columns"]] == table.header()
        assert all(f"<code>{name}</code>" in page.text for name in table.header())


def test_codes_are_told_with_their_labels(look, client):
    statuses = next(
        each
        for each in client.get("/data/codebook.json").json()["tables"]
        if each["name"] == "statuses"
    )

    rank = next(each for each in statuses["columns"] if each["name"] == "rank")
    assert [each["code"] for each in rank["codes"]] == Rank.values
    assert "Rejected: known to be wrong" in look("/data/codebook/").text


def test_the_way_to_the_codebook_leads_to_the_table(look):
    anchors = {
        each["href"].rpartition("#")[2]
        for each in look("/data/").all("a")
        if each.get("href", "").startswith("/data/codebook/#")
    }

    assert anchors == WHOLE | DERIVED


def test_what_the_marks_mean_is_told_of_every_status_in_the_ledger(look):
    page = look("/about/")

    types = Revision.objects.current().of_kind("status-type")
    assert types
    for document in types.values_list("document", flat=True):
        assert document["name"] in page.text
    for _, label in (*Certainty.choices, *Rank.choices):
        assert label in page.text


def test_a_status_has_the_mark_that_it_has_everywhere(look):
    text = look("/about/").text

    assert re.search(r's-full-member"[^>]*><circle[^>]*/></svg>\s*Full member', text)
    assert "Solid: certain" in text
    assert "Hatched: possible" in text


def test_releases_are_offered_and_a_withdrawn_one_says_why(look):
    assert 'id="releases"' not in look("/data/").text
    first, second = factories.release("v2026.11"), factories.release("v2026.12")
    withdraw_release(second, by=second.released_by, reason="A sum was wrong.")

    page = look("/data/")

    for release in (first, second):
        assert f'href="/api/v1/releases/{release}/archive/"' in page.text
    assert "A sum was wrong." in page.text
