"""Rosters, panels and dyads over HTTP: forms, parameters, what they cost."""

import csv
import datetime as dt
import io
import json

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from curation.actions import approve, cite, retract, submit
from curation.exports import DERIVED_TABLES, row_writer
from curation.models import EventParticipant, Revision
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "membership/": DERIVED_TABLES["roster"],
    "membership/panel/": DERIVED_TABLES["panel-state-year"],
    "membership/dyads/": DERIVED_TABLES["panel-dyad-year"],
}
PANELS = [address for address in ADDRESSES if address != "membership/"]


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def ask(seeded, client):
    """Ask for an address below the API, as JSON."""

    def ask(address, *, expect=200, **question):
        response = client.get(f"/api/v1/{address}", question)
        assert response.status_code == expect, body(response)
        return json.loads(body(response))

    return ask


def held(day, status, actor, league, **fields):
    return factories.published_status(
        actor=actor, organization=league, status=status, when=day, start_basis="decision", **fields
    )


@pytest.fixture
def league(seeded):
    """Return an organization established on 1 May 2020, with a member and an observer."""
    league = factories.organization(slug="league")
    member = factories.status_type(slug="league-member", cow_code=1)
    observer = factories.status_type(slug="league-observer", cow_code=3)
    held("2020-05-01/..", member, factories.actor(slug="aa", cow_number=20), league)
    held("2021-03-01/..", observer, factories.actor(slug="bb", cow_number=10), league)
    event = factories.event(type="establishment", name="Establishment", when="2020-05-01")
    EventParticipant.objects.create(event=event, actor=league, role="organization established")
    cite(event, factories.source(), factories.QUOTE)
    event.refresh_from_db()
    submit(event, by=factories.editor())
    approve(event, by=factories.reviewer())
    return league


def test_a_panel_of_two_states(league, ask):
    answer = ask("membership/panel/", organization="league", to=2021, actor=["aa", "bb"])

    assert (answer["from"], answer["to"], answer["count"]) == (2020, 2021, 4)
    assert [
        (cell["actor"]["slug"], cell["period"], cell["membership_level"])
        for cell in answer["results"]
    ] == [("aa", "2020", 1), ("aa", "2021", 1), ("bb", "2020", 0), ("bb", "2021", 3)]


def test_a_dyad_begins_with_the_lower_number(league, ask):
    (row,) = ask(
        "membership/dyads/", organization="league", actor=["aa", "bb"], **{"from": 2021, "to": 2021}
    )["results"]

    assert (row["state_1"]["actor"]["slug"], row["state_2"]["actor"]["slug"]) == ("bb", "aa")
    assert (row["shared_level"], row["shared"], row["shared_status"]) == (3, "partial", None)


def test_before_its_establishment_there_is_no_organization(league, ask):
    question = {"organization": "league", "actor": ["aa", "united-states"]}
    cells = ask("membership/panel/", **question, **{"from": 2019, "to": 2019})["results"]
    (row,) = ask("membership/dyads/", **question, **{"from": 2019, "to": 2019})["results"]

    assert {cell["knowledge"] for cell in cells} == {"no-organization"}
    assert (row["shared_level"], row["shared"]) == (-1, "no-organization")


def test_the_roster_is_that_of_today_unless_a_day_is_asked_for(league, ask):
    today = ask("membership/", organization="league")

    assert today["valid_at"] == timezone.now().date().isoformat()
    assert [(group["status"]["slug"], group["count"]) for group in today["statuses"]] == [
        ("league-member", 1),
        ("league-observer", 1),
    ]
    assert ask("membership/", organization="league", valid_at="2020-06-01")["statuses"][0][
        "holders"
    ][0]["actor"]["slug"] == ("aa")


def test_a_moment_quoted_is_also_the_day_unless_one_is_asked_for(ask):
    assert (
        ask("membership/", known_at="2030-01-01")["valid_at"] == timezone.now().date().isoformat()
    )
    moment = Revision.objects.latest("id").recorded.lower
    quoted = ask("membership/", known_at=moment.isoformat())
    assert quoted["valid_at"] == moment.date().isoformat()
    assert dt.datetime.fromisoformat(quoted["known_at"]) == moment


def test_the_organization_is_the_sco_unless_another_is_asked_for(ask):
    assert ask("membership/")["organization"]["slug"] == "sco"
    elsewhere = ask("membership/panel/", organization="united-nations", to=2024)
    assert {cell["knowledge"] for cell in elsewhere["results"]} == {"not-researched"}


