"""The shipped timeline: memberships since 2001, through the door that every import takes."""

import pytest

from curation.actions import seed_timeline
from curation.ledger import verify
from curation.models import Fact, ImportBatch, Revision, Source
from tests.curation.conftest import TIMELINE

pytestmark = pytest.mark.django_db


def full_members(client, **question):
    answer = client.get(
        "/api/v1/statuses/",
        {"status": "full-member", "organization": "sco", "page_size": 100} | question,
    )
    assert answer.status_code == 200
    return sorted(entry["actor"]["slug"] for entry in answer.json()["results"])


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2001-06-14", 0),
        ("2002-01-01", 6),
        ("2017-06-08", 6),
        ("2018-01-01", 8),
        ("2023-08-01", 9),
        ("2024-07-03", 9),
        ("2024-08-01", 10),
    ],
)
def test_the_roster_of_full_members_grows(timeline, client, day, number):
    assert len(full_members(client, valid_at=day)) == number


@pytest.mark.parametrize(
    ("day", "number"), [("2002-01-01", 6), ("2018-01-01", 8), ("2023-08-01", 9), ("2024-08-01", 10)]
)
def test_roster_is_asked_for_by_status_and_day_alone(timeline, client, day, number):
    answer = client.get(f"/api/v1/statuses/?status=full-member&valid_at={day}").json()

    assert len(answer["results"]) == number


def test_before_its_publication_the_article_alone_was_known(timeline, client):
    moment = timeline.recorded.lower.isoformat()

    assert full_members(client, valid_at="2002-01-01", known_at=moment) == []
    assert len(full_members(client, valid_at="2024-06-12", known_at=moment)) == 9
    assert "belarus" not in full_members(client, valid_at="2024-06-12", known_at=moment)


def episodes(client, actor, **question):
    answer = client.get("/api/v1/statuses/", {"actor": actor, "page_size": 100} | question).json()
    return {
        (entry["status"]["slug"], entry["when"], entry["certainty"]): entry
        for entry in answer["results"]
        if entry["rank"] == "accepted"
    }


@pytest.mark.parametrize(
    ("actor", "ladder"),
    [
        ("china", [("full-member", "2001-06-15/..")]),
        ("mongolia", [("observer", "2004-06-17/2025-08-31"), ("sco-partner", "2025-09-01/..")]),
        (
            "india",
            [
                ("observer", "2005-07-05/2017-06-08"),
                ("acceding-member", "2015-07-10/2017-06-08"),
                ("full-member", "2017-06-09/.."),
            ],
        ),
        (
            "iran",
            [
                ("observer", "2005-07-05/2023-07-03"),
                ("acceding-member", "2021-09-17/2023-07-03"),
                ("full-member", "2023-07-04/.."),
            ],
        ),
        (
            "belarus",
            [
                ("dialogue-partner", "2010-04/2015-07-09"),
                ("observer", "2015-07-10/2024-07-03"),
                ("acceding-member", "2022-09-16/2024-07-03"),
                ("full-member", "2024-07-04/.."),
            ],
        ),
        ("laos", [("sco-partner", "2025-09-01/..")]),
    ],
)
def test_each_climbs_its_ladder(timeline, client, actor, ladder):
    found = [key[:2] for key in episodes(client, actor) if key[2] == "stated"]

    assert sorted(found) == sorted(ladder)


def test_the_expectation_of_the_article_is_fulfilled(timeline, client):
    found = episodes(client, "belarus")
    expected = found["full-member", "2024-07?/..", "expected"]

    assert expected["outcome"] == "fulfilled"
    assert expected["settled_by"]["id"] == found["full-member", "2024-07-04/..", "stated"]["id"]
    assert expected["revision"]["number"] == 2


