"""What the registry was built to show."""

import pytest

from curation.models import Source

MEMBERS = {
    "china", "iran", "kyrgyzstan", "pakistan", "russia", "tajikistan", "india", "kazakhstan",
    "uzbekistan",
}  # fmt: skip
ARTICLE = "asia-plus-2024-06-13"


def actors(answer):
    return {status["actor"]["slug"] for status in answer["results"]}


def test_nine_full_members_each_with_its_quotation(get):
    answer = get("statuses/", status="full-member")

    assert actors(answer) == MEMBERS
    assert all("nine full members" in s["citations"][0]["quote"] for s in answer["results"])


def test_the_expected_member_is_told_apart_and_not_among_the_nine(get):
    assert actors(get("statuses/", status="full-member", valid_at="2024-06-12")) == MEMBERS


def test_nobody_is_known_to_have_been_a_member_before_a_source_attests_it(get):
    asked = {"status": "full-member", "valid_at": "2016-01-01"}

    assert actors(get("statuses/", **asked)) == set()
    assert actors(get("statuses/", **asked, extent="possible")) >= MEMBERS


def test_an_expectation_is_found_by_asking_for_it(get):
    asked = {"status": "full-member", "certainty": "expected"}

    assert actors(get("statuses/", **asked)) == {"belarus"}
    assert "belarus" in {s["actor"]["slug"] for s in get("statuses/")["results"]}


def test_the_acceding_member_is_belarus(get):
    assert actors(get("statuses/", status="acceding-member")) == {"belarus"}


def test_belarus_is_acceding_and_observer_and_expected_to_become_a_member(get):
    statuses = get("actors/belarus/")["statuses"]

    assert {s["status"]["slug"] for s in statuses["held"]} == {"acceding-member", "observer"}
    assert [s["status"]["slug"] for s in statuses["expected"]] == ["full-member"]
    assert statuses["other"] == []
    assert all(s["citations"] and s["revision"] for s in statuses["held"])


def test_an_actor_says_where_else_it_is_named(get, client):
    for collection, named in get("actors/tajikistan/")["named_in"].items():
        there = client.get(named["url"] + "&page_size=1000")
        assert len(there.json()["results"]) == named["count"], collection


def test_every_citation_stands_in_the_text_at_its_offsets(get):
    text = Source.objects.get(slug=ARTICLE).held_text
    citations = get("citations/", source=ARTICLE, page_size=1000)["results"]

    assert len(citations) > 90
    for citation in citations:
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert set(citation["fact"]) == {"id", "kind", "label"}


@pytest.mark.parametrize("collection", ["statuses", "statements", "events", "figures"])
def test_a_fact_is_found_under_its_kind_and_among_all_records(get, collection):
    fact = get(f"{collection}/", page_size=1)["results"][0]

    assert get(f"{collection}/{fact['id']}/") == fact
    assert get(f"records/{fact['id']}/") == fact
    assert get(f"records/{fact['id'].upper()}/") == fact


def test_reference_data_is_found_by_slug_and_by_id(get):
    for collection in ("sources", "status-types", "issues", "indicators"):
        record = get(f"{collection}/", page_size=1)["results"][0]
        assert get(f"{collection}/{record['slug']}/") == record
        assert get(f"records/{record['id']}/") == record


def test_the_root_leads_to_every_collection(get, client):
    for address in get("")["collections"].values():
        assert client.get(address).status_code == 200
