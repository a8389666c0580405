"""The commands of releases: make, rebuild, verify, withdraw."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from curation.actions.releasing import rebuild, release
from curation.models import Release
from tests import factories
from tests.releases import build_little


@pytest.fixture
def run(seeded, monkeypatch):
    """Run a command with bundles that are quickly built, and return what it says."""
    for action in (release, rebuild):
        monkeypatch.setitem(action.__kwdefaults__, "build", build_little)

    def command(name, *arguments):
        out = StringIO()
        call_command(name, *arguments, stdout=out, stderr=out)
        return out.getvalue()

    return command


def test_a_release_is_made(run):
    said = run("release", "v2026.11", "--title", "First", "--notes", "Of the seeded record.")

    made = Release.objects.get()
    assert f"Released v2026.11 at revision {made.revision_id} of the ledger." in said
    assert made.files.get(path="sco-registry-v2026.11.zip").sha256 in said
    assert (made.title, made.notes) == ("First", "Of the seeded record.")
    assert made.released_by_name == "bootstrap"


def test_a_release_is_made_in_the_name_of_whoever_is_named(run):
    user = factories.release_manager()

    run("release", "v2026.11", "--title", "First", "--by", user.username)

    assert Release.objects.get().released_by == user


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["v2026.11"], "add --title"),
        (["v2026.11", "--title", "First", "--by", "nobody"], "There is no user nobody"),
        (["november", "--title", "First"], "named by year and month"),
        (["v2026.11", "--rebuild"], "There is no release “v2026.11”. None was made yet."),
        (["v2026.11", "--rebuild", "--title", "Other"], "leave out --title"),
    ],
)
def test_what_cannot_be_done_is_said(run, arguments, message):
    with pytest.raises(CommandError, match=message):
        run("release", *arguments)

    assert not Release.objects.exists()


def test_a_record_with_errors_is_named(run):
    factories.held_too_early()

    with pytest.raises(CommandError, match="mend them before it is released"):
        run("release", "v2026.11", "--title", "First")


def test_a_rebuild_compares_the_sums(run):
    factories.release("v2026.11")
    factories.published_status()

    said = run("release", "--rebuild", "v2026.11")

    assert "3 files, all SHA-256 sums are the registered ones" in said


def test_a_rebuild_that_differs_fails_and_names_the_files(run, monkeypatch):
    factories.release("v2026.11")

    def otherwise(frozen, folder, **given):
        built = build_little(frozen, folder, **given)
        return type(built)(built.files[1:])

    monkeypatch.setitem(rebuild.__kwdefaults__, "build", otherwise)

    with pytest.raises(CommandError, match="1 of its files differ"):
        run("release", "--rebuild", "v2026.11")


def test_sound_releases_verify(run):
    factories.release("v2026.11")
    factories.release("v2026.12")

    said = run("verify_release")

    assert "Release v2026.11 verifies: 3 files." in said
    assert "Release v2026.12 verifies: 3 files." in said


def test_a_changed_byte_fails_the_verification_of_its_release_alone(run, releases_folder):
    factories.release("v2026.11")
    factories.release("v2026.12")
    (releases_folder / "v2026.11" / "README.md").write_text("Something else")

    assert "verifies" in run("verify_release", "v2026.12")
    for arguments in ([], ["v2026.11"]):
        with pytest.raises(CommandError, match=r"1 of \d releases do not verify"):
            run("verify_release", *arguments)


def test_without_releases_there_is_nothing_to_verify(run):
    assert "No release was made yet." in run("verify_release")


def test_a_release_is_withdrawn(run):
    factories.release("v2026.11")

    said = run("withdraw_release", "v2026.11", "--reason", "India’s codes are wrong.")

    assert said == "Release v2026.11 is withdrawn: India’s codes are wrong.\n"
    assert Release.objects.get().is_withdrawn


def test_what_was_never_released_is_not_withdrawn(run):
    factories.release("v2026.11")

    with pytest.raises(CommandError, match=r"Did you mean v2026\.11\?"):
        run("withdraw_release", "2026.1", "--reason", "Wrong.")