def test_what_is_expected_or_rejected_is_not_held(league, ask):
    actor, type_ = factories.actor(slug="cc"), factories.status_type()
    expected = held("2021-01-01/..", type_, actor, league, certainty="expected")
    rejected = held(
        "2021-01-01/..", type_, actor, league, rank="rejected", rationale="Known wrong."
    )
    assert expected.state == rejected.state == "published"

    (cell,) = ask(
        "membership/panel/", organization="league", actor="cc", **{"from": 2022, "to": 2022}
    )["results"]
    assert (cell["knowledge"], cell["rests_on"]) == ("not-researched", [])


def test_a_panel_is_of_the_moment_quoted(league, ask):
    actor, question = factories.actor(slug="dd"), {"organization": "league", "actor": "dd"}
    fact = held("2021-01-01/..", factories.status_type(), actor, league)
    published = Revision.objects.get(record=fact.pk).recorded.lower
    retract(fact, by=factories.reviewer(), reason="The source was forged.")

    def knowledge(**more):
        cells = ask("membership/panel/", **question, **more, **{"from": 2022, "to": 2022})
        return [cell["knowledge"] for cell in cells["results"]]

    assert knowledge() == ["not-researched"]
    assert knowledge(known_at=published.isoformat()) == ["held"]


@pytest.mark.parametrize("address", PANELS)
def test_an_answer_costs_four_questions_however_much_there_is(league, client, address):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            body(client.get(f"/api/v1/{address}", {"organization": "league", "unit": "month"}))
        return len(queries)

    before = cost()
    for _ in range(3):
        held("2022-01-01/..", factories.status_type(), factories.actor(), league)

    assert before == cost() == 4


