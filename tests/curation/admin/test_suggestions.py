"""Reports of readers at the desk: seen, closed once, and never edited."""

import uuid

import pytest

from curation.actions import suggest
from curation.models import HISTORIES, Revision, Suggestion

from ... import factories
from .conftest import address


@pytest.fixture
def suggestion(db):
    revision = Revision.objects.current().get(record=factories.published_status().pk)
    written = {"wrong": "The <b>year</b>.", "evidence": "https://example.org/"}
    return suggest(revision, suggestion=uuid.uuid4(), **written)


def form_of(suggestion):
    return address("suggestion", "change", suggestion.pk)


def test_the_front_page_counts_what_is_open(desk, suggestion):
    client = desk("editor")
    (tile,) = [
        each
        for each in client.get("/admin/").context["work"]
        if each["title"] == "Reports of readers, open"
    ]

    assert tile["number"] == 1
    assert client.get(tile["address"]).context["cl"].result_count == 1


def test_it_is_found_by_the_number_that_the_reader_was_given(desk, suggestion):
    listed = desk("editor").get(address("suggestion"), {"q": suggestion.reference})

    assert listed.context["cl"].result_count == 1


def test_what_the_reader_wrote_is_shown_as_text_and_leads_nowhere(desk, suggestion):
    page = desk("editor").get(form_of(suggestion)).content.decode()

    assert "The &lt;b&gt;year&lt;/b&gt;." in page
    assert 'href="https://example.org/"' not in page
    assert f'href="/records/{suggestion.record}/"' in page


def test_an_editor_closes_it_with_a_note(desk, suggestion):
    client = desk("editor")

    client.post(form_of(suggestion), {"state": "accepted", "note": "Corrected."})

    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.note) == ("accepted", "Corrected.")
    assert suggestion.closed_by.username == "editor"
    last = HISTORIES[Suggestion].objects.latest("pgh_id")
    assert (last.state, last.pgh_context.metadata["origin"]) == ("accepted", "admin")


@pytest.mark.parametrize(
    "given", [{"state": "accepted", "note": ""}, {"state": "", "note": "?"}, {"state": "open"}]
)
def test_it_stays_open_without_verdict_and_note(desk, suggestion, given):
    response = desk("editor").post(form_of(suggestion), given)

    assert response.status_code == 200
    suggestion.refresh_from_db()
    assert suggestion.state == "open"


def test_one_that_is_closed_is_only_read(desk, suggestion):
    client = desk("editor")
    client.post(form_of(suggestion), {"state": "declined", "note": "The source says so."})

    refused = client.post(form_of(suggestion), {"state": "accepted", "note": "Other."})

    assert refused.status_code == 403
    page = client.get(form_of(suggestion)).content.decode()
    assert "The source says so." in page


def test_nobody_adds_or_deletes_one(administrator, suggestion):
    assert administrator.get(address("suggestion", "add")).status_code == 403
    assert administrator.post(address("suggestion", "delete", suggestion.pk)).status_code == 403


def test_a_researcher_does_not_see_reports(desk, suggestion):
    assert desk("researcher").get(address("suggestion")).status_code == 403


def test_the_export_names_nobody(desk, suggestion):
    response = desk("editor").get(address("suggestion", "export"))

    assert response.status_code == 200
    assert "email" not in str(response.context["form"].fields.keys())
