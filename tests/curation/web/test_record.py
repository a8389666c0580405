"""The page of a record: what it claims, on what, who disputes it, and how it came to be said."""

import html
import json

import pytest

from curation.actions import approve, cite, retract, submit
from curation.models import Revision
from curation.web.record.claim import claim_of
from tests import factories

from .reading import ReadPage

pytestmark = pytest.mark.django_db

NOWHERE = "00000000-0000-4000-8000-000000000000"


def page_of(fact):
    return f"/records/{fact.pk}/"


def revision_of(fact):
    return Revision.objects.current().get(record=fact.pk)


@pytest.fixture
def text(client):
    """Return the text of a page that is there."""

    def read(address, status=200):
        response = client.get(address)
        assert response.status_code == status
        return response.content.decode()

    return read


def corrected(fact, **fields):
    """Publish a correction of a fact whose evidence was read anew."""
    for name, value in fields.items():
        setattr(fact, name, value)
    fact.save()
    cite(fact, factories.source(), factories.QUOTE)
    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer())
    return fact


def test_it_says_the_claim_in_one_sentence_and_the_date_with_its_meaning(text):
    fact = factories.published_status(
        actor=factories.actor(name="Ruritania"),
        organization=factories.organization(name="League Organization", article="the"),
        status=factories.status_type(name="Observer"),
        when="2022-09-16/..",
    )

    page = text(page_of(fact))

    assert "<h1>Ruritania has the status “Observer” in the League Organization</h1>" in page
    assert "Since 16 September 2022 (what the date marks is not stated)" in page
    assert "<code>2022-09-16/..</code>" in page


def test_a_hedge_and_a_rationale_stand_beside_the_claim(text):
    fact = factories.published_status(
        certainty="hedged", hedge="reportedly", rank="alternative", rationale="Another source."
    )

    page = text(page_of(fact))

    assert "<q>reportedly</q>" in page
    assert "On record as a competing claim" in page
    assert "<strong>Why:</strong> Another source." in page


def test_a_quotation_stands_marked_in_its_context_with_its_source(text):
    page = text("/records/071aec00-5fb4-54c2-97ef-a1e5a10bc531/")

    marked = "<mark>He criticized the Taliban for ignoring the rights of ethnic Tajiks"
    assert marked in page
    assert "and vowed his support for an&nbsp;…" in page.replace("\xa0", "&nbsp;")
    assert 'href="/sources/asia-plus-2024-06-13/"' in page
    assert '<blockquote lang="en">' in page


@pytest.mark.parametrize(
    ("fields", "claim"),
    [
        ({"form": "quotation"}, "A minister said: “We agree.”"),
        ({"form": "paraphrase"}, "A minister said in substance: We agree"),
        ({"form": "report"}, "A minister is reported to have said: We agree"),
        ({"form": "report", "speaker_as_described": ""}, "Asia-Plus reports: We agree"),
        ({"form": "quotation", "text": "for unity"}, "A minister used the words “for unity”"),
        ({"form": "quotation", "text": "“We agree.”"}, "A minister said: “We agree.”"),
    ],
)
def test_a_statement_is_told_from_its_rendering(fields, claim):
    document = {"speaker": None, "speaker_as_described": "A minister", "text": "We agree."}
    document["citations"] = [{"source": {"publisher": "Asia-Plus", "title": "[An article]"}}]

    assert claim_of("statement", document | fields) == claim


def test_a_position_told_by_another_says_who_tells_it():
    tajikistan = {"slug": "tajikistan", "name": "Tajikistan"}
    kabulov = {"slug": "zamir-kabulov", "name": "Zamir Kabulov"}
    document = {"holder": tajikistan, "holder_group": None, "holder_as_described": ""}
    document |= {"stance": "opposes", "issue": {"name": "Resumption"}, "teller": kabulov}

    assert (
        claim_of("position", document)
        == "Tajikistan opposes “Resumption”, according to Zamir Kabulov"
    )
    assert claim_of("position", document | {"teller": tajikistan}) == (
        "Tajikistan opposes “Resumption”"
    )


def test_a_name_goes_with_its_article_if_its_actor_has_one():
    office = {"slug": "director", "name": "Director", "dimension": "office"}
    document = {"actor": {"slug": "kabulov", "name": "Zamir Kabulov"}, "status": office}
    document |= {"certainty": "stated", "when": "2024/.."}
    document["organization"] = {"slug": "department", "name": "Second Asia Department"}

    assert claim_of("status", document, {"department": "the"}) == (
        "Zamir Kabulov holds the office “Director” in the Second Asia Department"
    )
    assert claim_of("status", document) == (
        "Zamir Kabulov holds the office “Director” in Second Asia Department"
    )


def test_an_article_is_read_from_the_actor_as_of_the_page(text):
    body = factories.actor(kind="body", name="Second Asia Department", article="the")
    fact = factories.published_status(organization=body, when="2020/..")

    assert "in the Second Asia Department</h1>" in text(page_of(fact))


def test_what_is_only_expected_is_not_said_to_be(text):
    fact = factories.published_status(certainty="expected", when="2030/..")

    assert "is expected to have the status" in text(page_of(fact))


