"""What somebody claims is on record as a claim, and each who holds a position is counted once."""

import re

import pytest
from lxml import html

from curation.models import Actor, Revision
from curation.web.stances import tallies
from tests import factories

from .walk import text_of

pytestmark = pytest.mark.django_db

DENIAL, CLAIM = "fd70471d-16c8-54b9-a448-032aab1e8d9f", "bb7f2469-4022-5388-9e90-b08368176ef2"
CLAIMED = "On record as Zamir Kabulov’s claim; the registry does not decide"
HOLDS = "registry holds this"


def read(client, address):
    """Return a page as a reader sees it."""
    response = client.get(address)
    assert response.status_code == 200
    return text_of(html.fromstring(response.content.decode()).xpath("//main")[0])


def position(**fields):
    """Publish a position."""
    return factories.published(factories.position(**fields))


def told_by(teller, holder, issue=None, **fields):
    """Publish a position of a holder that somebody reports."""
    return position(teller=teller, holder=holder, issue=issue, **fields)


@pytest.fixture
def holder(seeded):
    return factories.actor(name="Ruritania", slug="ruritania")


@pytest.fixture
def teller(seeded):
    return factories.actor(name="Rudolf", kind="person")


def test_of_two_claims_that_contradict_each_other_the_registry_holds_neither(timeline, client):
    for record in (DENIAL, CLAIM):
        page = read(client, f"/records/{record}/")

        assert CLAIMED in page
        assert "On record as Ahmad Saidmurodzoda’s claim; the registry does not decide" in page
        assert "decides for none" in page
        assert "says which it holds" not in page
        assert HOLDS not in page


def test_the_issue_says_of_a_claim_what_its_record_says(timeline, client):
    page = client.get("/issues/contact-group-resumption/").content.decode()
    document = html.fromstring(page)

    for part in ("positions", "conflicts"):
        (section,) = document.xpath(f"//section[@id='{part}']")
        assert CLAIMED.lower() in text_of(section).lower()


def test_what_a_holder_says_itself_is_accepted(seeded, client, holder):
    fact = told_by(holder, holder)

    page = read(client, f"/records/{fact.pk}/")

    assert "Accepted" in page
    assert "does not decide" not in page


def test_what_a_source_says_of_somebody_is_the_claim_of_who_published_it(client, holder):
    fact = position(holder=holder)
    source = fact.citations.get().source.name

    assert f"On record as {source}’s claim" in read(client, f"/records/{fact.pk}/")


@pytest.mark.parametrize(
    ("form", "is_claim"), [("quotation", False), ("paraphrase", True), ("report", True)]
)
def test_a_statement_in_the_words_of_somebody_else_is_a_claim(client, holder, form, is_claim):
    text = factories.QUOTE
    fact = factories.published(factories.statement(speaker=holder, form=form, text=text))

    assert ("does not decide" in read(client, f"/records/{fact.pk}/")) == is_claim


def test_a_source_that_speaks_for_itself_makes_no_claim_about_another(client, seeded):
    fact = factories.published(factories.statement(form="report"))

    assert "Accepted" in read(client, f"/records/{fact.pk}/")


def test_a_rejected_claim_is_rejected_whoever_made_it(client, holder, teller):
    fact = told_by(teller, holder, rank="rejected", rationale="Misheard.")

    page = read(client, f"/records/{fact.pk}/")

    assert "Rejected: known to be wrong" in page
    assert "does not decide" not in page


def test_a_ruling_for_one_of_two_claims_does_not_make_it_true(client, holder, teller):
    claim = told_by(teller, holder)
    other = factories.position(holder=holder, stance="opposes", rank="alternative", rationale="No.")
    other.disputes.add(claim)
    factories.published(other)

    page = read(client, f"/records/{claim.pk}/")

    assert "accepts one of these claims as made, not as true" in page


def counted(issue):
    """Return how many take each stance on an issue, and of how many sources disagree."""
    tally = tallies(Revision.objects.current().standing(), [issue.slug])[issue.slug]
    return {stance.value: number for stance, number, _ in tally.words}, tally.number_disputed


def test_a_holder_is_counted_once_however_many_claims_there_are(holder, teller):
    issue = factories.issue()
    for day in ("2024-06-11", "2024-06-12"):
        told_by(teller, holder, issue, when=day)
    position(holder=holder, issue=issue)

    assert counted(issue) == ({"supports": 1}, 0)


def test_a_group_that_is_described_twice_is_counted_once(seeded):
    issue, group = factories.issue(), factories.actor(kind="body")
    for words in ("Most participants", "Most members of the council"):
        position(issue=issue, holder_as_described=words, holder_group=group)
    position(issue=issue, holder_as_described="Some ministers")

    assert counted(issue) == ({"supports": 2}, 0)


def test_of_whom_sources_disagree_is_counted_under_no_stance(client, holder, teller):
    issue = factories.issue()
    told_by(teller, holder, issue, stance="opposes", when="2024-06-11")
    told_by(holder, holder, issue, stance="neutral", when="2024-06-13")
    told_by(holder, factories.actor(), issue)

    assert counted(issue) == ({"supports": 1}, 1)
    assert "1 supports. Sources disagree about Ruritania." in read(client, f"/issues/{issue.slug}/")
    assert re.search(r"1 supports ?sources disagree about 1", read(client, "/issues/"))
    assert "sources disagree" in read(client, f"/actors/{holder.slug}/")


def test_who_says_first_this_and_later_that_has_changed_its_mind(holder):
    issue = factories.issue()
    told_by(holder, holder, issue, stance="opposes", when="2023")
    told_by(holder, holder, issue, stance="supports", when="2024")

    assert counted(issue) == ({"supports": 1}, 0)


def test_claims_that_the_registry_rejects_are_counted_nowhere(holder, teller):
    issue = factories.issue()
    told_by(teller, holder, issue, rank="rejected", rationale="Misheard.")

    assert counted(issue) == ({}, 0)


def test_on_the_contact_group_each_is_counted_once(timeline, client):
    page = read(client, "/issues/contact-group-resumption/")

    assert "2 support. Sources disagree about Tajikistan." in page
    assert Actor.objects.filter(slug="tajikistan").exists()
