"""Releases in the API: what there is, what differs, and the record as one of them has it."""

import pytest

from curation.actions import retract, withdraw_release
from curation.models import Fact, Figure, Revision
from tests import factories

pytestmark = pytest.mark.django_db
HOST = "http://testserver/api/v1"


@pytest.fixture
def first(seeded):
    return factories.release("v2026.11", title="First", notes="Of the seeded record.")


@pytest.fixture
def second(first):
    """A release after a publication, a retraction and a renaming."""
    factories.published_status()
    fact = Fact.objects.get(pk="a1a58b10-c9e4-59aa-8a76-0cf4ee1c33bd")
    retract(fact, by=factories.reviewer(), reason="The source was misread.")
    return factories.release("v2026.12")


# --- what there is ---------------------------------------------------------------------------


def test_without_releases_the_list_is_empty(get):
    assert get("releases/") == {"next": None, "previous": None, "count": 0, "results": []}


def test_releases_are_listed_the_newest_first(get, second):
    answer = get("releases/")

    assert [each["identifier"] for each in answer["results"]] == ["v2026.12", "v2026.11"]
    assert (answer["next"], answer["previous"]) == (None, None)


def test_a_release_tells_what_it_is(get, first):
    answer = get("releases/v2026.11/")

    head = Revision.objects.order_by("-id").first()
    assert answer["title"] == "First"
    assert answer["notes"] == "Of the seeded record."
    assert (answer["revision"], answer["head_digest"]) == (head.id, head.digest)
    assert (answer["previous"], answer["changes"], answer["withdrawn"]) == (None, None, None)
    assert answer["released_by"] == first.released_by_name


def test_a_release_lists_its_files_with_their_sums(get, first):
    answer = get("releases/v2026.11/")

    assert [each["path"] for each in answer["files"]] == [
        "README.md",
        "parquet/statuses/0.parquet",
        "sco-registry-v2026.11.zip",
    ]
    assert answer["archive"] == answer["files"][2]
    registered = first.files.get(path="README.md")
    assert answer["files"][0] == {
        "path": "README.md",
        "url": f"{HOST}/releases/v2026.11/files/README.md",
        "size": registered.size,
        "sha256": registered.sha256,
        "media_type": "text/markdown; charset=utf-8",
    }


def test_the_next_release_leads_to_what_changed(get, second):
    answer = get("releases/v2026.12/")

    assert answer["previous"] == "v2026.11"
    assert answer["changes"] == f"{HOST}/releases/v2026.11/diff/v2026.12/"


def test_a_withdrawn_release_says_so_everywhere(get, first):
    withdraw_release(first, by=first.released_by, reason="India’s codes are wrong.")

    for answer in (get("releases/v2026.11/"), get("releases/")["results"][0]):
        assert answer["withdrawn"]["reason"] == "India’s codes are wrong."
        assert answer["withdrawn"]["by"] == first.released_by_name


@pytest.mark.parametrize("address", ["releases/v2026.10/", "releases/november/", "releases/%00/"])
def test_what_is_no_release_is_answered_by_those_there_are(get, first, address):
    problem = get(address, expect=404)

    assert "v2026.11" in problem["detail"]


def test_an_unknown_parameter_is_refused(get, first):
    for address in ("releases/", "releases/v2026.11/", "releases/v2026.11/files/README.md"):
        assert get(address, expect=400, page=2)["parameter"] == "page"


def test_the_number_of_questions_does_not_grow_with_the_releases(
    get, first, django_assert_max_num_queries
):
    factories.release("v2026.12")
    factories.release("v2027.01")

    with django_assert_max_num_queries(3):
        assert len(get("releases/")["results"]) == 3


def test_who_has_the_list_is_told_so(client, first):
    tag = client.get("/api/v1/releases/")["ETag"]

    assert client.get("/api/v1/releases/", headers={"If-None-Match": tag}).status_code == 304
    withdraw_release(first, by=first.released_by, reason="Wrong.")
    assert client.get("/api/v1/releases/", headers={"If-None-Match": tag}).status_code == 200


# --- the latest ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("latest/", "v2026.12/"),
        ("latest/archive/", "v2026.12/archive/"),
        ("latest/files/parquet/statuses/0.parquet", "v2026.12/files/parquet/statuses/0.parquet"),
        ("latest/diff/v2026.12/?kind=actor", "v2026.12/diff/v2026.12/?kind=actor"),
        ("v2026.11/diff/latest/?kind=status", "v2026.11/diff/v2026.12/?kind=status"),
    ],
)  # fmt: skip
def test_latest_leads_on_with_the_rest_of_the_address(client, second, address, there):
    response = client.get(f"/api/v1/releases/{address}")

    assert response.status_code == 302
    assert response["Location"] == f"/api/v1/releases/{there}"


