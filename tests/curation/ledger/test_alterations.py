"""Whatever is altered past the rules is found by a command; what cannot be found, the docs name.

Every alteration is made as only an owner of the database can make it. One record serves them all,
and is restored after each.
"""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from curation.models import Revision
from tests.curation.ledger.alterations import ALTERATIONS, NOTED, ONLY_A_KEPT_DIGEST_SHOWS
from tests.curation.ledger.altering import Record, alter, complaints, rechain

pytestmark = pytest.mark.django_db

LEDGER, RELEASE, AUDIT = "verify_ledger", "verify_release", "audit_records"
COMMANDS = [(LEDGER,), (RELEASE,), (AUDIT,)]
DOCS = Path(__file__).parents[3] / "docs" / "ledger.md"
FOUND: set[str] = set()


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """The store of the record's releases."""
    return tmp_path_factory.mktemp("archives")


@pytest.fixture(scope="module")
def record(request, django_db_setup, django_db_blocker, archives):
    """One record for all alterations; nothing of it is committed."""
    store = settings.STORAGES["releases"] | {"OPTIONS": {"location": archives}}
    stores = settings.STORAGES | {"releases": store}
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(STORAGES=stores):
            prepared = Record.prepare()
        yield prepared
        transaction.set_rollback(True)
    if reporter := request.config.pluginmanager.get_plugin("terminalreporter"):
        known = len(ALTERATIONS) + len(ONLY_A_KEPT_DIGEST_SHOWS)
        reporter.write_line(f"Alterations: found {len(FOUND)} of {known}.")


@pytest.fixture
def altered(record, archives, releases_folder):
    """Alter the record, for one test."""
    shutil.copytree(archives, releases_folder, dirs_exist_ok=True)
    with transaction.atomic():
        yield lambda statements: alter(statements, record)
        transaction.set_rollback(True)


def test_the_record_is_sound_before_anything_is_altered(altered):
    assert complaints(COMMANDS) == {}


@pytest.mark.parametrize("name", sorted(ALTERATIONS.keys() - NOTED.keys()))
def test_an_alteration_is_found_by_a_command(altered, name):
    altered(ALTERATIONS[name])

    assert any(complaints([command]) for command in COMMANDS), f"No command finds this: {name}"
    FOUND.add(name)


@pytest.mark.parametrize("name", sorted(NOTED))
def test_what_only_accounts_were_given_is_noted(altered, capsys, name):
    altered(ALTERATIONS[name])

    call_command("verify_ledger")

    assert NOTED[name] in capsys.readouterr().err
    FOUND.add(name)


@pytest.mark.parametrize("name", sorted(ONLY_A_KEPT_DIGEST_SHOWS))
def test_what_was_altered_everywhere_is_found_by_a_kept_digest_alone(altered, record, name):
    head = Revision.objects.get(id=record.names["head"])
    altered(ONLY_A_KEPT_DIGEST_SHOWS[name])
    rechain(head.id)

    said = complaints(COMMANDS)
    against_kept = complaints([(LEDGER, "--expect", f"{head.id}:{head.digest}")])

    assert said == {}
    assert f"Revision {head.id} does not verify" in against_kept[LEDGER]
    FOUND.add(name)


@pytest.mark.parametrize(
    "change", ["approved_by = 'Somebody else'", "submitted_by = 'Somebody else'"]
)
def test_a_rewrite_with_all_digests_is_found_by_the_next_release(altered, record, change):
    altered(f"UPDATE curation_revision SET {change} WHERE id = %(middle)s")
    rechain(record.names["middle"])

    said = complaints(COMMANDS)

    assert f"Revision {record.names['position']} does not verify" in said[LEDGER]
    assert "it is the last revision of release 2026.12" in said[RELEASE]


def test_the_first_revision_that_differs_is_named_with_what_to_do(altered, record):
    altered(ALTERATIONS["an approval deleted"])

    with pytest.raises(CommandError) as failed:
        call_command("verify_ledger")

    assert str(failed.value).startswith(f"Revision {record.names['middle']} does not verify: ")
    assert f"The chain verifies up to revision {record.names['head']}." in str(failed.value)
    assert "bring it back from a backup" in str(failed.value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["359"], "is not ID:DIGEST"),
        (["0:" + "a" * 64], "is not ID:DIGEST"),
        (["1:" + "a" * 63], "is not ID:DIGEST"),
        (["1:" + "a" * 64], "Revision 1 does not verify: its digest is"),
        (["1:" + "a" * 64, "1:" + "b" * 64], "Two different digests are given for revision 1"),
        (["999999:" + "a" * 64], "the ledger ends at revision"),
    ],
)
def test_an_expectation_that_is_not_met_or_not_understood_fails(altered, given, message):
    with pytest.raises(CommandError, match=message):
        call_command("verify_ledger", *(f"--expect={each}" for each in given))


def test_digests_that_readers_kept_are_found_in_the_ledger(altered, record, capsys):
    kept = Revision.objects.filter(id__in=[1, record.names["position"]])

    call_command("verify_ledger", *(f"--expect={each.id}:{each.digest.upper()}" for each in kept))

    assert "and the 2 expected digests are in it" in capsys.readouterr().out


def test_the_head_is_printed_so_that_it_can_be_kept(altered, record, capsys):
    head = Revision.objects.get(id=record.names["head"])

    call_command("verify_ledger")

    assert f"Its head is {head.id}:{head.digest}" in capsys.readouterr().out


def test_an_empty_ledger_is_not_called_sound(altered):
    altered("DELETE FROM curation_revision")

    with pytest.raises(CommandError, match=r"revision 1 is missing|does not verify|is empty"):
        call_command("verify_ledger")


def test_the_docs_name_what_no_command_finds():
    docs = DOCS.read_text()

    for kind in (
        "after the last release",
        "drafts that were never published",
        "with its archive and its history",
        "superuser",
    ):
        assert kind in docs
