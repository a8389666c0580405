"""A decision and a memorandum are steps of one procedure and no rival claims."""

import pytest
from lxml import html

from curation.models import Actor, Revision, StatusType
from curation.web.procedures import procedures
from tests import factories

from .walk import text_of

pytestmark = pytest.mark.django_db

STEPS = "decision 10 July 2015 → memorandum 24 September 2015"


def read(client, address, part="//main"):
    """Return a part of a page as a reader sees it."""
    found = html.fromstring(client.get(address).content.decode()).xpath(part)
    return " ".join(text_of(each) for each in found)


@pytest.fixture
def accession(seeded):
    """Return the record counted from the memorandum, and the one counted from the decision."""
    cambodia = factories.actor(name="Ruritania", slug="ruritania")
    common = {
        "actor": cambodia,
        "organization": Actor.objects.get(slug="sco"),
        "status": StatusType.objects.get(slug="dialogue-partner"),
    }
    counted = factories.published_status(when="2015-09-24/2019", start_basis="memorandum", **common)
    other = factories.draft_status(
        when="2015-07-10/2019", start_basis="decision", rank="alternative",
        rationale="Counts from the decision.", **common,
    )  # fmt: skip
    other.disputes.add(counted)
    return counted, factories.published(other)


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("/actors/ruritania/", "//section[@id='held']"),
        ("/status-types/dialogue-partner/", "//main"),
        ("/", "//details[contains(@class, 'as-table')]"),
    ],
)
def test_its_steps_are_shown_in_the_order_of_time(accession, client, address, part):
    assert STEPS in read(client, address, part)


def test_the_record_of_each_step_shows_the_steps_and_no_contradiction(accession, client):
    for fact in accession:
        page = read(client, f"/records/{fact.pk}/", "//header | //div[@class='record-main']")

        assert STEPS in page
        assert "Who says otherwise" not in page
        assert "competing claim" not in page.lower()
    assert "Step of one procedure, counted from the decision" in page


@pytest.mark.parametrize("address", ["/actors/ruritania/", "/"])
def test_no_step_is_called_a_competing_claim(accession, client, address):
    page = read(client, address).lower()

    assert "counted from the decision" in page
    assert "competing claim" not in page
    assert "where claims disagree" not in page


def test_two_dates_of_one_act_are_rivals(accession, client):
    counted, _ = accession
    rival = factories.draft_status(
        when="2015-09-25/2019", start_basis="memorandum", rank="alternative",
        rationale="Another page.", actor=counted.actor, organization=counted.organization,
        status=counted.status,
    )  # fmt: skip
    rival.disputes.add(counted)
    factories.published(rival)

    page = read(client, "/actors/ruritania/")

    assert STEPS in page
    assert "competing claim" in page
    assert "Where claims disagree" in page


def test_a_date_of_which_no_source_says_what_it_is_the_date_of_is_a_rival(seeded, client):
    counted = factories.published_status(start_basis="decision", when="2005-07-05/2017")
    rival = factories.draft_status(
        when="2005-06/2017", rank="alternative", rationale="Loosely.", actor=counted.actor,
        organization=counted.organization, status=counted.status,
    )  # fmt: skip
    rival.disputes.add(counted)
    factories.published(rival)

    assert "competing claim" in read(client, f"/actors/{counted.actor.slug}/")


def test_a_status_that_was_held_twice_is_two_procedures(seeded):
    first = factories.published_status(start_basis="decision", when="2001-01-01/2003-01-01")
    common = {name: getattr(first, name) for name in ("actor", "organization", "status")}
    second = factories.published_status(start_basis="decision", when="2010-01-01/..", **common)
    step = factories.draft_status(
        start_basis="memorandum", when="2010-02-01/..", rank="alternative", rationale="x", **common
    )
    factories.published(step)

    found = procedures(Revision.objects.current().standing(), [str(first.pk), str(second.pk)])

    assert set(found) == {str(second.pk), str(step.pk)}


def test_the_steps_of_saudi_arabia_stand_in_the_order_of_time(timeline, client):
    page = read(client, "/actors/saudi-arabia/")

    steps = "decision September 2021 → memorandum about September 2022 → national approval 28 March"
    assert steps in page
    assert page.count("competing claim") == 2  # the signature at Samarkand, in list and dossier