def test_a_withdrawn_release_is_not_the_latest(client, second):
    withdraw_release(second, by=second.released_by, reason="Wrong.")

    response = client.get("/api/v1/releases/latest/")

    assert response["Location"] == "/api/v1/releases/v2026.11/"


def test_without_releases_there_is_no_latest(get):
    assert "Nothing was released yet" in get("releases/latest/", expect=404)["detail"]


# --- what differs ----------------------------------------------------------------------------


def test_records_added_and_retracted_are_told_with_the_reasons(get, second):
    results = get("releases/v2026.11/diff/v2026.12/")["results"]

    by_change = {each["change"]: each for each in results if each["kind"] == "status"}
    assert by_change["retracted"]["record"] == "a1a58b10-c9e4-59aa-8a76-0cf4ee1c33bd"
    assert by_change["retracted"]["reason"] == "The source was misread."
    assert by_change["added"]["label"].startswith("Actor ")


def test_a_corrected_figure_is_told_before_and_after(get, first):
    figure = Figure.objects.order_by("label").first()
    factories.corrected(figure, value=41)
    factories.release("v2026.12")

    (found,) = get("releases/v2026.11/diff/v2026.12/")["results"]

    assert (found["change"], found["keys"]) == ("corrected", ["value"])
    assert found["before"]["value"] != 41
    assert found["after"]["value"] == 41


def test_a_release_does_not_differ_from_itself(get, first):
    assert get("releases/v2026.11/diff/v2026.11/")["results"] == []


def test_pages_of_a_difference_lead_on_and_back(get, seeded):
    factories.release("v2026.10", at=100)
    factories.release("v2026.11", at=150)
    address = "releases/v2026.10/diff/v2026.11/"

    whole = get(address)["results"]
    page, walked = get(address, page_size=20), []
    while True:
        walked += page["results"]
        if page["next"] is None:
            break
        page = get(page["next"].removeprefix(f"{HOST}/"))

    assert walked == whole
    assert page["previous"] == f"{HOST}/{address}?page_size=20"


@pytest.mark.parametrize(("name", "value"), [("kind", "status"), ("change", "retracted")])
def test_differences_are_narrowed(get, second, name, value):
    address = "releases/v2026.11/diff/v2026.12/"
    whole = get(address)["results"]

    assert get(address, **{name: value})["results"] == [
        each for each in whole if each[name] == value
    ]


def test_the_wrong_way_round_is_pointed_out(get, second):
    problem = get("releases/v2026.12/diff/v2026.11/", expect=404)

    assert "/api/v1/releases/v2026.11/diff/v2026.12/" in problem["detail"]


def test_a_difference_lasts_for_ever(client, second):
    response = client.get("/api/v1/releases/v2026.11/diff/v2026.12/")

    assert "immutable" in response["Cache-Control"]


# --- the record as of a release ----------------------------------------------------------------


def test_the_record_is_quoted_as_of_a_release(get, second):
    address = "statuses/a1a58b10-c9e4-59aa-8a76-0cf4ee1c33bd/"

    assert get(address, known_at="v2026.11")["id"] == "a1a58b10-c9e4-59aa-8a76-0cf4ee1c33bd"
    assert "misread" in get(address, expect=410, known_at="v2026.12")["detail"]


def test_its_permalink_pins_the_moment(get, first, second):
    answer = get("statuses/", known_at="v2026.11", page_size=1)

    moment = first.moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
    assert answer["known_at"] == moment
    assert f"known_at={moment.replace(':', '%3A')}" in answer["permalink"]
    assert get(answer["permalink"].removeprefix(f"{HOST}/")) == answer


@pytest.mark.parametrize(
    "address",
    ["statuses/", "actors/belarus/", "membership/?valid_at=2020-01-01", "changes/", "citations/"],
)
def test_every_address_takes_a_release_for_its_moment(get, first, second, address):
    assert _without_links(get(f"{address}{_and(address)}known_at=v2026.11")) == _without_links(
        get(f"{address}{_and(address)}known_at={first.moment:%Y-%m-%dT%H:%M:%S.%fZ}")
    )


def _and(address):
    return "&" if "?" in address else "?"


def _without_links(answer):
    return {key: value for key, value in answer.items() if key not in ("next", "permalink")}


def test_a_release_that_is_none_is_refused_with_the_nearest(get, first):
    problem = get("statuses/", expect=400, known_at="v2026.12")

    assert problem["parameter"] == "known_at"
    assert problem["errors"][0]["suggestion"] == "v2026.11"


def test_what_is_withdrawn_can_still_be_quoted(get, first):
    withdraw_release(first, by=first.released_by, reason="Wrong.")

    assert get("statuses/", known_at="v2026.11", page_size=1)["results"]