def test_disputes_show_both_sides_with_what_the_registry_makes_of_them(text):
    held = factories.published_status()
    other = factories.draft_status(rank="rejected", rationale="A misprint.")
    other.disputes.add(held)
    submit(other, by=factories.editor())
    approve(other, by=factories.reviewer())

    for page in (text(page_of(held)), text(page_of(other))):
        assert "Conflicting records" in page
        assert "Accepted</" in page
        assert "Rejected: known to be wrong" in page
        assert "Why: A misprint." in page


def test_every_revision_says_what_it_changed_word_by_word_and_by_whom(text):
    fact = factories.published_status(
        submitter=factories.staff(first_name="Ada"), public_note="Signed in Goa.", when="2020/.."
    )
    corrected(fact, public_note="Signed in Delhi.")

    page = text(page_of(fact))

    assert "Signed in <del>Goa</del>." in page
    assert "Signed in <ins>Delhi</ins>." in page
    assert "Passage added" in page
    assert "Submitted by Ada (" in page
    assert page.index("Revision 2") < page.index("Revision 1<")


def test_a_past_state_shows_the_former_version_under_a_banner(text):
    fact = factories.published_status(public_note="Former.")
    before = revision_of(fact).recorded.lower.isoformat().replace("+00:00", "Z")
    corrected(fact, public_note="Present.")

    page = text(f"{page_of(fact)}?known_at={before}")

    assert "A past state." in page
    assert f'href="{page_of(fact)}">see it as of now' in page
    assert "<strong>Note:</strong> Former." in page
    assert "Present." not in page


def test_a_retracted_record_says_so_with_the_reason_and_what_stood_there(client, text):
    fact = factories.published_status()
    former = revision_of(fact).recorded.lower.isoformat().replace("+00:00", "Z")
    retract(fact, by=factories.reviewer(), reason="The source was a hoax.")

    response = client.get(page_of(fact))
    page = response.content.decode()

    assert response.status_code == 410
    assert "ETag" not in response
    assert "The source was a hoax." in page
    assert f"<mark>{factories.QUOTE}</mark>" in page
    assert ReadPage(page).all("meta", name="robots", content="noindex")
    assert "A past state." in text(f"{page_of(fact)}?known_at={former}")


def test_the_twin_of_a_retracted_record_is_its_history(client):
    fact = factories.published_status()
    retract(fact, by=factories.reviewer(), reason="Wrong.")

    twin = ReadPage(client.get(page_of(fact)).content.decode()).link(
        "alternate", type="application/json"
    )

    assert twin.endswith(f"/api/v1/records/{fact.pk}/revisions/")
    assert client.get(twin).status_code == 200


def test_the_citation_leads_to_this_very_revision(client):
    fact = factories.published_status(public_note="Former.")
    page = client.get(page_of(fact)).content.decode()
    link = page.partition('id="cite-link">')[2].partition("<")[0]

    corrected(fact, public_note="Present.")

    assert "<strong>Note:</strong> Former." in client.get(link).content.decode()
    for form in ("@misc{sco-registry-", "TY  - DBASE", "&quot;type&quot;: &quot;entry&quot;"):
        assert form in page


def test_its_linked_data_are_a_claim_and_where_it_appears(look):
    (claim,) = [
        node
        for node in look("/records/071aec00-5fb4-54c2-97ef-a1e5a10bc531/").linked["@graph"]
        if node["@type"] == "Claim"
    ]

    assert claim["name"].startswith("Emomali Rahmon opposes")
    assert claim["appearance"][0]["url"].startswith("https://www.asiaplustj.info/")


def test_what_has_a_slug_is_led_to_its_own_page(client, seeded):
    source = Revision.objects.current().get(kind="source", slug="asia-plus-2024-06-13")

    response = client.get(f"/records/{source.record}/?known_at=2099-01-01")

    assert response.status_code == 302
    assert response["Location"] == "/sources/asia-plus-2024-06-13/?known_at=2099-01-01"


def test_what_never_was_public_is_not_there(client, seeded):
    draft = factories.draft_status()

    for record in (NOWHERE, draft.pk):
        response = client.get(f"/records/{record}/")
        assert response.status_code == 404
        assert f"nothing with the id {record}" in response.content.decode()


@pytest.mark.parametrize(
    ("page", "record"),
    [
        ("/records/a1a58b10-c9e4-59aa-8a76-0cf4ee1c33bd/", None),
        ("/status-types/full-member/", "status-types/full-member/"),
        ("/indicators/length-of-common-border/", "indicators/length-of-common-border/"),
    ],
)
def test_a_record_has_one_citation_wherever_it_is_taken_from(seeded, client, page, record):
    """Whenever, too: what is published meanwhile is none of its business."""
    record = record or page.removeprefix("/")
    shown = html.unescape(client.get(page).content.decode())
    factories.published_status()
    for form in ("bibtex", "ris", "csl"):
        answer = client.get(f"/api/v1/{record}", {"format": form})
        text = b"".join(answer.streaming_content).decode().replace("\r\n", "\n").strip()
        if form == "csl":
            (item,) = json.loads(text)
            text = json.dumps(item, ensure_ascii=False, indent=2)
            assert item["URL"].startswith(f"http://testserver{page}?known_at=")
        assert f">{text}<" in shown, form
