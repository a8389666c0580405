"""What the registry makes of a claim goes wherever the claim goes, in the same words."""

import json
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from curation.models import Actor, StatusType
from curation.vocabulary import Rank
from curation.web.marks import rank_mark
from tests import factories

from .walk import text_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
RANKS = [("alternative", "competing claim"), ("rejected", "known to be wrong")]


@pytest.fixture(params=RANKS, ids=[rank for rank, _ in RANKS])
def marked(request, seeded):
    """Return a published status of a rank, and the words for it."""
    rank, words = request.param
    fact = factories.published_status(
        actor=factories.actor(name="Ruritania", slug="ruritania"),
        organization=Actor.objects.get(slug="sco"),
        status=StatusType.objects.get(slug="observer"),
        rank=rank,
        rationale="Misread.",
    )
    return fact, words


def read(client, where, part="//main"):
    """Return a part of a page as a reader sees it."""
    found = html.fromstring(client.get(where).content.decode()).xpath(part)
    return " ".join(text_of(each) for each in found)


def test_a_rank_has_one_mark_and_an_accepted_claim_none():
    assert [each.mark for each in Rank] == ["", "competing claim", "known to be wrong"]
    assert [rank_mark(each) for each in (None, "accepted", "rejected")] == [
        "",
        "",
        "known to be wrong",
    ]
    assert Rank.REJECTED.marked("X") == "X (known to be wrong)"


@pytest.mark.parametrize(
    ("where", "part"),
    [
        ("/", "//ol[@class='changes']/li[1]"),
        ("/actors/ruritania/", "//section[@id='held']"),
        ("/status-types/observer/", "//ul[contains(@class, 'uses')]/li[last()]"),
        ("/records/{fact}/", "//ul[@class='marks']"),
        ("/sources/{source}/", "//ul[@class='facts']"),
    ],
)
def test_it_stands_on_every_page_that_lists_the_record(marked, client, where, part):
    fact, words = marked
    source = fact.citations.get().source.slug

    assert words in read(client, where.format(fact=fact.pk, source=source), part)


def test_it_stands_in_the_title_of_the_entry_of_the_feed(marked, client):
    fact, words = marked

    feed = ET.fromstring(client.get("/api/v1/changes/?format=atom").content)

    titles = [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")]
    assert f"Published: {fact.label} ({words})" in titles


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
def test_it_stands_in_the_title_under_which_the_record_is_cited(marked, client, form):
    fact, words = marked

    cited = client.get(f"/api/v1/records/{fact.pk}/?format={form}")

    assert cited.status_code == 200
    assert f"({words})" in b"".join(cited).decode()


def test_the_page_cites_the_record_under_a_title_with_its_rank(marked, client):
    fact, words = marked

    assert f"({words})" in read(client, f"/records/{fact.pk}/", "//*[@id='cite-1']")


def test_the_linked_data_of_the_page_name_the_rank_by_its_term(marked, client):
    fact, _ = marked
    page = html.fromstring(client.get(f"/records/{fact.pk}/").content.decode())

    (block,) = page.xpath("//script[@type='application/ld+json']")
    (claim,) = [each for each in json.loads(block.text)["@graph"] if each["@type"] == "Claim"]

    assert claim["creativeWorkStatus"]["@id"] == f"urn:sco-registry:rank:{fact.rank}"


def test_a_fact_that_another_names_is_marked_there(seeded, client):
    told = factories.published(
        factories.statement(text="They agree.", rank="rejected", rationale="Never said.")
    )
    position = factories.published(factories.position(statement=told))

    line = read(client, f"/records/{position.pk}/", "//div[dt='Statement']")

    assert "They agree." in line
    assert "known to be wrong" in line