def test_every_observer_and_dialogue_partner_became_a_partner(timeline, client):
    question = {"organization": "sco", "valid_at": "2025-09-01", "page_size": 100}
    for former in ("observer", "dialogue-partner"):
        held = client.get("/api/v1/statuses/", question | {"status": former}).json()
        assert held["results"] == []

    partners = client.get("/api/v1/statuses/", question | {"status": "sco-partner"}).json()
    assert len(partners["results"]) == 17


def test_competing_claims_stand_beside_the_accepted_with_a_public_rationale(timeline, client):
    entries = client.get(
        "/api/v1/statuses/", {"rank": ["alternative", "rejected"], "page_size": 100}
    ).json()["results"]

    assert len(entries) > 20
    for entry in entries:
        assert entry["rationale"]
        assert entry["disputes"]
        assert entry["citations"]


@pytest.mark.parametrize(
    ("actor", "rank", "when"),
    [
        ("china", "alternative", "1996-04-26/.."),
        ("uzbekistan", "rejected", "1996-04-26/.."),
        ("india", "rejected", "2015-07-10/.."),
        ("iran", "rejected", "2021-09-17/.."),
        ("iran", "alternative", "2005-06/2023-07-03"),
        ("belarus", "rejected", "2023-07-04/.."),
        ("afghanistan", "alternative", "2005/2025-08-31"),
        ("turkiye", "rejected", "2009/2025-08-31"),
        ("egypt", "alternative", "2022-09-16/2025-08-31"),
        ("saudi-arabia", "alternative", "2022-09-16/2025-08-31"),
        ("saudi-arabia", "alternative", "2023-03-28/2025-08-31"),
        ("kuwait", "alternative", "2023-05-06/2025-08-31"),
        ("laos", "alternative", "2025-09-01/.."),
    ],
)
def test_each_conflict_that_was_noted_is_a_claim_of_its_own(timeline, client, actor, rank, when):
    entries = client.get(
        "/api/v1/statuses/", {"actor": actor, "rank": rank, "page_size": 100}
    ).json()["results"]

    assert when in [entry["when"] for entry in entries]


def test_laos_is_a_partner_since_the_merger_although_a_page_says_dialogue_partner(timeline, client):
    entries = client.get("/api/v1/statuses/", {"actor": "laos"}).json()["results"]
    accepted, alternative = sorted(entries, key=lambda entry: entry["rank"])

    assert (accepted["status"]["slug"], accepted["when"]) == ("sco-partner", "2025-09-01/..")
    assert alternative["status"]["slug"] == "dialogue-partner"
    assert [each["id"] for each in alternative["disputes"]] == [accepted["id"]]


def test_tajikistan_disputes_what_was_claimed_of_it(timeline, client):
    (denial,) = client.get("/api/v1/statements/", {"speaker": "ahmad-saidmurodzoda"}).json()[
        "results"
    ]

    assert (denial["when"], denial["outlet"]["slug"]) == ("2024-06-13", "asia-plus")
    (claim,) = (
        client.get(f"/api/v1/records/{disputed['id']}/").json() for disputed in denial["disputes"]
    )
    assert claim["speaker"]["slug"] == "zamir-kabulov"
    assert [each["id"] for each in claim["disputed_by"]] == [denial["id"]]


def test_nothing_of_the_pages_but_addresses_and_dates_is_held(timeline):
    sources = Source.objects.exclude(slug__startswith="asia-plus-2024-06-13").filter(
        citations__isnull=False
    )

    assert sources.distinct().count() > 50
    assert not sources.exclude(held_text="").exists()
    assert not sources.exclude(citations__quote="").exists()


def test_every_fact_is_published_and_the_chain_holds(timeline):
    assert not Fact.objects.exclude(state="published").exists()
    assert verify()[1] is None
    assert Revision.objects.filter(id__gt=timeline.id, basis="bootstrap").count() > 90


def test_a_second_time_changes_nothing(timeline):
    head, batches = Revision.objects.latest("id"), ImportBatch.objects.count()

    assert seed_timeline(TIMELINE) == 0
    assert Revision.objects.latest("id") == head
    assert ImportBatch.objects.count() == batches
