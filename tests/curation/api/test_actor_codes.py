"""Wherever an actor is asked for by its slug, it can be asked for by a code."""

import json

import pytest

from curation.models import Actor, Revision
from tests import factories

INDIA = [
    "IN", "ind", "IND", "iso2:in", "iso3:ind", "iso_numeric:356", "ccode:750", "cow:750",
    "gwcode:750", "gw:750", "stateabb:ind", "Q668", "q668", "wikidata:Q668",
]  # fmt: skip


@pytest.mark.parametrize("code", INDIA)
def test_a_filter_takes_a_code_for_the_slug(get, code):
    expected = get("statuses/", actor="india")["results"]

    assert expected
    assert get("statuses/", actor=code)["results"] == expected


@pytest.mark.parametrize("code", ["IND", "ccode:750", "Q668"])
@pytest.mark.parametrize(
    ("collection", "parameter"),
    [
        ("records", "actor"),
        ("statements", "about"),
        ("figures", "subject"),
        ("actors", "slug"),
        ("events", "participant"),
    ],
)
def test_so_does_every_parameter_that_names_an_actor(get, collection, parameter, code):
    assert (
        get(f"{collection}/", **{parameter: code})["results"]
        == (get(f"{collection}/", **{parameter: "india"})["results"])
    )


@pytest.mark.parametrize(
    ("parameter", "value"), [("ccode", "750"), ("gwcode", "750"), ("stateabb", "IND")]
)
def test_a_column_of_codes_is_a_filter_of_statuses_and_of_actors(get, parameter, value):
    statuses = get("statuses/", **{parameter: value})["results"]
    assert {each["actor"]["slug"] for each in statuses} == {"india"}
    assert [each["slug"] for each in get("actors/", **{parameter: value})["results"]] == ["india"]


@pytest.mark.parametrize("address", ["membership/panel/", "membership/dyads/"])
def test_membership_tables_take_codes(seeded, client, address):
    def results(*actors):
        response = client.get(f"/api/v1/{address}", {"actor": actors, "to": 2026})
        return json.loads(response.getvalue())["results"]

    assert results("IND", "ccode:365", "Q148") == results("india", "russia", "china")
    assert results("IND", "ccode:365", "Q148")


def test_codes_and_slugs_stand_together_and_pages_go_on(get, client):
    answer = get("statuses/", actor=["IND", "russia"], page_size=2)
    found = answer["results"]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        found += answer["results"]

    assert found == get("statuses/", actor=["india", "russia"], page_size=1000)["results"]


def test_an_actor_whose_slug_is_written_like_a_code_comes_first(get):
    factories.published_status(actor=factories.actor(slug="ind"))

    assert {each["actor"]["slug"] for each in get("statuses/", actor="ind")["results"]} == {"ind"}


def test_a_code_is_that_of_the_moment_asked_about(get):
    before = Revision.objects.place()
    Actor.objects.filter(slug="india").update(cow_number=751)
    from curation.actions.references import publish_reference

    publish_reference("actor", Actor.objects.get(slug="india"), by=factories.reviewer())

    assert get("statuses/", actor="ccode:750")["results"] == []
    then = before.moment.isoformat().replace("+00:00", "Z")
    assert get("statuses/", actor="ccode:750", known_at=then)["results"]


def test_a_code_that_nobody_has_finds_nothing(get):
    assert get("statuses/", actor="JPN")["results"] == []


@pytest.mark.parametrize("bad", ["750", "356", "ccode:x", "India!", "Q0", ""])
def test_what_is_no_name_of_an_actor_is_refused_with_examples_of_actors(get, bad):
    problem = get("statuses/", expect=400, actor=bad)

    assert problem["parameter"] == "actor"
    for example in ("belarus", "BLR", "ccode:370", "Q184"):
        assert f"“{example}”" in problem["detail"]


def test_a_name_in_capitals_is_corrected(get):
    problem = get("statuses/", expect=400, actor="Belarus")

    assert problem["errors"][0]["suggestion"] == "belarus"


def test_other_slugs_are_explained_by_slugs_of_their_own_kind(get):
    assert "“asia-plus-2024-06-13”" in get("records/", expect=400, source="Asia Plus")["detail"]
    assert "“full-member”" in get("statuses/", expect=400, status="Full Member")["detail"]
    assert "“contact-group-resumption”" in get("positions/", expect=400, issue="?")["detail"]


@pytest.mark.parametrize("code", ["IND", "ind", "Q668", "ccode:750"])
def test_the_address_of_an_actor_leads_on_from_a_code(seeded, client, code):
    response = client.get(f"/api/v1/actors/{code}/?known_at=2100-01-01")

    assert response.status_code == 302
    assert response["Location"] == "/api/v1/actors/india/?known_at=2100-01-01"


def test_so_does_the_page_of_an_actor(seeded, client):
    response = client.get("/actors/IND/")

    assert (response.status_code, response["Location"]) == (302, "/actors/india/")
    assert client.get("/actors/JPN/").status_code == 404