def test_a_roster_costs_four_questions(ask, django_assert_num_queries):
    with django_assert_num_queries(4):
        ask("membership/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_table_is_the_declared_one_and_says_what_json_says(ask, client, address):
    table = ADDRESSES[address]
    # On this day the article attests who holds what; for today it does not.
    asked = {} if "/" in address.rstrip("/") else {"valid_at": "2024-06-12"}
    response = client.get(f"/api/v1/{address}", {"format": "csv", **asked})
    rows = list(csv.reader(io.StringIO(body(response).decode(), newline=""), strict=True))
    answer = ask(address, **asked)

    assert rows[0] == table.header()
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"].startswith('attachment; filename="')
    if "results" in answer:
        frame = {key: answer[key] for key in ("organization", "unit", "rule", "basis")}
        assert rows[1:] == [table.row({**frame, **entry}) for entry in answer["results"]]
        assert len(rows) - 1 == answer["count"]
    else:
        held = {each["actor"]["slug"] for group in answer["statuses"] for each in group["holders"]}
        index = table.header().index
        told = {row[index("actor")] for row in rows[1:] if row[index("status")]}
        assert told
        assert told <= held
        assert {row[index("unit")] for row in rows[1:]} == {"day"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_rows_are_written_as_the_columns_say(ask, address):
    table, answer = ADDRESSES[address], ask(address)
    entries = answer.get("results") or answer["statuses"][0]["holders"]
    write = row_writer(table)

    assert [write(entry) for entry in entries] == [table.row(entry) for entry in entries]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_column_is_filled_somewhere(address, league, ask, client):
    question = {"organization": "league", "format": "csv", "basis": "decision"}
    rows = list(
        csv.DictReader(io.StringIO(body(client.get(f"/api/v1/{address}", question)).decode()))
    )
    # A league of two leaves these empty: neither has ISO codes, an overlay, or anything unsure.
    unfilled = {"iso2", "iso3", "iso_numeric", "gw"}
    unfilled |= {"possible", "attendance", "process", "activity"}

    for name in rows[0]:
        if not any(part in name for part in unfilled) and name != "shared_status":
            assert any(row[name] for row in rows), name


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_are_as_described(ask, address):
    schema = SchemaGenerator().get_schema(request=None, public=True)
    content = schema["paths"][f"/api/v1/{address}"]["get"]["responses"]["200"]["content"]
    promised = {**content["application/json"]["schema"], "components": schema["components"]}
    promised = json.loads(json.dumps(promised, default=str))

    jsonschema.Draft202012Validator(promised).validate(ask(address))


@pytest.mark.parametrize(
    ("address", "question", "named"),
    [
        ("membership/", {"valid_at": "soon"}, "valid_at"),
        ("membership/", {"from": "2001"}, "from"),
        ("membership/", {"organisation": "sco"}, "organisation"),
        ("membership/", {"organization": "scoo"}, "organization"),
        ("membership/", {"organization": "belarus"}, "organization"),
        ("membership/", {"organization": ["sco", "cis"]}, "organization"),
        ("membership/", {"basis": "signature"}, "basis"),
        ("membership/", {"format": "xml"}, "format"),
        ("membership/panel/", {"from": "0999"}, "from"),
        ("membership/panel/", {"from": "two"}, "from"),
        ("membership/panel/", {"from": ""}, "from"),
        ("membership/panel/", {"to": "99999"}, "to"),
        ("membership/panel/", {"from": "2010", "to": "2009"}, "from"),
        ("membership/panel/", {"from": "9000"}, "from"),
        ("membership/panel/", {"from": "1801", "to": "2001"}, "from"),
        ("membership/panel/", {"from": "1951", "to": "2001", "unit": "month"}, "from"),
        ("membership/panel/", {"from": "1996", "to": "2001", "unit": "day"}, "from"),
        ("membership/panel/", {"unit": "week"}, "unit"),
        ("membership/panel/", {"rule": "most"}, "rule"),
        ("membership/panel/", {"rule": ["any", "all"]}, "rule"),
        ("membership/panel/", {"actor": "Belarus!"}, "actor"),
        ("membership/panel/", {"page_size": "10"}, "page_size"),
        ("membership/dyads/", {"unit": "week"}, "unit"),
        ("membership/dyads/", {"known_at": "yesterday"}, "known_at"),
    ],
)
def test_a_bad_parameter_is_named(ask, address, question, named):
    problem = ask(address, expect=400, **question)

    assert problem["parameter"] == named


def test_a_misspelt_parameter_is_given_its_name(ask):
    problem = ask("membership/panel/", expect=400, rul="any")

    assert problem["errors"][0]["suggestion"] == "rule"


def test_what_the_registry_did_not_know_yet_it_says(ask):
    before = Revision.objects.order_by("id").first().recorded.lower - dt.timedelta(seconds=1)
    problem = ask("membership/", expect=400, known_at=before.isoformat())

    assert "at that moment" in problem["detail"]


def test_the_longest_spans_are_answered(ask):
    question = {"actor": ["china", "india"], "to": 2001}

    assert ask("membership/panel/", **question, **{"from": 1802})["count"] == 400
    assert ask("membership/panel/", **question, **{"from": 1952}, unit="month")["count"] == 1200
    assert ask("membership/dyads/", **question, **{"from": 1997}, unit="day")["count"] == 1826


def test_years_at_the_end_of_the_calendar_are_answered(ask):
    cells = ask("membership/panel/", to=9999, actor="china")["results"]

    assert cells[-1]["until"] is None


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_options_and_accept_behave(seeded, client, address):
    path = f"/api/v1/{address}"

    assert client.head(path).status_code == 200
    assert client.options(path, headers={"accept": "text/csv"}).status_code in (200, 406)
    as_table = client.get(path, headers={"accept": "text/csv"})
    assert body(as_table).startswith(b"organization,unit,year,period,")
    assert "Accept" in as_table["Vary"]
    assert client.post(path).status_code == 405


def test_the_front_door_leads_to_them(ask, client):
    for address in ask("")["derived"].values():
        assert client.get(address).status_code == 200


def test_a_table_of_more_rows_than_an_answer_has_says_how_to_narrow_it_down(ask):
    question = {"unit": "day", "from": "2023", "to": "2025"}

    refused = ask("membership/dyads/", **question, expect=400)
    narrow = ask("membership/dyads/", **question, actor=["iran", "india"])

    assert "one answer has 100,000 at most" in refused["detail"]
    assert refused["parameter"] == "unit"
    assert narrow["count"] == 1096


def test_the_first_year_is_that_of_the_establishment_whatever_the_unit(ask):
    assert ask("membership/panel/")["from"] == 2001
    assert ask("membership/panel/", unit="month", actor="iran")["from"] == 2001
    assert "2001" in ask("membership/panel/", unit="day", expect=400)["detail"]
