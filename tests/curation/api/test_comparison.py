"""Two days compared over HTTP: parameters, forms, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curation.exports import DERIVED_TABLES
from tests import factories

pytestmark = pytest.mark.django_db

COMPARED = "membership/comparison/"


@pytest.fixture
def league(seeded):
    """Return an organization with a state that moved, and one that came."""
    league = factories.organization(slug="league")
    member = factories.status_type(slug="league-member", cow_code=1)
    observer = factories.status_type(slug="league-observer", cow_code=3)
    aa, bb = factories.actor(slug="aa"), factories.actor(slug="bb")
    held = {"organization": league, "start_basis": "decision", "end_basis": "decision"}
    factories.published_status(actor=aa, status=observer, when="2020-05-01/2021-02-28", **held)
    factories.published_status(actor=aa, status=member, when="2021-03-01/..", **held)
    factories.published_status(actor=bb, status=observer, when="2021-03-01/..", **held)
    return league


def test_it_says_who_moved_from_what_to_what_and_what_that_rests_on(league, get):
    answer = get(COMPARED, organization="league", a="2020-06-01", b="2022-06-01")

    told = {each["actor"]["slug"]: each for each in answer["results"]}
    assert {slug: each["movement"] for slug, each in told.items()} == {"aa": "moved", "bb": "came"}
    assert told["aa"]["before"]["status"]["slug"] == "league-observer"
    assert told["aa"]["after"]["status"]["slug"] == "league-member"
    assert all(told["aa"][side]["rests_on"] for side in ("before", "after"))
    assert answer["count"] == 2
    assert answer["counts"][0] == {
        "status": {"slug": "league-member", "name": told["aa"]["after"]["status"]["name"],
                   "dimension": "formal"},
        "before": 0,
        "after": 1,
        "change": 1,
        "unknown_before": 0,
        "unknown_after": 0,
    }  # fmt: skip


def test_as_a_table_it_has_a_row_for_each_actor(league, get_csv):
    rows = get_csv(COMPARED, organization="league", a="2020-06-01", b="2022-06-01")

    assert [(row["actor"], row["movement"], row["status_a"], row["status_b"]) for row in rows] == [
        ("bb", "came", "", "league-observer"),
        ("aa", "moved", "league-observer", "league-member"),
    ]
    assert {(row["a"], row["b"]) for row in rows} == {("2020-06-01", "2022-06-01")}


def test_the_table_is_the_declared_one(league, client):
    asked = {"organization": "league", "a": "2020-06-01", "b": "2022-06-01", "format": "csv"}

    response = client.get(f"/api/v1/{COMPARED}", asked)

    header = response.getvalue().decode().splitlines()[0]
    assert header.split(",") == list(DERIVED_TABLES["comparison"].header())
    assert response["X-Total-Count"] == "2"
    assert "comparison-league-2020-06-01-2022-06-01.csv" in response["Content-Disposition"]


def test_by_default_the_last_year_is_compared(get):
    answer = get(COMPARED)

    today = timezone.now().date()
    assert answer["b"] == today.isoformat()
    assert answer["a"][:4] == str(today.year - 1)
    assert f"a={answer['a']}&b={answer['b']}" in answer["permalink"]


def test_a_year_before_a_leap_day_is_the_last_of_february(get):
    assert get(COMPARED, b="2024-02-29")["a"] == "2023-02-28"


def test_before_the_first_day_of_the_calendar_there_is_no_year(get):
    assert get(COMPARED, b="0001-05-01")["a"] == "0001-01-01"


def test_what_was_published_later_is_not_known_then(league, get):
    moment = get(COMPARED, organization="league")["known_at"]
    factories.published_status(
        actor=factories.actor(slug="cc"), organization=league, when="2021-06-01/..",
        start_basis="decision",
    )  # fmt: skip

    asked = {"organization": "league", "a": "2020-06-01", "b": "2022-06-01"}
    assert get(COMPARED, **asked, known_at=moment)["count"] == 2
    assert get(COMPARED, **asked)["count"] == 3


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"a": "2024-01-01", "b": "2016-01-01"}, "2024-01-01 is after “b”, 2016-01-01"),
        ({"a": "2999-01-01"}, "the day as of which the registry is quoted"),
        ({"a": "soon"}, "is a day like"),
        ({"b": "2016"}, "is a day like"),
        ({"valid_at": "2016-01-01"}, "does not take the parameter “valid_at”"),
    ],
)
def test_days_that_cannot_be_compared_are_refused_by_name(get, question, said):
    problem = get(COMPARED, **question, expect=400)

    assert len(problem["errors"]) == 1
    assert said in problem["errors"][0]["detail"]


def test_it_takes_as_many_queries_however_many_move(league, get):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            get(COMPARED, organization="league", a="2020-06-01", b="2022-06-01")
        return len(queries)

    few = asked()
    for _ in range(3):
        factories.published_status(
            actor=factories.actor(), organization=league, when="2021-06-01/.."
        )

    assert asked() == few
