"""What an answer promises: a permalink that gives the same bytes, and a validator that holds."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import retract
from curation.models import Revision
from tests import factories

QUESTIONS = [
    "statuses/?status=full-member",
    "statuses/?facets=status,certainty&page_size=5",
    "records/?q=contact+group&highlight=1&fields=id,label",
    "records/?ordering=-begins&page_size=7",
    "citations/?source=asia-plus-2024-06-13&page_size=3",
    "actors/?ordering=label",
    "actors/belarus/",
    "statuses/?format=csv",
    "statuses/?format=ndjson&ordering=label",
    "sources/?format=jsonld",
    "records/?format=csl",
    "membership/",
    "membership/panel/?from=2020&to=2026&format=csv",
]


def said(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def permalink_of(response):
    return response["Link"].partition(">")[0][1:]


def publish_more():
    """Publish what would change every answer: facts about actors and sources that there are."""
    disputed = factories.published_status()
    factories.published_status(actor=disputed.actor, organization=factories.organization())
    retract(disputed, by=factories.reviewer(), reason="It was another state.")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_permalink_gives_the_same_bytes_before_and_after_later_publications(
    seeded, client, question
):
    publish_more()
    first = client.get(f"/api/v1/{question}")
    link, before = permalink_of(first), said(first)

    publish_more()
    again = client.get(link)

    assert said(again) == before
    assert permalink_of(again) == link
    assert again["ETag"] == first["ETag"]
    assert "immutable" in again["Cache-Control"]
    assert "immutable" not in first["Cache-Control"]


def test_links_of_a_walk_keep_to_the_place_it_began_at(get, client):
    answer = get("statuses/", page_size=20)
    count = len(get("statuses/", page_size=1000)["results"])
    found = answer["results"]
    while answer["next"]:
        publish_more()
        answer = client.get(answer["next"]).json()
        found += answer["results"]

    assert len(found) == len({entry["id"] for entry in found}) == count


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_has_the_answer_is_told_so_before_any_document_is_read(seeded, client, question):
    tag = client.get(f"/api/v1/{question}")["ETag"]

    with CaptureQueriesContext(connection) as queries:
        again = client.get(f"/api/v1/{question}", headers={"if-none-match": tag})

    assert again.status_code == 304
    assert again["ETag"] == tag
    assert len(queries) == 1
    assert "document" not in queries[0]["sql"].split("FROM")[0]


def test_a_publication_makes_another_validator(seeded, client):
    before = client.get("/api/v1/statuses/")["ETag"]
    publish_more()

    assert client.get("/api/v1/statuses/", headers={"if-none-match": before}).status_code == 200


def test_each_form_and_each_question_has_a_validator_of_its_own(seeded, client):
    tags = [
        client.get(f"/api/v1/{address}")["ETag"]
        for address in ("statuses/", "statuses/?format=csv", "statuses/?q=member", "events/")
    ]
    accepted = client.get("/api/v1/statuses/", headers={"accept": "text/csv"})

    assert len(set(tags)) == len(tags)
    assert accepted["ETag"] == tags[1]
    assert "Accept" in accepted["Vary"]


def test_the_order_of_parameters_makes_no_other_question(seeded, client):
    one = client.get("/api/v1/statuses/?status=observer&status=full-member&actor=china")
    other = client.get("/api/v1/statuses/?actor=china&status=full-member&status=observer")

    assert one["ETag"] == other["ETag"]
    assert one.content == other.content


def test_an_entry_tells_of_its_end_only_where_it_had_come(get):
    fact = factories.published_status()
    published = Revision.objects.get(record=fact.pk)
    retract(fact, by=factories.reviewer(), reason="It was another state.")
    then = published.recorded.lower + dt.timedelta(microseconds=1)

    history = get(f"records/{fact.pk}/revisions/")["results"]
    before = get(f"records/{fact.pk}/revisions/", known_at=then.isoformat())["results"]

    assert [entry["revision"]["recorded"]["until"] is None for entry in history] == [False, True]
    assert [entry["revision"]["recorded"]["until"] for entry in before] == [None]
