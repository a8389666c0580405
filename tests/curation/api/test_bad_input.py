"""What cannot be answered is refused by name: never ignored, never a server error."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BAD = [
    ("statuses/", {"actr": "belarus"}, "actr"),
    ("statuses/", {"speaker": "belarus"}, "speaker"),
    ("statuses/", {"actor": "Belarus!"}, "actor"),
    ("statuses/", {"actor": ""}, "actor"),
    ("statuses/", {"actor": "a\x00b"}, "actor"),
    ("statuses/", {"actor": "a" * 81}, "actor"),
    ("statuses/", {"actor": "belarus\n"}, "actor"),
    ("statuses/", {"certainty": "sure"}, "certainty"),
    ("positions/", {"stance": "maybe"}, "stance"),
    ("events/", {"type": "party"}, "type"),
    ("actors/", {"kind": "planet"}, "kind"),
    ("actors/", {"iso3": "bl1"}, "iso3"),
    ("records/", {"kind": "actor"}, "kind"),
    ("citations/", {"fact": "1"}, "fact"),
    ("statuses/", {"valid_at": "2024-06"}, "valid_at"),
    ("statuses/", {"valid_at": "2024-02-30"}, "valid_at"),
    ("statuses/", {"valid_at": "99999-01-01"}, "valid_at"),
    ("statuses/", {"valid_at": "٢٠٢٤-٠٦-١٢"}, "valid_at"),
    ("statuses/", {"valid_at": ""}, "valid_at"),
    ("statuses/", {"valid_at": ["2024-06-12", "2024-06-13"]}, "valid_at"),
    ("statuses/", {"known_at": "yesterday"}, "known_at"),
    ("statuses/", {"known_at": "2026-W44-7"}, "known_at"),
    ("statuses/", {"known_at": "20261101T120000Z"}, "known_at"),
    ("statuses/", {"known_at": "0000-01-01"}, "known_at"),
    ("statuses/", {"extent": "possible"}, "extent"),
    ("statuses/", {"extent": "wide", "valid_at": "2024-06-12"}, "extent"),
    ("statuses/", {"ordering": "colour"}, "ordering"),
    ("citations/", {"ordering": "label"}, "ordering"),
    ("statuses/", {"fields": "id,colour"}, "fields"),
    ("statuses/", {"fields": "actor_name"}, "fields"),
    ("statuses/", {"fields": "citations", "format": "csv"}, "fields"),
    ("statuses/", {"facets": "label"}, "facets"),
    ("statuses/", {"q": " "}, "q"),
    ("statuses/", {"q": "a" * 201}, "q"),
    ("statuses/", {"q": "a\x00b"}, "q"),
    ("statuses/", {"raw": "yes"}, "raw"),
    ("statuses/", {"revision_id_min": "1e5x"}, "revision_id_min"),
    ("statuses/", {"revision_id_min": "1e19"}, "revision_id_min"),
    ("statuses/", {"revision_id_min": "1e999999"}, "revision_id_min"),
    ("statuses/", {"revision_id_min": "NaN"}, "revision_id_min"),
    ("statuses/", {"definite_from_after": "2024"}, "definite_from_after"),
    ("statuses/", {"submitted_by": "\x07"}, "submitted_by"),
    ("statuses/", {"cursor": "WzAsIngiXQ"}, "cursor"),
    ("statuses/", {"cursor": "WzAsMSwyXQ"}, "cursor"),
    ("statuses/", {"cursor": "W10"}, "cursor"),
    ("statuses/", {"cursor": "WzAsIjIwMjQtMTMtMDEiLDFd", "ordering": "begins"}, "cursor"),
    ("statuses/", {"page_size": "0"}, "page_size"),
    ("statuses/", {"page_size": "-1"}, "page_size"),
    ("statuses/", {"page_size": "1001"}, "page_size"),
    ("statuses/", {"page_size": "9" * 5000}, "page_size"),
    ("statuses/", {"page_size": "ten"}, "page_size"),
    ("statuses/", {"page_size": ["5", "6"]}, "page_size"),
    ("statuses/", {"cursor": "%%%"}, "cursor"),
    ("statuses/", {"cursor": ""}, "cursor"),
    ("statuses/", {"cursor": "cD1hYmM="}, "cursor"),
    ("statuses/", {"cursor": "cD05OTk5OTk5OTk5OTk5OTk5OTk5"}, "cursor"),
    ("statuses/", {"format": "xml"}, "format"),
    ("statuses/", {"format": ""}, "format"),
    ("statuses/", {"format": "csv", "page_size": "5"}, "page_size"),
    ("statuses/", {"format": "csv", "cursor": "cD05Mw=="}, "cursor"),
    ("actors/belarus/", {"valid_at": "2024-06-12"}, "valid_at"),
    ("actors/belarus/", {"page_size": "5"}, "page_size"),
    ("", {"page_size": "5"}, "page_size"),
    ("schema/", {"x": "5"}, "x"),
]


@pytest.mark.parametrize(("address", "parameters", "named"), BAD)
def test_a_bad_parameter_is_named(seeded, client, address, parameters, named):
    response = client.get(f"/api/v1/{address}", parameters)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["parameter"] == named
    assert problem["errors"][0]["parameter"] == named
    assert problem["status"] == 400
    assert len(problem["detail"]) < 1000


def test_every_bad_parameter_is_named_at_once(get):
    problem = get("statuses/", certanty="x", rank="first", valid_at="soon", expect=400)

    flaws = {flaw["parameter"]: flaw for flaw in problem["errors"]}
    assert set(flaws) == {"certanty", "rank", "valid_at"}
    assert flaws["certanty"]["suggestion"] == "certainty"
    assert flaws["rank"]["allowed"] == ["accepted", "alternative", "rejected"]


@pytest.mark.parametrize(
    "address",
    [
        "nothing/",
        "nothing/at/all/",
        "statuses/nonsense/",
        "statuses/59301e62-9c3e-5d30-a966-000000000000/",
        "actors/atlantis/",
        "actors/%00/",
        "actors/belarus%0A/",
        "actors/%FF%FE/",
        "records/nonsense/revisions/",
        "records/59301e62-9c3e-5d30-a966-000000000000/revisions/",
    ],
)
def test_what_is_not_there_is_said_in_json(get, address):
    problem = get(address, expect=404)

    assert (problem["title"], problem["status"]) == ("Not Found", 404)
    assert problem["detail"]


def test_an_address_without_its_slash_is_led_on(seeded, client):
    assert client.get("/api/v1/statuses")["Location"] == "/api/v1/statuses/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(seeded, client, method):
    response = getattr(client, method)("/api/v1/statuses/?x=1")

    assert response.status_code == 405
    assert "read-only" in response.json()["detail"]
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_form_that_is_not_to_be_had_is_said(seeded, client):
    response = client.get("/api/v1/statuses/", headers={"accept": "text/html"})

    assert response.status_code == 406
    assert "application/json, application/x-ndjson, text/csv" in response.json()["detail"]


def test_too_many_parameters_are_refused(seeded, client):
    assert client.get("/api/v1/statuses/?" + "actor=a&" * 600).status_code == 400
    assert client.get("/api/v1/statuses/?" + "actor=a&" * 2000).status_code == 400


def test_bytes_that_are_no_text_are_refused(seeded, client):
    for query in ("actor=%ff", "%ff=1", "valid_at=%00", "actor=%ed%a0%80"):
        response = client.get("/api/v1/statuses/", QUERY_STRING=query)
        assert response.status_code == 400


NAMES = st.sampled_from([
    "actor", "status", "certainty", "valid_at", "known_at", "extent", "page_size", "cursor",
    "format", "source", "fact", "kind", "iso3", "q", "after", "before", "record", "with",
])  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=string.digits + "-:TZ+. ", max_size=30),
    st.sampled_from(["belarus", "stated", "2024-06-12", "definite", "csv", "10", "status"]),
    st.integers().map(str),
    st.datetimes().map(str),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    address=st.sampled_from(
        ["statuses/", "records/", "citations/", "actors/", "actors/belarus/", "changes/"]
    ),
    query=st.lists(st.tuples(NAMES | st.text(max_size=10), VALUES), max_size=4),
)
def test_no_parameters_make_the_server_fail(seeded, client, address, query):
    parameters = {}
    for name, value in query:
        clean = value.encode(errors="replace").decode()
        parameters.setdefault(name.encode(errors="replace").decode(), []).append(clean)

    response = client.get(f"/api/v1/{address}", parameters)

    assert response.status_code in (200, 400, 404)
    if response.status_code == 400:
        assert response.json()["parameter"] in parameters
    elif response.streaming:
        b"".join(response.streaming_content)
