"""The page of an actor."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import retract
from curation.models import Actor, ActorName, Revision, StatusType
from tests import factories

pytestmark = pytest.mark.django_db

MANY = 30


def part(page, name):
    """Return the text of a part of the page; blank if it has none of this name."""
    found = re.search(rf'<section id="{name}".*?</section>', page.text, re.DOTALL)
    return found[0] if found else ""


def records(text):
    """Return the records that a part leads to."""
    return set(re.findall(r"/records/([0-9a-f-]{36})/", text))


def said_about(actor, text, **fields):
    """Publish a statement about an actor."""
    statement = factories.statement(text=text, **fields)
    statement.about.add(actor)
    return factories.published(statement)


def test_it_says_who_the_actor_is_in_names_and_codes(look):
    page = look("/actors/tajikistan/")

    assert 'lang="ru">Таджикистан<' in page.text
    assert 'lang="zh">塔吉克斯坦<' in page.text
    assert "TJ · TJK · 762" in page.text
    assert page.all("a", href="https://www.wikidata.org/wiki/Q863")


def test_a_name_says_its_language_and_when_it_was_in_use(look):
    actor = factories.actor(slug="ruritania", name="Ruritania")
    ActorName.objects.create(
        actor=actor, name="Руритания", language="ru", kind="historical", when="1991/1995"
    )
    factories.published_status(actor=actor)

    identity = look("/actors/ruritania/").text

    assert '<span lang="ru">Руритания</span>' in identity
    assert "Russian, historical, from 1991 to 1995" in identity


def test_what_it_is_part_of_and_what_is_part_of_it_lead_to_each_other(look):
    assert look("/actors/zamir-kabulov/").all("a", href="/actors/second-asia-department/")
    assert look("/actors/second-asia-department/").all("a", href="/actors/zamir-kabulov/")


def test_the_present_status_stands_at_the_top(look):
    text = look("/actors/tajikistan/").text

    present = re.search(r'<ul class="present".*?</ul>', text, re.DOTALL)[0]
    assert "Full member" in present
    assert "Shanghai Cooperation Organization" in present


def test_a_status_that_has_ended_is_not_at_the_top_and_stands_in_the_history(look):
    actor = factories.actor(slug="ruritania")
    factories.published_status(actor=actor, when="2020-05-01/2022-05-01")

    page = look("/actors/ruritania/")

    assert 'class="present"' not in page.text
    assert "from 1 May 2020 to 1 May 2022" in part(page, "held")


def test_a_status_that_is_only_possible_at_present_says_so(look):
    actor = factories.actor(slug="ruritania")
    factories.published_status(actor=actor, when="2020-05-01/")

    text = look("/actors/ruritania/").text

    present = re.search(r'<ul class="present".*?</ul>', text, re.DOTALL)[0]
    assert "possible" in present


def test_each_status_is_in_a_lane_and_in_the_table_with_its_quotation(look):
    page = look("/actors/tajikistan/")

    segments = [each for each in page.all("a") if "segment" in (each.get("class") or "")]
    rows = {each["id"] for each in page.all("tr") if "id" in each}
    assert {each["data-row"] for each in segments} <= rows
    assert segments
    assert "nine full members" in part(page, "held")


def test_what_others_said_is_told_apart_from_what_it_said_itself(look):
    page = look("/actors/zamir-kabulov/")
    about = look("/actors/tajikistan/")

    assert "the only dissenting member" in part(page, "said")
    assert part(page, "about") == ""
    assert "the only dissenting member" in part(about, "about")
    assert part(about, "said") == ""


def test_positions_stand_by_issue_and_say_who_tells_of_them(look):
    positions = part(look("/actors/tajikistan/"), "positions")

    assert '<a href="/issues/contact-group-resumption/">' in positions
    assert re.search(r'as reported by <a href="/actors/zamir-kabulov/">', positions)


def test_what_one_tells_of_others_positions_is_told_apart_from_ones_own(look):
    page = look("/actors/zamir-kabulov/")

    assert '<a class="voice" href="/actors/tajikistan/">' in part(page, "told")
    assert "Softening of Tajikistan" in part(page, "positions")


def test_what_somebody_else_said_follows_on_who_said_it(look):
    about = part(look("/actors/tajikistan/"), "about")
    said = part(look("/actors/zamir-kabulov/"), "said")

    to_whom = '<span class="fine">to <a href="/actors/ria-novosti/">RIA Novosti</a></span>: <q>'
    assert re.search(
        rf'>Zamir Kabulov</a> <span class="fine">Director[^<]+</span> {to_whom}', about
    )
    assert re.search(rf'<p class="said"> <span class="fine">Director[^<]+</span> {to_whom}', said)


def test_evidence_gives_the_day_of_its_source_in_words(look):
    assert ", 13 June 2024, paragraph" in part(look("/actors/tajikistan/"), "about")


def test_a_number_is_given_as_its_source_writes_it_where_that_says_more(look):
    figures = part(look("/actors/sco/"), "figures")

    assert "written “nine full members”" in figures
    assert "written “10”" not in figures


def test_figures_and_events_are_there_too(look):
    page = look("/actors/tajikistan/")

    assert "Length of common border" in part(page, "figures")
    assert "Dialogues" in part(page, "events")


@pytest.mark.parametrize("name", ["held", "about", "positions", "events", "figures"])
def test_every_line_has_its_record_its_source_and_its_passage(look, name):
    text = part(look("/actors/tajikistan/"), name)

    lines = text.count('<details class="evidence">')
    assert lines
    assert Revision.objects.current().filter(record__in=records(text)).count() == lines
    assert text.count("/sources/asia-plus-2024-06-13/") >= lines


def test_a_fact_stands_on_the_page_once(look):
    text = "".join(part(look("/actors/sco/"), each) for each in ("about", "events", "figures"))

    found = re.findall(r'class="when-line"><a href="[^"]*/records/([0-9a-f-]{36})/', text)
    assert len(found) == len(set(found))


def test_of_many_facts_the_latest_stand_on_the_page_and_the_rest_one_link_away(look, client):
    actor = factories.actor(slug="ruritania")
    for number in range(MANY):
        said_about(actor, f"Said in {2000 + number}.", when=str(1990 + number))

    text = part(look("/actors/ruritania/"), "about")

    assert text.count('class="claim"') == 15
    assert f"The latest 15 of {MANY}" in text
    assert "Said in 2029." in text
    assert "Said in 2014." not in text
    (as_json,) = re.findall(r'href="([^"]*/statements/\?about=ruritania)"', text)
    assert len(client.get(as_json).json()["results"]) == MANY


def test_it_takes_as_many_queries_however_many_facts_name_it(look):
    actor = factories.actor(slug="ruritania")
    said_about(actor, "Once.")

    with CaptureQueriesContext(connection) as few:
        look("/actors/ruritania/")
    for number in range(5):
        said_about(actor, f"Again, {number}.")
    with CaptureQueriesContext(connection) as more:
        look("/actors/ruritania/")

    assert len(few) == len(more) <= 8


def test_an_actor_of_whom_nothing_is_said_has_a_page_that_says_so(look):
    Actor.objects.create(slug="ruritania", name="Ruritania", kind="state")
    factories.published_status(actor=Actor.objects.get(slug="ruritania"))
    fact = Actor.objects.get(slug="ruritania").statuses.get()
    retract(fact, by=factories.reviewer(), reason="A mistake.")

    page = look("/actors/ruritania/")

    assert "is on record" in page.text
    assert "A mistake" not in page.text


def test_before_it_was_published_it_has_no_page_and_is_told_why(client, seeded):
    response = client.get("/actors/tajikistan/?known_at=1999-01-01")

    assert response.status_code == 404
    assert "no actor called “tajikistan” as of that moment" in response.content.decode()


def test_competing_claims_stand_beside_each_other_with_the_ruling_and_the_reason(look):
    actor, organization = factories.actor(slug="ruritania"), factories.organization()
    held = factories.published_status(actor=actor, organization=organization, when="2020-05-01/..")
    rival = factories.draft_status(
        actor=actor, organization=organization, when="2019-05-01/..", rank="alternative",
        rationale="Counts from the application.",
    )  # fmt: skip
    rival.disputes.add(held)
    factories.approve(rival, by=_submitted(rival))

    page = look("/actors/ruritania/")

    text = part(page, "conflicts")
    assert "The registry accepts one of these claims" in text
    assert "Counts from the application." in text
    assert records(text) == {str(held.pk), str(rival.pk)}
    assert "competing claim" in part(page, "held")


def _submitted(fact):
    """Submit a draft, and return who may approve it."""
    fact.refresh_from_db()
    factories.submit(fact, by=factories.editor())
    fact.refresh_from_db()
    return factories.reviewer()


def test_without_a_link_between_claims_there_is_no_conflict(look):
    actor = factories.actor(slug="ruritania")
    kind = StatusType.objects.get(slug="observer")
    factories.published_status(actor=actor, status=kind, when="2020-05-01/2021-05-01")
    factories.published_status(actor=actor, status=kind, when="2020-05-01/2022-05-01")

    assert part(look("/actors/ruritania/"), "conflicts") == ""


def test_what_a_source_says_is_shown_as_text(look):
    actor = factories.actor(slug="ruritania", name="<b>Ruritania</b>")
    said_about(actor, "<script>alert(1)</script>")

    page = look("/actors/ruritania/")

    assert "<script>alert" not in page.text
    assert "<b>Ruritania" not in page.text


def test_it_is_linked_data_with_names_in_their_languages(look):
    (node,) = look("/actors/tajikistan/").linked["@graph"]

    assert (node["@type"], node["name"]) == ("Country", "Tajikistan")
    assert {"@value": "Таджикистан", "@language": "ru"} in node["alternateName"]
    assert node["sameAs"].endswith("/Q863")
