"""A document that nobody has seen says so wherever it is cited, exported and counted."""

import json
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from curation.actions import approve, submit
from curation.models import Actor, Citation, Revision, StatusType
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact(seeded):
    """Publish a status in the organization that only an unseen document bears."""
    unseen = factories.second_hand_source(slug="unseen", publisher="The Times")
    status = factories.status(
        actor=Actor.objects.get(slug="turkmenistan"),
        organization=Actor.objects.get(slug="sco"),
        status=StatusType.objects.get(slug="inactive"),
        when="2010/..",
    )
    Citation.objects.create(fact=status, source=unseen)
    submit(status, by=factories.editor())
    approve(status, by=factories.reviewer())
    return status


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/actors/turkmenistan/",
        "/records/{fact}/",
        "/compare/?a=2005-01-01&b=2015-01-01",
        "/sources/",
        "/sources/unseen/",
        "/search/?q=times",
    ],
)
def test_every_page_on_which_it_is_cited_says_so(client, fact, address):
    page = client.get(address.format(fact=fact.pk)).content.decode()

    assert "The Times" in page
    assert re.search("[Kk]nown at second hand|>second hand<", page.partition("The Times")[2])


def test_a_record_says_through_what_and_sends_nobody_anywhere(client, fact):
    page = client.get(f"/records/{fact.pk}/").content.decode()

    assert "Known at second hand, through a note of a traveller." in page
    assert "No address is on record." in page
    assert "at its address" not in page


def test_an_issue_says_so_of_the_sources_of_its_positions(client, seeded):
    unseen = factories.second_hand_source(publisher="The Times")
    position = factories.position()
    Citation.objects.create(fact=position, source=unseen)
    submit(position, by=factories.staff())
    approve(position, by=factories.reviewer())

    page = client.get(f"/issues/{position.issue.slug}/").content.decode()

    assert "The Times, known at second hand" in page


def test_every_export_says_so(client, fact):
    def answer(path, form):
        response = client.get(f"/api/v1/{path}", {"format": form})
        assert response.status_code == 200
        return b"".join(response).decode()

    (row,) = [line for line in answer("citations/", "csv").splitlines() if str(fact.pk) in line]
    assert ",second-hand,A note of a traveller," in row
    (row,) = [line for line in answer("statuses/", "csv").splitlines() if str(fact.pk) in line]
    assert ",unseen,second-hand," in row
    source = json.loads(answer("sources/unseen/", "json"))
    assert (source["seen"], source["known_through"]) == ("second-hand", "A note of a traveller")
    record = json.loads(answer(f"records/{fact.pk}/", "json"))
    record = record.get("fact", record)
    assert record["citations"][0]["source"]["seen"] == "second-hand"
    for path in ("sources/unseen/", f"records/{fact.pk}/"):
        linked = answer(path, "jsonld")
        assert "registry:seen:second-hand" in linked
        assert '"knownThrough": "A note of a traveller"' in re.sub('":"', '": "', linked)
    for form in ("bibtex", "ris", "csl"):
        told = answer("sources/unseen/", form)
        assert "Known at second hand, through a note of a traveller." in told


def test_the_home_page_and_the_metrics_count_alike(client, fact):
    page = client.get("/").content.decode()
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(client.get("/metrics").content.decode())
        for sample in family.samples
    }
    counted = re.search(
        r"(\d+) of (\d+) citations \(([\d.]+)%\) .*? (\d+) cite a document", page, re.DOTALL
    )

    verified, number, share, second_hand = (float(each) for each in counted.groups())
    citations = [
        each
        for document in Revision.objects.current().standing().values_list("document", flat=True)
        for each in document.get("citations", ())
    ]
    assert number == len(citations)
    assert verified == sum(each["start"] is not None for each in citations)
    assert second_hand == sum(each["source"]["seen"] == "second-hand" for each in citations)
    assert samples["ledger_citations", "all"] == number
    assert samples["ledger_citations", "verified"] == verified
    assert samples["ledger_citations", "second-hand"] == second_hand
    assert samples["ledger_citations_verified_ratio",] == pytest.approx(share / 100)
