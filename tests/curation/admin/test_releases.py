"""Releases at the desk: made while progress is shown, looked at, withdrawn."""

import json
from threading import active_count

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from curation.accounts import create_missing_accounts
from curation.actions.releasing import release as make_release
from curation.admin.release_forms import next_identifier
from curation.models import Release
from tests import factories
from tests.releases import build_little

from .conftest import address, said_in

LINES = {"headers": {"accept": "application/x-ndjson"}}
NEW = {"identifier": "v2026.11", "title": "First", "notes": "Of the seeded record."}


@pytest.fixture
def manager(own_database, monkeypatch):
    """A data manager at a registry of their own, in which the thread that builds sees all."""
    monkeypatch.setitem(make_release.__kwdefaults__, "build", build_little)
    create_missing_accounts()
    client = Client()
    client.force_login(get_user_model().objects.get(username="data-manager"))
    return client


def lines_of(response):
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


# --- making ----------------------------------------------------------------------------------


def test_a_release_is_made_while_its_progress_is_shown(manager):
    lines = lines_of(manager.post(address("release", "new"), NEW, **LINES))

    made = Release.objects.get()
    assert list(dict.fromkeys(line["deed"] for line in lines[:-1])) == [
        "Checking the record",
        "Writing little",
        "Storing the files",
        "Verifying the files",
    ]
    assert lines[-1] == {
        "to": address("release", "change", made.pk),
        "text": "Released v2026.11: 3 files.",
        "failed": [],
    }
    assert (made.title, made.notes) == ("First", "Of the seeded record.")
    assert made.released_by_name == "data-manager"


def test_a_release_is_made_without_the_script_too(manager):
    response = manager.post(address("release", "new"), NEW, follow=True)

    assert "Released v2026.11: 3 files." in said_in(response)
    assert Release.objects.get().title == "First"


def test_a_record_with_errors_is_refused_and_they_are_named(manager):
    factories.held_too_early()

    lines = lines_of(manager.post(address("release", "new"), NEW, **LINES))

    assert "mend them before it is released" in lines[-1]["error"]
    assert "not established before 2001-06-15" in lines[-1]["error"]
    assert not Release.objects.exists()


def test_a_failure_that_nobody_foresaw_ends_the_answer_and_is_no_release(manager, monkeypatch):
    def failing(frozen, folder, *, progress):
        progress("Writing little", 0, 1)
        raise ZeroDivisionError

    monkeypatch.setitem(make_release.__kwdefaults__, "build", failing)

    with pytest.raises(ZeroDivisionError):
        lines_of(manager.post(address("release", "new"), NEW, **LINES))

    assert not Release.objects.exists()


def test_who_leaves_the_page_stops_the_work(manager, releases_folder):
    threads = active_count()
    response = manager.post(address("release", "new"), NEW, **LINES)

    next(iter(response.streaming_content))
    response.close()

    assert active_count() == threads
    assert not Release.objects.exists()
    assert [each for each in releases_folder.rglob("*") if each.is_file()] == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"identifier": "november"}, "Name it by year and month"),
        ({"title": ""}, "required"),
    ],
)
def test_what_is_not_filled_in_is_said_before_anything_is_done(data_manager, given, message):
    lines = lines_of(data_manager.post(address("release", "new"), NEW | given, **LINES))

    assert message in lines[0]["error"]


def test_the_page_says_what_will_be_frozen_and_what_stands_in_the_way(data_manager):
    factories.release("v2026.10")
    factories.held_too_early()

    page = data_manager.get(address("release", "new")).content.decode()

    assert "1 error: nothing is released" in page
    assert "<dt>Follows</dt><dd>v2026.10</dd>" in page


def test_the_name_offered_is_the_first_free_one_of_the_month(seeded):
    assert next_identifier("2026.11") == "v2026.11"
    factories.release("v2026.11")
    factories.release("v2026.11.1")

    assert next_identifier("2026.11") == "v2026.11.2"


# --- looking, downloading, withdrawing -------------------------------------------------------


def test_the_list_leads_data_managers_to_the_next_release(data_manager, editor):
    making = address("release", "new")

    assert making in data_manager.get(address("release")).content.decode()
    assert making not in editor.get(address("release")).content.decode()


def test_a_release_shows_its_files_and_leads_to_its_archive(editor):
    made = factories.release()

    page = editor.get(address("release", "change", made.pk)).content.decode()

    for file in made.files.all():
        assert file.sha256 in page
    assert "/api/v1/releases/v2026.11/archive/" in page
    assert "Withdraw…" not in page


def test_a_release_is_withdrawn_after_asking(data_manager):
    made = factories.release()
    withdrawing = address("release", "withdraw", made.pk)
    assert "This cannot be undone" in data_manager.get(withdrawing).content.decode()

    response = data_manager.post(withdrawing, {"reason": "India’s codes are wrong."}, follow=True)

    made.refresh_from_db()
    assert made.withdrawal_reason == "India’s codes are wrong."
    assert "India’s codes are wrong." in response.content.decode()


def test_a_withdrawal_without_a_reason_is_refused(data_manager):
    made = factories.release()

    response = data_manager.post(address("release", "withdraw", made.pk), {"reason": " "})

    assert "Say publicly why" in response.content.decode()
    made.refresh_from_db()
    assert not made.is_withdrawn


def test_what_was_withdrawn_meanwhile_is_said(data_manager):
    made = factories.release()
    withdrawing = address("release", "withdraw", made.pk)
    data_manager.post(withdrawing, {"reason": "Wrong."})

    response = data_manager.post(withdrawing, {"reason": "Very wrong."}, follow=True)

    assert "withdrawn already" in said_in(response)


@pytest.mark.parametrize("pk", ["999", "none", "1_2F2"])
def test_a_release_that_is_none_is_answered_by_the_list(data_manager, pk):
    response = data_manager.get(address("release", "change", pk), follow=True)

    assert response.status_code == 200
