"""Reporting an error: to the desk alone, by people rather than programs, and not too often."""

import uuid

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client

from curation.models import HISTORIES, Suggestion
from curation.vocabulary import SuggestionState
from curation.web.report import stamp as stamps
from curation.web.report.views import ReportThrottle
from tests import factories

from .reading import ReadPage

pytestmark = pytest.mark.django_db

RECORD = "071aec00-5fb4-54c2-97ef-a1e5a10bc531"
OTHER = "064dc80b-4f90-5d87-82c8-02e1a8e58799"
RECORD_PAGE = f"/records/{RECORD}/"
FORM = f"{RECORD_PAGE}report/"
WRITTEN = {"wrong": "The quotation is of another day.", "evidence": "https://example.org/"}


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets, for stamps and rates."""
    now = {"time": 1_800_000_000.0}
    monkeypatch.setattr(signing.time, "time", lambda: now["time"])
    monkeypatch.setattr(ReportThrottle, "timer", lambda self: now["time"])
    return now


@pytest.fixture
def stamp(clock, client):
    """The stamp of a form that was handed out a minute ago."""
    (field,) = ReadPage(client.get(FORM).content.decode()).all("input", name="stamp")
    clock["time"] += 60
    return field["value"]


def test_the_form_stands_at_an_address_of_its_own_that_nothing_keeps(client, seeded):
    response = client.get(FORM)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert ReadPage(response.content.decode()).inline() == []


def test_what_is_reported_reaches_the_desk_and_the_reader_gets_a_number(client, stamp):
    response = client.post(FORM, {**WRITTEN, "name": "A reader", "stamp": stamp}, follow=True)

    kept = Suggestion.objects.get()
    assert (str(kept.record), kept.kind, kept.revision) == (RECORD, "position", 1)
    assert (kept.wrong, kept.name, kept.state) == (WRITTEN["wrong"], "A reader", "open")
    thanks = response.content.decode()
    assert kept.reference in thanks
    assert "What happens next" in thanks


def test_nothing_that_was_written_is_shown_in_public(client, stamp):
    written = {"wrong": "Xyzzy is wrong", "correction": "Xyzzy", "name": "Xyzzy", "stamp": stamp}

    thanks = client.post(FORM, written, follow=True).content.decode()

    for page in (thanks, *(client.get(each).content.decode() for each in (FORM, RECORD_PAGE))):
        assert "Xyzzy" not in page


def test_a_form_sent_twice_is_one_report(client, stamp):
    first = client.post(FORM, {**WRITTEN, "stamp": stamp})
    second = client.post(FORM, {**WRITTEN, "stamp": stamp})

    assert first["Location"] == second["Location"]
    assert Suggestion.objects.count() == 1


def test_what_has_to_be_put_right_is_said_and_nothing_is_lost(client, stamp):
    written = {"wrong": "  ", "evidence": "Page 7.", "email": "nobody", "stamp": stamp}

    response = client.post(FORM, written)

    page = response.content.decode()
    assert response.status_code == 400
    assert "Say what is wrong: a sentence will do." in page
    assert "Enter a valid email address." in page
    assert "Page 7." in page
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("field", ["wrong", "correction", "evidence", "name"])
def test_what_is_too_long_is_refused_in_the_form(client, stamp, field):
    response = client.post(FORM, WRITTEN | {field: "x" * 4001, "stamp": stamp})

    assert response.status_code == 400
    assert "Ensure this value has at most" in response.content.decode()


def test_a_program_that_fills_in_what_nobody_sees_is_refused(client, stamp):
    response = client.post(FORM, {**WRITTEN, "website": "https://spam.example", "stamp": stamp})

    assert response.status_code == 400
    assert not Suggestion.objects.exists()


def test_what_comes_back_at_once_is_refused_and_taken_a_moment_later(client, stamp, clock):
    clock["time"] -= 60 - stamps.SHORTEST_WAIT + 1

    response = client.post(FORM, {**WRITTEN, "stamp": stamp})

    assert response.status_code == 400
    assert "as programs do" in response.content.decode()
    clock["time"] += stamps.SHORTEST_WAIT
    assert client.post(FORM, {**WRITTEN, "stamp": stamp}).status_code == 302


def test_a_form_that_was_open_for_too_long_is_renewed_with_what_was_written(client, stamp, clock):
    clock["time"] += stamps.LONGEST_WAIT

    page = client.post(FORM, {**WRITTEN, "stamp": stamp}).content.decode()

    assert "open for too long" in page
    assert WRITTEN["wrong"] in page
    (renewed,) = ReadPage(page).all("input", name="stamp")
    clock["time"] += 60
    assert client.post(FORM, {**WRITTEN, "stamp": renewed["value"]}).status_code == 302


@pytest.mark.parametrize("given", ["", "nonsense", f"{RECORD}.{OTHER}:1tTtTt:forged"])
def test_a_stamp_that_is_none_of_ours_is_refused(client, seeded, given):
    response = client.post(FORM, {**WRITTEN, "stamp": given})

    assert response.status_code == 400
    assert not Suggestion.objects.exists()


def test_a_stamp_of_another_record_is_refused(client, stamp):
    assert client.post(f"/records/{OTHER}/report/", {**WRITTEN, "stamp": stamp}).status_code == 400


def test_a_form_from_elsewhere_is_refused_on_a_page_that_says_what_to_do(stamp):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(FORM, {**WRITTEN, "stamp": stamp})

    page = ReadPage(response.content.decode())
    assert response.status_code == 403
    assert "reload the page" in page.text
    assert page.inline() == []


def test_who_reports_too_often_is_told_when_to_come_again(client, stamp, clock, monkeypatch):
    cache.clear()
    monkeypatch.setattr(ReportThrottle, "THROTTLE_RATES", {"report": "2/hour"})
    for _ in range(2):
        assert client.post(FORM, {"stamp": stamp}).status_code == 400

    refused = client.post(FORM, {**WRITTEN, "stamp": stamp})

    assert (refused.status_code, refused["Retry-After"]) == (429, "1800")
    assert "in 30 minutes" in refused.content.decode()
    assert client.post(FORM, {"stamp": stamp}, REMOTE_ADDR="203.0.113.7").status_code == 400
    clock["time"] += 1800
    assert client.post(FORM, {**WRITTEN, "stamp": stamp}).status_code == 302
    cache.clear()


def test_only_reports_are_counted_never_looking(client, seeded, monkeypatch):
    cache.clear()
    monkeypatch.setattr(ReportThrottle, "THROTTLE_RATES", {"report": "1/hour"})

    assert {client.get(FORM).status_code for _ in range(4)} == {200}


def test_there_is_nothing_to_report_about_what_never_was_public(client, seeded):
    draft = factories.draft_status()

    assert client.get(f"/records/{draft.pk}/report/").status_code == 404
    assert client.post(f"/records/{draft.pk}/report/", WRITTEN).status_code == 404


def test_thanks_are_only_given_for_what_was_received(client, stamp):
    assert client.get(f"{FORM}{uuid.uuid4()}/").status_code == 404
    thanks = client.post(FORM, {**WRITTEN, "stamp": stamp})["Location"]
    assert client.get(thanks.replace(RECORD, OTHER)).status_code == 404


def test_the_history_tells_that_a_reader_wrote_it_and_keeps_no_name(client, stamp):
    client.post(FORM, {**WRITTEN, "name": "A reader", "email": "a@example.org", "stamp": stamp})

    (row,) = HISTORIES[Suggestion].objects.select_related("pgh_context")
    assert row.pgh_context.metadata["origin"] == "reader"
    assert not hasattr(row, "email")
    assert row.state == SuggestionState.OPEN
