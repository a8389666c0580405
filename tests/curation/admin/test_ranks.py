"""Lists of the admin show what the registry makes of each claim."""

import pytest
from lxml import html

from curation.actions import submit
from tests import factories
from tests.curation.web.walk import text_of

from .conftest import address

pytestmark = pytest.mark.django_db

RANKS = [("alternative", "competing claim"), ("rejected", "known to be wrong")]


@pytest.fixture(params=RANKS, ids=[rank for rank, _ in RANKS])
def marked(request, seeded):
    """Return a published status of a rank, and the words for it."""
    rank, words = request.param
    common = {"actor": factories.actor(name="Ruritania"), "rationale": "Misread."}
    kind = factories.status_type(name="Visitor")
    return factories.published_status(status=kind, rank=rank, **common), words


@pytest.mark.parametrize("model", ["status", "fact", "revision", "publishedcitation"])
def test_the_lists_of_the_admin_show_it(marked, desk, model):
    _, words = marked

    page = desk("administrator").get(address(model), {"q": "Ruritania"}).content.decode()

    rows = html.fromstring(page).xpath("//*[@id='result_list']//tr[td]")
    of_fact = [
        text for row in rows if {"Ruritania:", "Visitor"} & set((text := text_of(row)).split())
    ]
    assert of_fact
    assert all(words.capitalize() in row for row in of_fact), of_fact


def test_the_queue_of_what_waits_for_review_shows_it(seeded, desk):
    fact = factories.draft_status(rank="rejected", rationale="Misread.")
    submit(fact, by=factories.editor())

    page = desk("reviewer").get(address("waitingfact")).content.decode()

    assert "Known to be wrong" in page


def test_decisions_name_the_fact_with_its_rank(marked, desk):
    fact, words = marked

    page = desk("administrator").get(address("reviewdecision")).content.decode()

    assert f"{fact.label} ({words})" in page


def test_accepted_facts_come_first_among_those_of_one_name(marked, desk):
    fact, _ = marked
    common = {name: getattr(fact, name) for name in ("actor", "organization", "status")}
    accepted = factories.published_status(when="2023-01-01/..", **common)

    page = desk("administrator").get(address("status"), {"q": "Ruritania"})

    assert [each.pk for each in page.context["cl"].result_list] == [accepted.pk, fact.pk]
